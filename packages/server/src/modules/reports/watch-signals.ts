import { addMinutes, beijingShort, type Json } from '@fengsui/contract/kernel'
import { reportKindNames, type ReportKind } from '@fengsui/contract/reports'
import { findSuspicion, findSuspicionRule } from '@fengsui/contract/reports/deadlines'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { recordSuspicion } from './raise-suspicion.ts'
import { describeReport, describeSignal, describeSilence, saidBy, toDangerSignal } from './suspicion-rules.ts'
import { findIncidentOf, findOwingDesk, findRunningClock, findSignal, hasOpenSuspicion, listReportTraces, lockOpenSuspicions } from './suspicion-store.ts'

/** A grave signal sets the timer after which silence is a suspicion (RPT-4). */
export function watchSignals(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.watch-signals',
    from: 'beginning',
    types: ['signal.received', 'signal.verified'],
    async handle(context, entry) {
      const changed = entry.data.changes.find((change) => change.object === 'signal')
      const signal = changed && (await findSignal(deps.objects, context.tx, changed.id))
      const danger = signal && toDangerSignal(signal)
      const watched = danger && findSuspicionRule({ signal: danger, asOf: deps.rulesAsOf() })
      // A verified signal of a gauge or hospital was already set its time on arrival.
      if (!watched || ((danger.kind === 'gauge' || danger.kind === 'hospital') && entry.type !== 'signal.received')) return
      context.setTimer({ key: `suspicion-check:${danger.signalId}`, kind: 'suspicion-check', dueAt: watched.dueAt, payload: { signalId: danger.signalId } })
    },
  }
}

/** Time is up: no report about it is a suspected omission. It only points; whether the law still left time is part of the evidence. */
export function suspicionTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: 'suspicion-check',
    async fire(context, payload) {
      const signal = await findSignal(deps.objects, context.tx, String(payload['signalId']))
      const danger = signal && signal.status !== 'rejected' ? toDangerSignal(signal) : undefined
      if (!signal || !danger) return
      const desk = await findOwingDesk(context.tx, signal)
      if (!desk) return
      const incidentId = await findIncidentOf(context.tx, signal)
      const reports = await listReportTraces(context.tx, desk.unitId, addMinutes(danger.observedAt, -24 * 60))
      const suspicion = findSuspicion({ signal: danger, reports, now: context.at, asOf: deps.rulesAsOf() })
      if (!suspicion || (await hasOpenSuspicion(context.tx, desk.unitId, signal))) return
      const clock = await findRunningClock(context.tx, incidentId, desk.unitId)
      recordSuspicion(context, {
        kind: suspicion.suspected, divisionCode: desk.divisionCode, unitId: desk.unitId, signalId: signal.id, incidentId, clockId: clock?.id ?? null, ruleId: suspicion.ruleId,
        evidence: [
          { at: danger.observedAt, text: describeSignal(signal) },
          { at: context.at, text: describeSilence(desk.name) },
          ...(clock ? [{ at: context.at, text: `法定报送时限：${beijingShort(clock.dueAt)}` }] : []),
          { at: context.at, text: suspicion.textZh },
        ],
        comparison: { said: [saidBy(signal)], reported: [], differences: [] },
      }, desk.name)
    },
  }
}

/** A report that comes after all is added to the evidence; it does not take the suspicion back. */
export function gatherEvidence(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.gather-evidence',
    from: 'beginning',
    types: ['report.issued'],
    async handle(context, entry) {
      const issued = entry.data.changes.find((change) => change.object === 'report')
      const [fromUnitId] = entry.data.audience.units ?? []
      if (!issued || !fromUnitId) return
      for (const suspicion of await lockOpenSuspicions(deps.objects, context.tx, fromUnitId)) {
        const signal = await findSignal(deps.objects, context.tx, suspicion.signalId ?? '')
        const danger = signal && toDangerSignal(signal)
        const [trace] = danger ? await listReportTraces(context.tx, fromUnitId, danger.observedAt, issued.id) : []
        // Doubts about figures are followed where figures are.
        if (!danger || !trace || (suspicion.comparison?.differences.length ?? 0) > 0) continue
        const answer = findSuspicion({ signal: danger, reports: [trace], now: context.at, asOf: deps.rulesAsOf() })?.answeredBy
        if (!answer) continue
        const title = String(entry.data.note?.['title'] ?? reportKindNames['initial' satisfies ReportKind])
        const evidence = [...suspicion.evidence, { at: answer.sentAt, text: `信号后 ${answer.minutesAfterSignal} 分钟报出${title} ${trace.number}` }]
        const comparison = suspicion.comparison && { ...suspicion.comparison, reported: [...suspicion.comparison.reported, { at: answer.sentAt, text: describeReport(trace), reportId: trace.reportId }] }
        context.record({
          type: 'suspicion.evidence-added', subject: suspicion.incidentId ?? trace.incidentId, audience: { division: suspicion.divisionCode, units: [suspicion.unitId] },
          changes: [{ object: 'suspicion', id: suspicion.id, set: { evidence: evidence as unknown as Json, ...(comparison ? { comparison: comparison as unknown as Json } : {}), ...(suspicion.incidentId === null ? { incidentId: trace.incidentId } : {}) } }],
          note: { minutesAfterSignal: answer.minutesAfterSignal, number: trace.number },
        })
      }
    },
  }
}
