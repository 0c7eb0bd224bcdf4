import { levelRoman } from '@fengsui/contract/incidents'
import { warningGravity, warningLevelNames, type LinkageAlarmView, type WarningView } from '@fengsui/contract/warnings'
import { durationText } from '../../ui/clocks/time-text.ts'

/** `Ⅱ级` or 未启动. */
export const levelWords = (level: 1 | 2 | 3 | 4 | null): string => (level === null ? '未启动' : `${levelRoman[level]}级`)

/** How the response keeps up with a warning, in words. */
export function linkageWords({ linkage, status }: Pick<WarningView, 'linkage' | 'status'>): string {
  if (status !== 'inForce') return ''
  if (linkage === null) return '预案不要求响应'
  const levels = `应${levelWords(linkage.wantedLevel)}，现${levelWords(linkage.foundLevel)}`
  return { satisfied: `响应已跟上（${levels}）`, waiting: levels, alarmed: `响应未跟上：${levels}`, answered: `已说明不提升（${levels}）` }[linkage.state]
}

/** Gravest first, then the newest. */
export function byGravity<W extends Pick<WarningView, 'level' | 'relayedAt' | 'id'>>(warnings: readonly W[]): W[] {
  return [...warnings].sort((a, b) => warningGravity[a.level] - warningGravity[b.level] || b.relayedAt.localeCompare(a.relayedAt) || a.id.localeCompare(b.id))
}

/** The alarm that presses most: of the own place first, then the one that wants the highest level, then the longest open. */
export function mostPressing(alarms: readonly LinkageAlarmView[], ownDivision: string): LinkageAlarmView | undefined {
  return alarms
    .filter(({ status }) => status === 'open')
    .sort((a, b) => Number(b.divisionCode === ownDivision) - Number(a.divisionCode === ownDivision) || a.wantedLevel - b.wantedLevel || a.raisedAt.localeCompare(b.raisedAt))[0]
}

/** “演示县：红色预警已生效，响应仍为Ⅲ级”; without seconds, for it is spoken. */
export function alarmTitle(alarm: Pick<LinkageAlarmView, 'placeName' | 'warningLevel' | 'foundLevel'>): string {
  return `${alarm.placeName}：${alarm.warningLevel === null ? '事实已达启动条件' : `${warningLevelNames[alarm.warningLevel]}预警已生效`}，响应${alarm.foundLevel === null ? '未启动' : `仍为${levelWords(alarm.foundLevel)}`}`
}

/** What deserves the red strip: a red warning unanswered, or facts that ask for one of the two highest levels. */
export function isRedAlarm(alarm: Pick<LinkageAlarmView, 'warningLevel' | 'wantedLevel'>): boolean {
  return alarm.warningLevel === null ? alarm.wantedLevel <= 2 : alarm.warningLevel === 'red'
}

/** How long an alarm has been open, in words that change by the minute. */
export function openFor(raisedAt: string, now: number): string {
  const length = now - Date.parse(raisedAt)
  return length < 60_000 ? '刚刚告警' : `告警已 ${durationText(length)}`
}
