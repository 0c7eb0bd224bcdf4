import type { EvaluationFigures } from '@fengsui/contract/evaluation'
import { warningLevelNames, type WarningLevel } from '@fengsui/contract/warnings'
import { minutesBetween, type Material } from './finding-rules.ts'

const gravestFirst: readonly WarningLevel[] = ['red', 'orange', 'yellow', 'blue']
const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0)

/** Figures of a run. The two counts of moved people (避险转移, 转移安置) are kept apart and never added. */
export function countFigures(material: Material): EvaluationFigures {
  const { clocks, reports, tasks, calls, alarms, dispatches, shortages, totals, now } = material
  const standing = tasks.filter((task) => task.status !== 'cancelled')
  const sent = dispatches.filter((dispatch) => dispatch.status !== 'cancelled')
  const issued = (kind: string) => reports.filter((report) => report.kind === kind).length
  const ofKind = (kind: string) => totals.filter((total) => total.kind === kind)
  const highest = gravestFirst.find((level) => material.warnings.some((warning) => warning.level === level))
  const gaps = alarms.map((alarm) => minutesBetween(alarm.raisedAt, alarm.closedAt ?? now))
  return {
    reports: {
      initial: issued('initial'), followUp: issued('followUp'), final: issued('final'), zero: reports.filter((report) => report.zero).length,
      onTime: clocks.filter((clock) => clock.status === 'met').length, late: clocks.filter((clock) => clock.status === 'late').length,
      missed: clocks.filter((clock) => clock.status === 'missed' || (clock.status === 'running' && clock.dueAt < now)).length,
      omitted: material.suspicions.filter((suspicion) => suspicion.status === 'upheld' && suspicion.kind !== 'LATE').length,
    },
    tasks: {
      assigned: standing.length, acknowledged: standing.filter((task) => task.acknowledgedAt !== null).length, acknowledgedInTime: standing.filter((task) => task.acknowledgedAt !== null && task.unacknowledgedAt === null).length,
      escalated: tasks.filter((task) => task.unacknowledgedAt !== null).length, done: tasks.filter((task) => task.status === 'done').length, overdue: tasks.filter((task) => task.overdueAt !== null).length,
    },
    calls: { calls: calls.length, recipients: sum(calls, (call) => call.total), answered: sum(calls, (call) => call.answered), calledAgain: sum(calls, (call) => call.again), visited: sum(calls, (call) => call.visited), medianAnswerMinutes: material.medianAnswerMinutes },
    notifications: material.notifications,
    warnings: { recorded: material.warnings.length, highest: highest === undefined ? null : warningLevelNames[highest], linkageAlarms: alarms.length, longestGapMinutes: gaps.length === 0 ? null : Math.max(...gaps) },
    responses: material.responses,
    evacuation: {
      planned: sum(ofKind('avoidance'), (total) => total.planned), moved: sum(ofKind('avoidance'), (total) => total.moved), refused: sum(ofKind('avoidance'), (total) => total.refused), visited: sum(ofKind('avoidance'), (total) => total.followedUp),
      resettled: sum(ofKind('resettlement'), (total) => total.moved), vessels: sum(ofKind('vessels'), (total) => total.moved), sheltered: material.sheltered, shelterPeak: material.shelterPeak,
    },
    dispatch: {
      requests: material.requests, dispatches: sent.length, arrived: sent.filter((dispatch) => dispatch.arrivedAt !== null).length, returned: sent.filter((dispatch) => dispatch.returnedAt !== null).length, people: sum(sent, (dispatch) => dispatch.people), boats: sum(sent, (dispatch) => dispatch.boats),
      shortages: shortages.length, shortageMet: shortages.filter((shortage) => shortage.status === 'met').length, stockBalanced: material.stockBalanced,
    },
    casualties: material.casualties,
  }
}
