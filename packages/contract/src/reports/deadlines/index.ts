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
export { casualtyChangeDeadline, casualtyChangeRules, findCasualtyChangeRule, followUpSchedule, type CasualtyChangeRule, type FollowUpDue } from './follow-up-schedule.ts'
export {
  annualReportCalendars, annualReportDeadline, casualtySupplementDeadline, casualtySupplementRules, finalReportDeadline,
  type AnnualReportCalendar, type AnnualReportKind, type AnnualReportLevel, type CasualtySupplementRule,
} from './final-report-deadline.ts'
export { isSupplemented, type CasualtyWindow } from './casualty-window.ts'
export { amberShare, clockState, judgeLateness, type Clock, type ClockPhase, type ClockState } from './clock-state.ts'
export {
  checkReport, reportKindSchema, requiredElements, type CheckableReport, type ReportKind, type RequiredElement,
} from './required-elements.ts'
export {
  findSuspicion, findSuspicionRule, isReportable, suspicionRules, suspicionRuleSchema,
  type DangerSignal, type ReportTrace, type Suspicion, type SuspicionRule,
} from './suspicion.ts'
export {
  casualtyFacts, contradictionChecks, contradictionRules, contradictionRuleSchema, correctionDueAt, findContradictions, isMadeGood, listContradictionRules, reportedBy,
  type CasualtyFact, type CasualtyFigures, type Contradiction, type ContradictionRule, type FigureDifference, type ReportedFigures, type Statement,
} from './contradictions.ts'
export { findNeighbourRule, findNeighbourSilence, neighbourRules, neighbourRuleSchema, type Neighbourhood, type NeighbourRule } from './neighbour-silence.ts'
