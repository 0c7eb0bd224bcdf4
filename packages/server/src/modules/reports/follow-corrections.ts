import { beijingShort, type Json } from '@fengsui/contract/kernel'
import type { Suspicion } from '@fengsui/contract/reports'
import { isMadeGood, type CasualtyFact } from '@fengsui/contract/reports/deadlines'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { listIssued, lockOwedCorrections, lockSuspicionRow } from './figures-store.ts'
import { figuresOf } from './suspicion-rules.ts'

const timerKey = (suspicionId: string): string => `suspicion-correction:${suspicionId}`

/** Starts the time for a corrected report. */
export function demandCorrection(context: CommandContext, suspicionId: string, dueAt: string): void {
  context.setTimer({ key: timerKey(suspicionId), kind: 'suspicion-correction', dueAt, payload: { suspicionId } })
}

/** The time for the corrected report is over: said once, the report is still owed. */
export function correctionTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: 'suspicion-correction',
    async fire(context, payload) {
      const suspicion = await lockSuspicionRow(deps.objects, context.tx, String(payload['suspicionId']))
      if (!suspicion || suspicion.correctionDueAt === null || suspicion.correctedAt !== null || suspicion.correctionOverdueAt !== null) return
      context.record({
        type: 'suspicion.correction-overdue', subject: suspicion.incidentId, audience: { division: suspicion.divisionCode, units: audienceOf(suspicion) },
        changes: [{ object: 'suspicion', id: suspicion.id, set: { correctionOverdueAt: context.at, evidence: [...suspicion.evidence, { at: context.at, text: `更正报告应于 ${beijingShort(suspicion.correctionDueAt)} 前报出，尚未报出` }] as unknown as Json } }],
        note: { kind: suspicion.kind, dueAt: suspicion.correctionDueAt },
      })
    },
  }
}

/**
 * A report that corrects closes what was demanded: one marked as a correction (更正), any report where none was made at all (漏报), or one
 * whose figures reach what others said.
 */
export function followCorrections(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.follow-corrections',
    from: 'now',
    types: ['report.issued'],
    async handle(context, entry) {
      const issued = entry.data.changes.find((change) => change.object === 'report')
      const [fromUnitId] = entry.data.audience.units ?? []
      if (!issued || fromUnitId === undefined || entry.subject === null) return
      const owed = await lockOwedCorrections(deps.objects, context.tx, fromUnitId, entry.subject)
      if (owed.length === 0) return
      const series = await listIssued(context.tx, fromUnitId, entry.subject)
      const report = series.find((each) => each.reportId === issued.id)
      if (!report) return
      const figures = series.map((each) => ({ reportId: each.reportId, sentAt: each.sentAt, figures: figuresOf(each.facts) }))
      for (const suspicion of owed) {
        const differences = (suspicion.comparison?.differences ?? []).map((each) => ({ fact: each.fact as CasualtyFact, said: each.said }))
        const corrects = report.correctsReportId !== null || (suspicion.kind === 'OMITTED' && differences.length === 0) || isMadeGood(differences, figures, context.at)
        if (!corrects) continue
        context.cancelTimers([timerKey(suspicion.id)])
        context.record({
          type: 'suspicion.corrected', subject: entry.subject, audience: { division: suspicion.divisionCode, units: audienceOf(suspicion) },
          changes: [{
            object: 'suspicion', id: suspicion.id,
            set: { correctedAt: context.at, correctedByReportId: report.reportId, evidence: [...suspicion.evidence, { at: report.sentAt, text: `更正报告 ${report.number} 已报出` }] as unknown as Json, ...(suspicion.incidentId === null ? { incidentId: entry.subject } : {}) },
          }],
          note: { kind: suspicion.kind, number: report.number, late: suspicion.correctionOverdueAt !== null },
        })
      }
    },
  }
}

const audienceOf = (suspicion: Suspicion): string[] => [suspicion.unitId, ...(suspicion.decidedByUnitId === null ? [] : [suspicion.decidedByUnitId])]
