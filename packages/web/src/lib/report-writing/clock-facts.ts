import { beijingShort } from '@fengsui/contract/kernel'
import type { ClockView } from '@fengsui/contract/reports'

/** What the popover of a clock says beside rule and basis: who owns it now, both instants of the event, why it started when it did, and what was told to whom. */
export function clockFacts(clock: Pick<ClockView, 'fromUnitName' | 'onDuty' | 'occurredAt' | 'knownAt' | 'startText' | 'remindedAt' | 'overdueAt' | 'escalatedAt' | 'toUnitName'>): { term: string; text: string }[] {
  const people = clock.onDuty.map(({ name, role }) => `${role}${name}`).join('、')
  return [
    { term: '责任', text: people === '' ? `${clock.fromUnitName}（无已发布的值班表）` : `${clock.fromUnitName}：${people}` },
    { term: '事发', text: beijingShort(clock.occurredAt) },
    { term: '知悉', text: beijingShort(clock.knownAt) },
    { term: '缘由', text: clock.startText },
    ...(clock.remindedAt === null ? [] : [{ term: '提醒', text: `${beijingShort(clock.remindedAt)} 最近一次` }]),
    ...(clock.overdueAt === null ? [] : [{ term: '逾期', text: `${beijingShort(clock.overdueAt)} 告知带班领导` }]),
    ...(clock.escalatedAt === null ? [] : [{ term: '升级', text: `${beijingShort(clock.escalatedAt)} 告知${clock.toUnitName}` }]),
  ]
}
