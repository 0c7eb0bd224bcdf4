import { readValues, type DisasterProcess, type DisasterReturn, type disasterStatisticsRoutes, type FormValue } from '@fengsui/contract/disaster-statistics'
import { boundToReceipt, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireConcerns } from './disaster-policy.ts'
import { getProcess, lockSeries, requirePlaces } from './disaster-store.ts'
import { findIn, headValues, listKinds, requireMayStand, requireSomething, requireValues, standing, valuesToSubmit, zeroValues } from './return-rules.ts'
import { protectWords, refusePhonesIn } from './save-return.ts'
import { findDeadline, heldAgainst, requireHandsIn } from './submit-return.ts'

type Call<K extends 'reportDisasterFigures' | 'reportDisasterZero'> = Pick<ParsedRequest<(typeof disasterStatisticsRoutes)[K]>, 'params' | 'body'>

async function openSeries(deps: ModuleDeps, context: CommandContext, actor: Actor, processId: string, divisionCode: string): Promise<{ process: DisasterProcess; series: DisasterReturn[]; key: { processId: string; formSet: 'loss'; divisionCode: string } }> {
  const process = await getProcess(deps.objects, context.tx, actor, processId)
  requireHandsIn(actor, divisionCode)
  if (process.kind !== 'event') throw new Problem('rule-refused', '快报只用于灾害过程，年报和冬春救助请在电脑上填报')
  requireConcerns(process, divisionCode)
  await requirePlaces(context.tx, [divisionCode], 'divisionCode')
  const key = { processId: process.id, formSet: 'loss' as const, divisionCode }
  return { process, series: await lockSeries(deps.objects, context.tx, key), key }
}

/** Writes a version that is handed in at once. A draft at a desk becomes the version after it: news from the field waits for no desk. */
async function handIn(deps: ModuleDeps, context: CommandContext, actor: Actor, opened: Awaited<ReturnType<typeof openSeries>>, version: { values: Record<string, FormValue>; zero: boolean; asOf: string; filler: string; clockAheadSeconds: number | null }): Promise<{ id: string }> {
  const { process, series, key } = opened
  const draft = series.find(({ status }) => status === 'draft')
  const kind = listKinds(process, series)[0] ?? 'followUp'
  const values = valuesToSubmit(kind, version.values)
  // What only needs a word does not hold up a telephone in the field: whoever checks sees it.
  requireMayStand(findIn(process, { formSet: 'loss', kind, values }, await heldAgainst(context, process, key, series)).filter(({ severity }) => severity === 'error'), {})
  const due = await findDeadline(deps, context, process, key, series, { kind, values })
  const id = context.newId()
  const sequence = draft?.sequence ?? (series.at(-1)?.sequence ?? 0) + 1
  const signatures = protectWords(context, id, { filler: version.filler })
  context.record({
    type: 'disaster-return.submitted', subject: process.incidentId, audience: { division: key.divisionCode, units: [actor.unitId] },
    changes: [...(draft ? [{ object: 'disaster-return', id: draft.id, set: { sequence: sequence + 1 } }] : []), {
      object: 'disaster-return', id, created: true,
      set: { ...key, kind, sequence, status: 'submitted', values, zero: version.zero, asOf: version.asOf, revision: 0, sources: [], byUnitId: actor.unitId, draftedAt: context.at, submittedAt: context.at, ...(signatures === null ? {} : { signatures }), ...(due === null ? {} : due) },
    }],
    note: { kind, sequence, formSet: 'loss', divisionCode: key.divisionCode, zero: version.zero, late: due !== null && context.at > due.dueAt, ...(version.clockAheadSeconds === null ? {} : { clockAheadSeconds: version.clockAheadSeconds }) },
  })
  return { id }
}

/** A village's main figures from a telephone, perhaps late after it had no network: what it does not say stays as it said before. */
export function reportFigures(deps: ModuleDeps, actor: Actor, { params, body }: Call<'reportDisasterFigures'>): Promise<{ id: string }> {
  refusePhonesIn(body.values)
  return deps.commands.run({ commandId: body.commandId, name: 'report-disaster-figures', actor: actor.label, input: { params, body } }, async (context) => {
    const opened = await openSeries(deps, context, actor, params.processId, body.divisionCode)
    const { values, problems } = readValues('loss', body.values)
    requireValues(problems)
    requireSomething(values)
    const stated = boundToReceipt(body.asOf, context.at)
    const newest = standing(opened.series).at(-1)
    const newestAsOf = opened.series.find(({ id }) => id === newest?.id)?.asOf
    if (newestAsOf !== undefined && stated.at < newestAsOf) throw new Problem('conflict', '这些数字比已经报出的还早，没有采用；请核对现在的数字后重新上报')
    return handIn(deps, context, actor, opened, { values: { ...headValues(opened.process, 'loss', body.divisionCode), ...newest?.values, ...values }, zero: false, asOf: stated.at, filler: body.filler, clockAheadSeconds: stated.clockAheadSeconds })
  })
}

/** 零报告: the same as the last version; of a place that never reported, that there is nothing. */
export function reportZero(deps: ModuleDeps, actor: Actor, { params, body }: Call<'reportDisasterZero'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'report-disaster-zero', actor: actor.label, input: { params, body } }, async (context) => {
    const opened = await openSeries(deps, context, actor, params.processId, body.divisionCode)
    if (opened.process.status === 'stable') throw new Problem('rule-refused', '灾情已经稳定，请做核报，不再报零报告')
    const stated = boundToReceipt(body.asOf ?? context.at, context.at)
    const newest = standing(opened.series).at(-1)
    const values = newest?.values ?? { ...zeroValues(opened.process, 'loss'), ...headValues(opened.process, 'loss', body.divisionCode) }
    return handIn(deps, context, actor, opened, { values, zero: true, asOf: stated.at, filler: '', clockAheadSeconds: stated.clockAheadSeconds })
  })
}
