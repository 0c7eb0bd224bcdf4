import { beijingShort, legalDay, Problem } from '@fengsui/contract/kernel'
import { linkageAlarmLifecycle, linkageAlarmStatusNames, warningHazards, warningLevelNames, warningLifecycle, warningStatusNames, type LinkageAlarm, type Warning, type WarningHazard, type WarningLevel } from '@fengsui/contract/warnings'

/** Weather signals may be published by stations under the meteorological authority only (气象灾害防御条例 Art 30). */
const weatherSignals: readonly WarningHazard[] = ['11B01', '11B03']

export interface Relay {
  readonly hazard: WarningHazard
  readonly level: WarningLevel
  readonly issuer: string
  readonly issuedAt: string
  readonly expiresAt: string | null
}

/** @throws Problem for a relay that cannot be one: from the future, over already, or a weather signal of somebody who may not publish any */
export function requireRelayable(relay: Relay, at: string): void {
  if (relay.issuedAt > at) throw new Problem('invalid-input', '发布时间晚于现在，请按原文核对', [{ path: 'issuedAt', message: '发布时间不能晚于现在' }])
  if (relay.expiresAt !== null && relay.expiresAt <= at) throw new Problem('invalid-input', '这条预警已经过了有效期，不用再转录；如仍有效请核对到期时间', [{ path: 'expiresAt', message: '到期时间应晚于现在' }])
  if (weatherSignals.includes(relay.hazard) && !relay.issuer.includes('气象')) {
    throw new Problem('rule-refused', `${warningHazards[relay.hazard]}预警信号只能由气象主管机构所属的气象台站发布（气象灾害防御条例第三十条），请填原发布单位`, [{ path: 'issuer', message: '请填发布这条信号的气象台站' }])
  }
}

/** What a relay does to the one in force of the same hazard, issuer and place: replaces it when it is newer. @throws Problem conflict when it is the same or older */
export function requireNewer(relay: Relay, current: Pick<Warning, 'number' | 'level' | 'issuedAt'> | null): void {
  if (!current || relay.issuedAt > current.issuedAt) return
  if (relay.issuedAt === current.issuedAt && relay.level === current.level) throw new Problem('conflict', `这条预警已经转录（${current.number}），不用再录`)
  throw new Problem('conflict', `${current.number} 是 ${beijingShort(current.issuedAt)} 发布的${warningLevelNames[current.level]}预警，仍在生效，比这条新或同时发布；请核对发布时间，确已作废的先解除`)
}

/** @throws Problem when the warning cannot end this way any more */
export function requireWarningTransition(from: Warning['status'], to: Warning['status']): void {
  if (!(warningLifecycle[from] as readonly Warning['status'][]).includes(to)) throw new Problem('lifecycle-refused', `这条预警${warningStatusNames[from]}，不用再操作`)
}

/** @throws Problem when the alarm is closed already */
export function requireAlarmTransition(from: LinkageAlarm['status'], to: LinkageAlarm['status']): void {
  if (!(linkageAlarmLifecycle[from] as readonly LinkageAlarm['status'][]).includes(to)) throw new Problem('lifecycle-refused', `这条告警已经结束（${linkageAlarmStatusNames[from]}），不用再答复`)
}

/** `预警331099-2019-`, to which the count of the place's year is added. */
export function numberPrefix(divisionCode: string, at: string): string {
  return `预警${divisionCode.slice(0, 6)}-${legalDay(at).slice(0, 4)}-`
}
