import type { Incident } from '@fengsui/contract/incidents'
import { legalDayAt } from '@fengsui/contract/calendar'
import { isWithin, Problem } from '@fengsui/contract/kernel'
import { decideSigning, isOpenReport, mayReview, nextReportStatus, signingRuleAt, type Report, type ReportAction, type ReportStatus, type ReportView, type SigningAnswer, type SigningRule, type Suspicion } from '@fengsui/contract/reports'
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

/** @throws Problem lifecycle-refused when the report's state does not allow it. @returns the state it leads to */
export function requireAction(report: Pick<Report, 'status'>, action: ReportAction): ReportStatus {
  const next = nextReportStatus(report.status, action)
  if ('refusedZh' in next) throw new Problem('lifecycle-refused', next.refusedZh)
  return next.to
}

/** The rule on signatures that holds at an instant. */
export const signingRuleOn = (at: string): SigningRule => signingRuleAt(legalDayAt(at))

/** How grave the matter is for the rule on signatures: by the incident's grade, or the proposed one. */
const gravityOf = (incident: Pick<Incident, 'grade' | 'proposal'>, report: Pick<Report, 'facts'>) => ({ grade: incident.grade ?? incident.proposal?.grade ?? null, dead: report.facts.dead ?? null })

/** Whether the actor may sign and send the report now. */
export function signingAnswer(actor: Actor, rule: SigningRule, report: Report, incident: Pick<Incident, 'grade' | 'proposal'>, by: 'system' | 'phone'): SigningAnswer {
  return decideSigning(rule, { kind: report.kind, by, status: report.status, ...gravityOf(incident, report), isDrafter: report.draftedByAccountId === actor.accountId, isLeader: actor.permissions.has('report:approve') })
}

/** @throws Problem forbidden for one's own draft where the rule wants two persons */
export function requireMayReview(actor: Actor, rule: SigningRule, report: Report, incident: Pick<Incident, 'grade' | 'proposal'>): void {
  if (!mayReview(rule, { ...gravityOf(incident, report), isDrafter: report.draftedByAccountId === actor.accountId })) throw new Problem('forbidden', '这份报告是您起草的，较大及以上事件须由另一位领导审核')
}

/** @throws Problem when there is nothing to countersign, or by who sent it */
export function requireMayCountersign(actor: Actor, report: Report): void {
  if (report.status !== 'issued' || report.signingWay !== 'urgent') throw new Problem('lifecycle-refused', '只有紧急先发的报告需要补签')
  if (report.countersignedAt !== null) throw new Problem('lifecycle-refused', '这份报告已经补签')
  if (report.issuedByAccountId === actor.accountId) throw new Problem('forbidden', '补签人不能是先发的本人，请由另一位领导补签')
}

const whyOf = (answer: SigningAnswer): string | null => (answer.answer === 'may' ? null : answer.whyZh)

/** What screens need to know of signing before somebody presses a button. */
export function signingState(actor: Actor, rule: SigningRule, report: Report, incident: Pick<Incident, 'grade' | 'proposal'>): ReportView['signing'] {
  const own = isOwnReport(actor, report)
  const written = signingAnswer(actor, rule, report, incident, 'system')
  const isLeader = own && actor.permissions.has('report:approve')
  const open = own && isOpenReport(report.status)
  return {
    answer: open ? written.answer : 'not-yet', byPhone: open ? signingAnswer(actor, rule, report, incident, 'phone').answer : 'not-yet',
    way: report.signingWay ?? (written.answer === 'may' ? written.way : null), whyZh: open ? whyOf(written) : null, ruleZh: rule.defaultNoteZh,
    mayReview: isLeader && (report.status === 'inReview' || report.status === 'approved') && mayReview(rule, { ...gravityOf(incident, report), isDrafter: report.draftedByAccountId === actor.accountId }),
    mayCountersign: isLeader && report.status === 'issued' && report.signingWay === 'urgent' && report.countersignedAt === null && report.issuedByAccountId !== actor.accountId,
  }
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
