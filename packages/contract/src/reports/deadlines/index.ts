export {
  clockStartNamesZh, clockStartSchema, deadlineLimitSchema, deadlinePhaseSchema, deadlineRuleSchema, deadlineScopeSchema,
  reliefResponseScopeSchema, reportLevelNamesZh, reportLevelSchema,
  type ClockStart, type DeadlineLimit, type DeadlinePhase, type DeadlineRule, type DeadlineScope, type ReliefResponseScope,
  type ReportLevel,
} from './deadline-rule.ts'
export { defaultDeadlineRules, isInScope, listDeadlineRules, type ReportableIncident } from './deadline-rules.ts'
export {
  computeDeadlines, computeVerificationReply, formatLimit, listImmediateDuties,
  type Deadline, type DeadlineInput, type ImmediateDuty, type Reporter,
} from './compute-deadlines.ts'
export { casualtyChangeDeadline, followUpSchedule, type FollowUpDue } from './follow-up-schedule.ts'
export {
  annualReportCalendars, annualReportDeadline, casualtySupplementDeadline, casualtySupplementRules, finalReportDeadline,
  type AnnualReportCalendar, type AnnualReportKind, type AnnualReportLevel, type CasualtySupplementRule,
} from './final-report-deadline.ts'
export { amberShare, clockState, judgeLateness, type Clock, type ClockPhase, type ClockState } from './clock-state.ts'
export {
  checkReport, reportKindSchema, requiredElements, type CheckableReport, type ReportKind, type RequiredElement,
} from './required-elements.ts'
export {
  findSuspicion, findSuspicionRule, isReportable, suspicionRules, suspicionRuleSchema,
  type DangerSignal, type ReportTrace, type Suspicion, type SuspicionRule,
} from './suspicion.ts'
