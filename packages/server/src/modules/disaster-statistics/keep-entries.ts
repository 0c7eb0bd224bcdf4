import { getListForm, readListRow, type disasterStatisticsRoutes, type ListCode, type ListValue } from '@fengsui/contract/disaster-statistics'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { maySeeWhole, requireConcerns, requireFills } from './disaster-policy.ts'
import { getProcess, lockEntry, requirePlaces } from './disaster-store.ts'
import { requireListOf } from './process-rules.ts'
import { readObject } from './protected-words.ts'

type Call<K extends 'addDisasterEntry' | 'changeDisasterEntry' | 'removeDisasterEntry'> = Pick<ParsedRequest<(typeof disasterStatisticsRoutes)[K]>, 'params' | 'body'>

function readRow(list: ListCode, cells: Readonly<Record<string, ListValue | null>>): { figures: Record<string, ListValue>; personal: Record<string, ListValue> } {
  const { figures, personal, problems } = readListRow(list, cells)
  const [first] = problems
  if (first) throw new Problem('invalid-input', first.message, problems.map(({ key, message }) => ({ path: `cells.${key}`, message })))
  return { figures, personal }
}

function protectRow(context: CommandContext, id: string, personal: Readonly<Record<string, ListValue>>): Json {
  const kept = Object.keys(personal).length === 0 ? null : context.protect(`disaster-list-entry:${id}`, JSON.stringify(personal))
  return kept === null ? null : { ...kept }
}

const figuresOf = (figures: Readonly<Record<string, ListValue>>): Json => Object.fromEntries(Object.entries(figures).map(([key, value]): [string, Json] => [key, Array.isArray(value) ? [...(value as readonly number[])] : (value as string | number)]))

/** Lists one of the dead or missing, or a household. A name is not needed: the dead are reported before they are identified (先报后核). */
export function addEntry(deps: ModuleDeps, actor: Actor, { params, body }: Call<'addDisasterEntry'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'add-disaster-entry', actor: actor.label, input: { params, body } }, async (context) => {
    const process = await getProcess(deps.objects, context.tx, actor, params.processId)
    requireFills(actor, body.divisionCode)
    requireListOf(process.kind, body.list)
    requireConcerns(process, body.divisionCode)
    await requirePlaces(context.tx, [body.divisionCode], 'divisionCode')
    const { figures, personal } = readRow(body.list, body.cells)
    const id = context.newId()
    const kept = protectRow(context, id, personal)
    context.record({
      type: 'disaster-list-entry.added', subject: process.incidentId, audience: { division: body.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'disaster-list-entry', id, created: true, set: { processId: process.id, divisionCode: body.divisionCode, list: body.list, figures: figuresOf(figures), status: 'listed', listedAt: context.at, changedAt: context.at, byUnitId: actor.unitId, ...(kept === null ? {} : { personal: kept }) } }],
      note: { list: body.list },
    })
    return { id }
  })
}

/** Completes or corrects a row: given cells replace, null clears, the rest stays. Who sees a row masked may not change what is masked. */
export function changeEntry(deps: ModuleDeps, actor: Actor, { params, body }: Call<'changeDisasterEntry'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'change-disaster-entry', actor: actor.label, input: { params, body } }, async (context) => {
    const entry = await lockEntry(deps.objects, context.tx, actor, params.entryId)
    requireFills(actor, entry.divisionCode)
    if (entry.status === 'removed') throw new Problem('lifecycle-refused', '这一行已经核销，不能再改；确有其人请重新登记')
    const process = await getProcess(deps.objects, context.tx, actor, entry.processId)
    requireConcerns(process, entry.divisionCode)
    const touchesPersonal = getListForm(entry.list).columns.some(({ code, personal }) => personal && code in body.cells)
    if (touchesPersonal && !maySeeWhole(actor, entry)) throw new Problem('forbidden', '个人信息对您遮盖，不能更改；请由登记单位或有查看权限的人更正')
    const reveal = await readPersonalFacts(context.tx, [entry.personal])
    const known = readObject(reveal(entry.personal)) as Record<string, ListValue>
    const { figures, personal } = readRow(entry.list, { ...entry.figures, ...known, ...body.cells })
    const samePersonal = JSON.stringify(personal) === JSON.stringify(Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1))))
    context.record({
      type: 'disaster-list-entry.changed', subject: process.incidentId, audience: { division: entry.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'disaster-list-entry', id: entry.id, set: { figures: figuresOf(figures), changedAt: context.at, ...(samePersonal ? {} : { personal: protectRow(context, entry.id, personal) }) } }],
      note: { list: entry.list, fields: Object.keys(body.cells).sort() },
    })
    return { id: entry.id }
  })
}

/** Takes a row off (核销), with the reason: listed twice, found alive, found to be an accident. */
export function removeEntry(deps: ModuleDeps, actor: Actor, { params, body }: Call<'removeDisasterEntry'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'remove-disaster-entry', actor: actor.label, input: { params, body } }, async (context) => {
    const entry = await lockEntry(deps.objects, context.tx, actor, params.entryId)
    requireFills(actor, entry.divisionCode)
    if (entry.status === 'removed') throw new Problem('lifecycle-refused', '这一行已经核销')
    const process = await getProcess(deps.objects, context.tx, actor, entry.processId)
    requireConcerns(process, entry.divisionCode)
    const reason = context.protect(`disaster-list-entry:${entry.id}`, body.reason)
    context.record({
      type: 'disaster-list-entry.removed', subject: process.incidentId, audience: { division: entry.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'disaster-list-entry', id: entry.id, set: { status: 'removed', changedAt: context.at, ...(reason === null ? {} : { removalReason: { ...reason } }) } }], note: { list: entry.list },
    })
    return { id: entry.id }
  })
}
