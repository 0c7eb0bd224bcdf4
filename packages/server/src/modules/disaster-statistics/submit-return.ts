import {
  listReturnDeadlines, readValues, type disasterStatisticsRoutes, type DisasterProcess, type FormSetKey, type FormValues, type ReturnKind,
} from '@fengsui/contract/disaster-statistics'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayHandIn, requireConcerns, requireFills } from './disaster-policy.ts'
import { getProcess, listAcceptedBelow, lockReturn, readListTotals, readReceipts, sumBelow, traceOf, type SeriesKey } from './disaster-store.ts'
import { readWords } from './protected-words.ts'
import { findIn, requireKind, requireMayStand, requireReturnTransition, requireRevision, requireSomething, standing, valuesToSubmit, type Version } from './return-rules.ts'

/** @throws Problem forbidden when another department would hand in a county's figures */
export function requireHandsIn(actor: Actor, divisionCode: string): void {
  requireFills(actor, divisionCode)
  if (!mayHandIn(actor, divisionCode)) throw new Problem('forbidden', '县级以上报表由应急管理部门（值班室）上报；您填的内容已保存，请通知值班员审核上报')
}

/** The legal deadline that a version handed in now meets or misses. */
export async function findDeadline(deps: ModuleDeps, context: CommandContext, process: DisasterProcess, key: SeriesKey, series: readonly Version[], version: { kind: ReturnKind; values: FormValues }): Promise<{ ruleId: string; dueAt: string } | null> {
  const submissions = series.flatMap(({ status, kind, submittedAt }) => (status === 'draft' || submittedAt === null ? [] : [{ kind, at: submittedAt }]))
  const trace = traceOf(key.divisionCode, await readReceipts(context.tx, key), submissions, version.values)
  const phase: ReturnKind = version.kind === 'final' ? 'final' : submissions.length === 0 ? 'initial' : 'followUp'
  const due = listReturnDeadlines(process, trace, context.at, deps.rulesAsOf()).find((deadline) => deadline.phase === phase && deadline.metAt === null)
  return due?.dueAt ? { ruleId: due.ruleId, dueAt: due.dueAt } : null
}

/** Newest version handed in before, whose figures the new one is held against. */
export function lastValues(series: readonly Version[]): FormValues | null {
  return standing(series).at(-1)?.values ?? null
}

/** What the places below and the lists say, for holding a version against it. */
export async function heldAgainst(context: CommandContext, process: DisasterProcess, key: SeriesKey, series: readonly Version[]): Promise<Parameters<typeof findIn>[2]> {
  const formSet: FormSetKey = key.formSet
  return { last: lastValues(series), below: sumBelow(formSet, await listAcceptedBelow(context.tx, key)), lists: formSet === 'loss' ? await readListTotals(context.tx, process.id, key.divisionCode) : null }
}

/** Hands a version in: from now on it never changes. Relations must hold, whatever needs a word must have one. */
export function submitReturn(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof disasterStatisticsRoutes.submitDisasterReturn>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-disaster-return', actor: actor.label, input: { params, body } }, async (context) => {
    const { found, series } = await lockReturn(deps.objects, context.tx, actor, params.returnId)
    requireHandsIn(actor, found.divisionCode)
    requireReturnTransition(found.status, 'submitted')
    requireRevision(found.revision, body.revision)
    const process = await getProcess(deps.objects, context.tx, actor, found.processId)
    requireConcerns(process, found.divisionCode)
    const others = series.filter(({ id }) => id !== found.id)
    requireKind(found.kind, process, others)
    const values = valuesToSubmit(found.kind, readValues(found.formSet, found.values).values)
    if (found.formSet !== 'relief') requireSomething(values)
    const reveal = await readPersonalFacts(context.tx, [found.explanations])
    requireMayStand(findIn(process, { formSet: found.formSet, kind: found.kind, values }, await heldAgainst(context, process, found, others)), readWords(reveal(found.explanations)))
    const due = await findDeadline(deps, context, process, found, others, { kind: found.kind, values })
    context.record({
      type: 'disaster-return.submitted', subject: process.incidentId, audience: { division: found.divisionCode, units: [actor.unitId] },
      // Everything of it once more: what came before was said to nobody above.
      changes: [{ object: 'disaster-return', id: found.id, set: { status: 'submitted', submittedAt: context.at, values, byUnitId: actor.unitId, ...(due === null ? {} : due) } }],
      note: { kind: found.kind, sequence: found.sequence, formSet: found.formSet, divisionCode: found.divisionCode, late: due !== null && context.at > due.dueAt },
    })
    return { id: found.id }
  })
}
