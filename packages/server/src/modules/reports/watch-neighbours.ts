import { addMinutes, beijingShort, distanceMetres } from '@fengsui/contract/kernel'
import type { SuspicionComparison } from '@fengsui/contract/reports'
import { findNeighbourRule, findNeighbourSilence } from '@fengsui/contract/reports/deadlines'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { findIncident, listIssued, listNeighbours, wasAskedSince } from './figures-store.ts'
import { recordSuspicion } from './raise-suspicion.ts'
import { describeReport, describeSilence, saidBy } from './suspicion-rules.ts'
import { findOwingDesk } from './suspicion-store.ts'

/** A county's first report of an event sets the time after which its neighbours' silence about the same event is asked about (RPT-4). */
export function watchNeighbours(deps: ModuleDeps): Reaction {
  return {
    name: 'reports.watch-neighbours',
    from: 'now',
    types: ['report.issued'],
    async handle(context, entry) {
      const report = entry.data.changes.find((change) => change.object === 'report')
      const incident = entry.subject === null || report?.set['kind'] !== 'initial' ? undefined : await findIncident(deps.objects, context.tx, entry.subject)
      if (!incident) return
      const rule = findNeighbourRule({ divisionCode: incident.divisionCode, asOf: deps.rulesAsOf() })
      const desk = await findOwingDesk(context.tx, incident)
      if (!rule || !desk || desk.unitId !== entry.data.audience.units?.[0]) return
      context.setTimer({ key: `neighbour-check:${incident.id}`, kind: 'neighbour-check', dueAt: addMinutes(context.at, rule.withinMinutes), payload: { incidentId: incident.id, reportedAt: context.at } })
    },
  }
}

/** Time is up for the counties beside: where something says that the event reached them and they reported nothing, silence is a suspicion. */
export function neighbourTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: 'neighbour-check',
    async fire(context, payload) {
      const incident = await findIncident(deps.objects, context.tx, String(payload['incidentId']))
      const rule = incident && findNeighbourRule({ divisionCode: incident.divisionCode, asOf: deps.rulesAsOf() })
      const reporter = incident && (await findOwingDesk(context.tx, incident))
      if (!incident || !rule || !reporter || incident.status === 'merged') return
      const since = addMinutes(incident.occurredAt, -rule.lookBackMinutes)
      const [first] = await listIssued(context.tx, reporter.unitId, incident.id)
      if (!first) return
      for (const county of await listNeighbours(deps.objects, context.tx, incident, since)) {
        const silence = findNeighbourSilence({ rule, reportedAt: String(payload['reportedAt']), occurredAt: incident.occurredAt, now: context.at, county: { signs: county.signs.map((signal) => ({ signalId: signal.id, at: signal.receivedAt, distanceMetres: signal.position && incident.position ? distanceMetres(signal.position, incident.position) : null })), nearest: county.nearest, reportedAt: county.reportedAt } })
        if (!silence || (await wasAskedSince(context.tx, county.unitId, rule.ruleId, since))) continue
        const comparison: SuspicionComparison = {
          said: [
            { at: first.sentAt, source: '邻县报告', text: `${reporter.name}报出${describeReport(first)}`, signalId: null, reportId: first.reportId },
            ...county.signs.filter((signal) => silence.signalIds.includes(signal.id)).map(saidBy),
          ],
          reported: [], differences: [],
        }
        const near = silence.nearest === null ? [] : [{ at: context.at, text: `事发点距本县${silence.nearest.name} ${silence.nearest.distanceMetres} 米` }]
        recordSuspicion(context, {
          kind: 'OMITTED', divisionCode: county.divisionCode, unitId: county.unitId, signalId: silence.signalIds[0] ?? null, incidentId: null, clockId: null, ruleId: rule.ruleId, comparison,
          evidence: [...comparison.said.map(({ at, text }) => ({ at, text })), ...near, { at: context.at, text: describeSilence(county.unitName) }, { at: context.at, text: `${rule.titleZh}：邻县 ${beijingShort(first.sentAt)} 已报，疑似漏报，请向该县核实` }],
        }, county.unitName)
      }
    },
  }
}
