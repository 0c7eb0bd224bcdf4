import { assessmentItems, type assessmentRoutes } from '@fengsui/contract/assessment'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { isAssessedPlace } from './event-views.ts'
import { lockEntry, requireUnit } from './assessment-store.ts'

/** A place sets its own scheme from an instant on; months that have begun keep the one they began with. */
export function setScheme(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof assessmentRoutes.setAssessmentScheme>['body']): Promise<{ id: string }> {
  refusePhoneNumbers({ name: body.name, basis: body.basis })
  const { commandId, items, ...head } = body
  return deps.commands.run({ commandId, name: 'set-assessment-scheme', actor: actor.label, input: { body } }, (context) => {
    const id = context.newId()
    context.record({
      type: 'assessment-scheme-version.set', audience: { division: actor.divisionCode },
      changes: [{ object: 'assessment-scheme-version', id, created: true, set: { ...head, items: items as unknown as Json, divisionCode: actor.divisionCode, setAt: context.at, setByUnitId: actor.unitId } }],
    })
    return Promise.resolve({ id })
  })
}

/** Enters something for or against a unit that no record tells: adopted information, praise, criticism from above. */
export function addEntry(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof assessmentRoutes.addAssessmentEntry>['body']): Promise<{ id: string }> {
  if (assessmentItems[body.itemKey].automatic) throw new Problem('invalid-input', '这一项由系统按记录计分，不能手工登记', [{ path: 'itemKey', message: '请选手工登记的项目' }])
  return deps.commands.run({ commandId: body.commandId, name: 'add-assessment-entry', actor: actor.label, input: { body } }, async (context) => {
    const unit = await requireUnit(context.tx, actor, body.unitId)
    if (!isAssessedPlace(actor.divisionCode, unit.place)) throw new Problem('invalid-input', '只能登记本级和下一级的单位', [{ path: 'unitId', message: '不由本级考核' }])
    if (body.unitId === actor.unitId) throw new Problem('forbidden', '不能给本单位登记加扣分')
    if (body.happenedAt > context.at) throw new Problem('invalid-input', '发生时间不能晚于现在', [{ path: 'happenedAt', message: '不能晚于现在' }])
    const id = context.newId()
    context.record({
      type: 'assessment-entry.added', audience: { division: actor.divisionCode, ownPlaceOnly: true },
      changes: [{ object: 'assessment-entry', id, created: true, set: { divisionCode: actor.divisionCode, unitId: body.unitId, itemKey: body.itemKey, happenedAt: body.happenedAt, reason: context.protect(`assessment-entry:${id}`, body.reason), addedAt: context.at, addedByUnitId: actor.unitId, status: 'active' } }],
    })
    return { id }
  })
}

/** Takes an entry back; bulletins already published keep it. */
export function removeEntry(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof assessmentRoutes.removeAssessmentEntry>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'remove-assessment-entry', actor: actor.label, input: { params, body } }, async (context) => {
    const entry = await lockEntry(deps.objects, context.tx, actor, params.entryId)
    if (entry.status === 'removed') throw new Problem('lifecycle-refused', '这条登记已经撤销')
    context.record({ type: 'assessment-entry.removed', audience: { division: actor.divisionCode, ownPlaceOnly: true }, changes: [{ object: 'assessment-entry', id: entry.id, set: { status: 'removed' } }] })
    return { id: entry.id }
  })
}
