import { formSets, listRequiredForms, type disasterStatisticsRoutes, type FormSetKey } from '@fengsui/contract/disaster-statistics'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireConcerns, requireFills } from './disaster-policy.ts'
import { getProcess, listAcceptedBelow, lockSeries, requirePlaces, sumBelow } from './disaster-store.ts'
import { headValues, listKinds, standing } from './return-rules.ts'

/** @throws Problem for a set of forms that this kind of process does not have */
export function requireSetOf(kind: string, formSet: FormSetKey): void {
  if (formSets[formSet].process !== kind) throw new Problem('rule-refused', `“${formSets[formSet].name}”不属于这类统计，请核对`, [{ path: 'formSet', message: '不属于这类统计' }])
}

/** Begins the next version of a place's forms; a draft that is there already is the one to work on. */
export function startReturn(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof disasterStatisticsRoutes.startDisasterReturn>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'start-disaster-return', actor: actor.label, input: { params, body } }, async (context) => {
    const { divisionCode, formSet } = body
    const process = await getProcess(deps.objects, context.tx, actor, params.processId)
    requireFills(actor, divisionCode)
    requireSetOf(process.kind, formSet)
    requireConcerns(process, divisionCode)
    await requirePlaces(context.tx, [divisionCode], 'divisionCode')
    const key = { processId: process.id, formSet, divisionCode }
    const series = await lockSeries(deps.objects, context.tx, key)
    const draft = series.find(({ status }) => status === 'draft')
    if (draft) return { id: draft.id }
    const earlier = standing(series)
    const newest = series.at(-1)
    const below = body.from === 'sum' ? await listAcceptedBelow(context.tx, key) : []
    if (body.from === 'sum' && below.length === 0) throw new Problem('rule-refused', '下级还没有已审核的报表，不能汇总；请先审核下级报表，或直接填报')
    const head = headValues(process, formSet, divisionCode)
    // What is a level's own, and is not summed, stays from the last version.
    const values = body.from === 'sum' ? { ...newest?.values, ...sumBelow(formSet, below), ...head } : body.from === 'last' ? { ...head, ...newest?.values } : head
    const id = context.newId()
    context.record({
      type: 'disaster-return.drafted', subject: process.incidentId, audience: { division: divisionCode, units: [actor.unitId], ownPlaceOnly: true },
      changes: [{
        object: 'disaster-return', id, created: true,
        set: {
          processId: process.id, divisionCode, formSet, kind: listKinds(process, earlier)[0] ?? 'followUp', sequence: (newest?.sequence ?? 0) + 1, status: 'draft', values: withoutUnknown(values), zero: false, asOf: context.at, revision: 0,
          sources: below.map(({ divisionCode: place, returnId }) => ({ divisionCode: place, returnId })), byUnitId: actor.unitId, draftedAt: context.at,
        },
      }],
      note: { forms: listRequiredForms(formSet, process) },
    })
    return { id }
  })
}

function withoutUnknown<T>(values: Readonly<Record<string, T | null | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])))
}
