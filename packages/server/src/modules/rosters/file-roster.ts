import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { rosterFilingLifecycle, type rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { canBecome } from './can-become.ts'
import { digestShifts, lockFiling, placeOfUnit } from './filing-store.ts'
import { requireMayEdit } from './roster-policy.ts'
import { getUnit } from './roster-store.ts'
import { buildSheet, publishedAssignments } from './sheet-rules.ts'
import { loadSheet, unitView } from './sheet-views.ts'

/** Sends the published roster of a holiday up (DUTY-6). A roster with holes cannot be filed; one that changed afterwards is filed again. */
export function fileRoster(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.fileRoster>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'file-roster', actor: actor.label, input: { params } }, async (context) => {
    const filing = await lockFiling(deps.objects, context.tx, actor, params.filingId)
    requireMayEdit(actor, filing)
    if (filing.toUnitId === null) throw new Problem('rule-refused', '还没有登记上级值班室，不能报备；请上级先在系统中建立值班室')
    const unit = await getUnit(context.tx, actor, filing.unitId)
    const parts = await loadSheet(deps.objects, context.tx, filing)
    const sheet = buildSheet(parts, publishedAssignments(parts), { unit: unitView(actor, unit), roster: null }, { published: false, today: legalDayAt(context.at) })
    const holes = sheet.seats.filter(({ personId }) => personId === null).length
    const { digest, shifts } = await digestShifts(context.tx, filing.unitId, filing.fromDay, filing.toDay)
    if (shifts === 0) throw new Problem('rule-refused', `${filing.holiday}假期的值班表还没有发布，请先编排发布再报备`)
    if (holes > 0) throw new Problem('rule-refused', `${filing.holiday}假期还有 ${String(holes)} 个席位没有人，请补齐发布后再报备`)
    if (filing.status !== 'due' && filing.contentDigest === digest) throw new Problem('lifecycle-refused', '这份值班表已经报备，没有变化，不用再报')
    context.record({
      type: 'roster-filing.filed', audience: { division: filing.divisionCode, units: [filing.unitId, filing.toUnitId], called: [filing.toUnitId] },
      changes: [{ object: 'roster-filing', id: filing.id, set: { status: 'filed', contentDigest: digest, shifts, filedAt: context.at, receivedAt: null } }], note: { holiday: filing.holiday, late: context.at > filing.dueAt, again: filing.status !== 'due' },
    })
    return { id: filing.id }
  })
}

/** The level above signs for it. */
export function receiveRosterFiling(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.receiveRosterFiling>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'receive-roster-filing', actor: actor.label, input: { params } }, async (context) => {
    const filing = await lockFiling(deps.objects, context.tx, actor, params.filingId)
    if (filing.toUnitId === null || (filing.toUnitId !== actor.unitId && (await placeOfUnit(context.tx, filing.toUnitId)) !== actor.divisionCode)) throw new Problem('forbidden', '这份值班表不是报给本单位的，请由收件的值班室签收')
    if (filing.unitId === actor.unitId) throw new Problem('forbidden', '不能签收本单位报出的值班表')
    if (!canBecome(rosterFilingLifecycle, filing.status, 'received')) throw new Problem('lifecycle-refused', filing.status === 'due' ? '对方还没有报备' : '已经签收，不必再签')
    context.record({ type: 'roster-filing.received', audience: { division: filing.divisionCode, units: [filing.unitId, filing.toUnitId] }, changes: [{ object: 'roster-filing', id: filing.id, set: { status: 'received', receivedAt: context.at } }], note: { holiday: filing.holiday } })
    return { id: filing.id }
  })
}
