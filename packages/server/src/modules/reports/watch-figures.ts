import type { Incident } from '@fengsui/contract/incidents'
import type { Json } from '@fengsui/contract/kernel'
import type { Suspicion, SuspicionComparison } from '@fengsui/contract/reports'
import { contradictionChecks, findContradictions, isMadeGood, type Contradiction, type CasualtyFact } from '@fengsui/contract/reports/deadlines'
import type { Signal } from '@fengsui/contract/signals'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import type { Desk } from './clock-rules.ts'
import { findIncident, findIncidentAround, listIssued, listSaid, lockFigureSuspicions } from './figures-store.ts'
import { recordSuspicion } from './raise-suspicion.ts'
import { describeReport, figuresOf, isDecided, labelDifferences, saidBy, toStatements } from './suspicion-rules.ts'
import { findIncidentOf, findOwingDesk, findSignal } from './suspicion-store.ts'

/** Reports of a series that stand in a comparison: the latest. */
const REPORTS_SHOWN = 5

/**
 * What others say of casualties against what was reported (RPT-4): a statement sets the times at which it is compared, a report is compared
 * at once with every statement whose time is up.
 */
export function watchFigures(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.watch-figures',
    from: 'now',
    types: ['signal.received', 'signal.verified', 'report.issued'],
    async handle(context, entry) {
      if (entry.type === 'report.issued') {
        const incident = entry.subject === null ? undefined : await findIncident(deps.objects, context.tx, entry.subject)
        const desk = incident && (await findOwingDesk(context.tx, incident))
        if (!incident || !desk || desk.unitId !== entry.data.audience.units?.[0]) return
        await noteMadeGood(deps, context, incident, desk, String(entry.data.note?.['number'] ?? ''))
        await compare(deps, context, incident, desk)
        return
      }
      const changed = entry.data.changes.find((change) => change.object === 'signal')
      const signal = changed && (await findSignal(deps.objects, context.tx, changed.id))
      if (!signal || signal.gauge) return
      const checks = toStatements(signal).flatMap((statement) => contradictionChecks({ at: statement.at, divisionCode: signal.divisionCode, asOf: deps.rulesAsOf() }))
      for (const dueAt of [...new Set(checks)].sort()) {
        if (dueAt > context.at) context.setTimer({ key: `figures-check:${signal.id}:${dueAt}`, kind: 'figures-check', dueAt, payload: { signalId: signal.id } })
      }
    },
  }
}

/** A statement's time is up: it is held against the reports of the county's desk. */
export function figuresTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: 'figures-check',
    async fire(context, payload) {
      const signal = await findSignal(deps.objects, context.tx, String(payload['signalId']))
      if (!signal || toStatements(signal).length === 0) return
      const incidentId = (await findIncidentOf(context.tx, signal)) ?? (await findIncidentAround(context.tx, signal))
      const incident = incidentId === undefined ? undefined : await findIncident(deps.objects, context.tx, incidentId)
      const desk = incident && (await findOwingDesk(context.tx, incident))
      if (incident && desk) await compare(deps, context, incident, desk)
    },
  }
}

async function compare(deps: ModuleDeps, context: CommandContext, incident: Incident, desk: Desk): Promise<void> {
  const signals = await listSaid(deps.objects, context.tx, incident)
  const issued = await listIssued(context.tx, desk.unitId, incident.id)
  const found = findContradictions({
    statements: signals.flatMap(toStatements), reports: issued.map((report) => ({ reportId: report.reportId, sentAt: report.sentAt, figures: figuresOf(report.facts) })),
    now: context.at, asOf: deps.rulesAsOf(), divisionCode: incident.divisionCode,
  })
  if (found.length === 0) return
  const known = await lockFigureSuspicions(deps.objects, context.tx, desk.unitId, incident.id)
  for (const contradiction of found) {
    const comparison = compareSides(contradiction, signals, issued)
    const same = known.filter((suspicion) => suspicion.ruleId === contradiction.ruleId)
    const open = same.find((suspicion) => suspicion.status === 'raised')
    if (open) extend(context, open, comparison, contradiction.textZh)
    else if (!isDecided(contradiction.differences, same)) {
      recordSuspicion(context, {
        kind: contradiction.suspected, divisionCode: desk.divisionCode, unitId: desk.unitId, signalId: contradiction.differences[0]?.signalId ?? null, incidentId: incident.id, clockId: null, ruleId: contradiction.ruleId, comparison,
        evidence: [...comparison.said.map(({ at, text }) => ({ at, text })), ...comparison.reported.map(({ at, text }) => ({ at, text })), { at: context.at, text: contradiction.textZh }],
      }, desk.name)
    }
  }
}

/** Left what others said, right what was reported: only those who said a figure that differs. */
function compareSides({ differences }: Contradiction, signals: readonly Signal[], issued: Awaited<ReturnType<typeof listIssued>>): SuspicionComparison {
  const facts = new Set<CasualtyFact>(differences.map((each) => each.fact))
  const speaking = signals.filter((signal) => Object.keys(figuresOf(signal.facts)).some((fact) => facts.has(fact as CasualtyFact)))
  return { said: speaking.map(saidBy), reported: issued.slice(-REPORTS_SHOWN).map((report) => ({ at: report.sentAt, text: describeReport(report), reportId: report.reportId })), differences: labelDifferences(differences) }
}

/** More of the same is added to the open doubt; figures that did not change add nothing. */
function extend(context: CommandContext, open: Suspicion, comparison: SuspicionComparison, text: string): void {
  const plain = (value: SuspicionComparison | null) => [...(value?.differences ?? []).map((each) => `${each.fact}:${each.said}:${each.reported ?? ''}`), ...(value?.said ?? []).map((each) => each.signalId)].join('|')
  if (plain(open.comparison) === plain(comparison)) return
  record(context, open, comparison, text, {})
}

/** A report that reaches every figure joins the evidence; whether the first one was false is still for a person to say. */
async function noteMadeGood(deps: ModuleDeps, context: CommandContext, incident: Incident, desk: Desk, number: string): Promise<void> {
  const open = (await lockFigureSuspicions(deps.objects, context.tx, desk.unitId, incident.id)).filter((suspicion) => suspicion.status === 'raised' && (suspicion.comparison?.differences.length ?? 0) > 0)
  if (open.length === 0) return
  const issued = await listIssued(context.tx, desk.unitId, incident.id)
  const reports = issued.map((report) => ({ reportId: report.reportId, sentAt: report.sentAt, figures: figuresOf(report.facts) }))
  for (const suspicion of open) {
    const { comparison } = suspicion
    if (!comparison) continue
    const latest = issued.at(-1)
    const next = { ...comparison, reported: latest ? [...comparison.reported.filter((each) => each.reportId !== latest.reportId), { at: latest.sentAt, text: describeReport(latest), reportId: latest.reportId }].slice(-REPORTS_SHOWN) : comparison.reported }
    const good = isMadeGood(comparison.differences.map((each) => ({ fact: each.fact as CasualtyFact, said: each.said })), reports, context.at)
    record(context, suspicion, next, good ? `此后报出 ${number}，数字已达到他处所说` : `此后报出 ${number}，数字仍有差额`, { number })
  }
}

function record(context: CommandContext, suspicion: Suspicion, comparison: SuspicionComparison, text: string, note: { [key: string]: Json }): void {
  context.record({
    type: 'suspicion.evidence-added', subject: suspicion.incidentId, audience: { division: suspicion.divisionCode, units: [suspicion.unitId] },
    changes: [{ object: 'suspicion', id: suspicion.id, set: { evidence: [...suspicion.evidence, { at: context.at, text }] as unknown as Json, comparison: comparison as unknown as Json } }], note: { text, ...note },
  })
}
