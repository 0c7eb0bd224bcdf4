import type { Incident } from '@fengsui/contract/incidents'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import type { Report, Suspicion } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'

/** Reports go up the line of the place where it happened: only desks of that line report on an incident. */
export function requireInReportingLine(actor: Actor, incident: Pick<Incident, 'divisionCode'>): void {
  if (isWithin(incident.divisionCode, actor.divisionCode) || isWithin(actor.divisionCode, incident.divisionCode)) return
  throw new Problem('forbidden', '这个事件不在本单位的报送线上，不能报送；有情况请告知事发地值班室')
}

/** Whether an account speaks for the desk that writes this report. */
export function isOwnReport(actor: Actor, report: Pick<Report, 'fromUnitId' | 'divisionCode'>): boolean {
  return report.fromUnitId === actor.unitId || report.divisionCode === actor.divisionCode
}

export function requireOwnReport(actor: Actor, report: Pick<Report, 'fromUnitId' | 'divisionCode'>): void {
  if (!isOwnReport(actor, report)) throw new Problem('forbidden', '这份报告由其他单位报送，只有报送单位能修改、签发')
}

/** Signing for a report is for the unit it was sent to, or its duty colleagues of the same place. */
export function requireRecipient(actor: Actor, to: { unitId: string; divisionCode: string }): void {
  if (to.unitId === actor.unitId || to.divisionCode === actor.divisionCode) return
  throw new Problem('forbidden', '这份报告不是发给本单位的，请由收件单位签收')
}

/** Nobody decides on the own unit or place, nor on a level beside or above: that is for a level above (应急管理部令第14号). */
export function requireMayDecide(actor: Actor, suspicion: Pick<Suspicion, 'unitId' | 'divisionCode'>): void {
  if (suspicion.unitId === actor.unitId || suspicion.divisionCode === actor.divisionCode) throw new Problem('forbidden', '不能认定本单位、本级的疑点，请由上级核查员认定')
  if (!isWithin(suspicion.divisionCode, actor.divisionCode)) throw new Problem('forbidden', '疑点只能由上级认定')
}
