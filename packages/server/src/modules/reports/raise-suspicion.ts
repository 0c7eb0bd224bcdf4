import type { Incident } from '@fengsui/contract/incidents'
import { beijingShort, type Change, type Json } from '@fengsui/contract/kernel'
import type { Clock, Suspicion } from '@fengsui/contract/reports'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ClockSituation } from './clock-rules.ts'

/** Puts a suspicion on the table, with its evidence. It is never a finding: that is for a person (应急管理部令第14号). */
export function recordSuspicion(context: CommandContext, suspicion: Pick<Suspicion, 'kind' | 'divisionCode' | 'unitId' | 'signalId' | 'incidentId' | 'clockId' | 'ruleId' | 'evidence' | 'comparison'>, unitName: string): void {
  const id = context.newId()
  const { signalId, incidentId, clockId, comparison, ...always } = suspicion
  const set: Change['set'] = { ...always, evidence: always.evidence as unknown as Json, raisedAt: context.at, status: 'raised' }
  for (const [field, value] of Object.entries({ signalId, incidentId, clockId })) if (value !== null) set[field] = value
  if (comparison !== null) set['comparison'] = comparison as unknown as Json
  context.record({
    type: 'suspicion.raised', subject: incidentId, audience: { division: suspicion.divisionCode, units: [suspicion.unitId] },
    changes: [{ object: 'suspicion', id, created: true, set }], note: { kind: suspicion.kind, unit: unitName },
  })
}

/** An incident that ended while a unit had reported nothing at all: a suspected omission, shown with the clock that was missed. */
export function raiseForMissedClocks(context: CommandContext, incident: Incident, missed: readonly Clock[], situation: ClockSituation): void {
  const units = [...new Set(missed.filter((clock) => clock.phase !== 'FOLLOW_UP').map((clock) => clock.fromUnitId))].sort()
  for (const unitId of units) {
    const [clock] = missed.filter((each) => each.fromUnitId === unitId && each.phase !== 'FOLLOW_UP').sort((a, b) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id))
    if (!clock || situation.sent.some((report) => report.fromUnitId === unitId)) continue
    const name = situation.desks.find((desk) => desk.unitId === unitId)?.name ?? '应报单位'
    recordSuspicion(context, {
      kind: 'OMITTED', divisionCode: clock.divisionCode, unitId, signalId: null, incidentId: incident.id, clockId: clock.id, ruleId: clock.ruleId, comparison: null,
      evidence: [
        { at: incident.knownAt, text: `事件已知悉：${incident.title}（${incident.number}）` },
        { at: clock.dueAt, text: `${clock.title}应于 ${beijingShort(clock.dueAt)} 前报出` },
        { at: context.at, text: `事件已结束，${name}没有报出任何报告` },
      ],
    }, name)
  }
}
