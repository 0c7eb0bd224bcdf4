import { clockStatusNames } from '@fengsui/contract/reports'
import type { ClockView } from '@fengsui/contract/reports'
import { judgeLateness } from '@fengsui/contract/reports/deadlines'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { clockFacts } from '../../lib/report-writing/clock-facts.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './desk.module.css'
import { clockPhases } from './texts.ts'
import type { Desk } from './use-desk.ts'

const recentlyShown = 4
const byDue = (a: ClockView, b: ClockView): number => a.dueAt.localeCompare(b.dueAt)
/** `演示县总值班室` → `演示县`: a desk is known by its place. */
const short = (unitName: string): string => unitName.replace(/(?:人民政府)?(?:总值班室|值班室|应急指挥中心)$/u, '') || unitName

/** What a clock asks for, short: an answer to an order says which of the two. */
const phaseOf = (clock: ClockView): string => (clock.verificationOrderId === null ? (clock.ruleId === 'accident.casualty-change' ? '伤亡补报' : (clockPhases[clock.phase] ?? clock.title)) : clock.ruleId.endsWith('.phone') ? '核实 电话' : '核实 书面')

/** Legal clocks: what the own desk owes, then those of the desks below, then what was met or late lately. */
export function ClocksCard({ desk, incidentId }: { readonly desk: Desk; readonly incidentId: string | null }) {
  const own = desk.ownClocks.filter((clock) => clock.status === 'running').sort(byDue)
  const ownIds = new Set(desk.ownClocks.map((clock) => clock.id))
  const others = desk.clocks.filter((clock) => clock.status === 'running' && !ownIds.has(clock.id)).sort(byDue)
  const answered = desk.clocks.filter((clock) => clock.metAt !== null && (clock.status === 'met' || clock.status === 'late')).sort((a, b) => (b.metAt ?? '').localeCompare(a.metAt ?? '')).slice(0, recentlyShown)
  return (
    <Card title="报送时限" count={own.length + others.length === 0 ? undefined : `${own.length} 项本级${others.length > 0 ? `，${others.length} 项下级` : ''}`} className={styles.clocks}>
      {own.length + others.length + answered.length === 0 && <EmptyState title="没有正在计时的报送" hint="来报立为事件后，法定报送时限自动开始计时。" />}
      {own.map((clock) => (
        <ClockRow key={clock.id} clock={clock} marked={clock.incidentId === incidentId} own />
      ))}
      {others.length > 0 && <h3 className={styles.clockGroup}>下级报送</h3>}
      {others.map((clock) => (
        <ClockRow key={clock.id} clock={clock} marked={clock.incidentId === incidentId} own={false} />
      ))}
      {answered.length > 0 && <h3 className={styles.clockGroup}>近期</h3>}
      {answered.map((clock) => (
        <AnsweredRow key={clock.id} clock={clock} />
      ))}
    </Card>
  )
}

function ClockRow({ clock, marked, own }: { readonly clock: ClockView; readonly marked: boolean; readonly own: boolean }) {
  return (
    <div className={joinClasses(styles.clock, marked && styles.clockMarked)}>
      <Countdown
        look="row"
        name={own ? `→ ${clock.toUnitName}` : `${short(clock.fromUnitName)} → ${short(clock.toUnitName)}`}
        detail={phaseOf(clock)}
        startedAt={clock.startsAt}
        dueAt={clock.dueAt}
        rule={{ text: clock.title, basis: clock.legalBasis, facts: clockFacts(clock) }}
      />
      <LinkTo to={paths.incident(clock.incidentId)} className={styles.clockIncident}>
        {clock.incidentTitle}
      </LinkTo>
    </div>
  )
}

function AnsweredRow({ clock }: { readonly clock: ClockView }) {
  const { late, lateMinutes } = judgeLateness(clock.dueAt, clock.metAt ?? clock.dueAt)
  return (
    <div className={styles.answered} title={`${clock.title}，${clockStatusNames[clock.status]}`}>
      <Symbol name="doubleCheck" size={14} />
      <span>
        {short(clock.fromUnitName)} → {short(clock.toUnitName)} <small>{phaseOf(clock)}</small>
      </span>
      <span className={joinClasses(late && styles.late)}>
        {hourMinute(clock.metAt ?? clock.dueAt)} {late ? `迟 ${lateMinutes} 分` : '按时'}
      </span>
    </div>
  )
}
