import { routes } from '@fengsui/contract'
import { dayKindNames, legalDayAt, type CalendarDayView } from '@fengsui/contract/calendar'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { SetDaysDialog } from './SetDaysDialog.tsx'
import { YearMonths } from './YearMonths.tsx'
import styles from './calendar.module.css'

/** The working-day calendar of a place: the year as months, what the place has set itself, and a warning for a year nobody has announced. */
export function CalendarTab() {
  const now = useNow()
  const thisYear = Number(legalDayAt(new Date(now).toISOString()).slice(0, 4))
  const [year, setYear] = useState<number | null>(null)
  const shown = year ?? thisYear
  const [dialog, setDialog] = useState<{ readonly day: string | null } | null>(null)
  const answer = useRoute(routes.getCalendar, { query: { year: String(shown) } }, { touches: ['calendar-day'] })
  const next = useRoute(routes.getCalendar, { query: { year: String(thisYear + 1) } }, { touches: ['calendar-day'] })
  if (answer.data === undefined) return answer.error === null ? <LoadingState lines={12} /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
  const calendar = answer.data
  const nextUnknown = next.data?.known === false && shown !== thisYear + 1
  return (
    <div className={styles.page}>
      {!calendar.known && (
        <section className={styles.unknown} role="status">
          <b>{calendar.year} 年放假安排还没有录入</b>
          <p>国务院办公厅通知公布后请录全。在此之前，按工作日计的时限和节假日值班只能按普通周一至周五推算，可能有误；法定的小时、自然日时限不受影响。</p>
        </section>
      )}
      {nextUnknown && (
        <section className={styles.unknown} role="status">
          <p>{thisYear + 1} 年放假安排还没有录入；通知一般在 11 月公布，公布后请录入。</p>
        </section>
      )}
      <Card
        title={`${calendar.year} 年`}
        count={calendar.known ? (calendar.publishedYears.includes(calendar.year) ? '随程序提供' : '本地录全') : '未知'}
        padded
        extra={
          <span className={styles.tools}>
            <Button size="small" aria-label="上一年" icon={<Symbol name="chevronLeft" size={14} />} onClick={() => setYear(shown - 1)} />
            <Button size="small" aria-label="下一年" icon={<Symbol name="chevronRight" size={14} />} onClick={() => setYear(shown + 1)} />
            {calendar.mayEdit && <Button size="small" type="primary" icon={<Symbol name="edit" size={14} />} onClick={() => setDialog({ day: null })}>录入安排</Button>}
          </span>
        }
      >
        <div className={styles.legend}>
          <span><i className={styles.holiday} />放假</span>
          <span><i className={styles.makeUp} />调休上班</span>
          <span><i className={styles.weekend} />周末</span>
          <span><i className={styles.local} />本地设定</span>
        </div>
        <YearMonths year={shown} days={calendar.days} today={legalDayAt(new Date(now).toISOString())} onPick={calendar.mayEdit ? (day) => setDialog({ day }) : null} />
      </Card>
      <Card title="本地设定" count={`${calendar.settings.filter((setting) => setting.withdrawnAt === null).length} 项`} padded>
        {calendar.settings.length === 0 ? (
          <EmptyState symbol="clock" title="没有本地设定" hint="停工、地方节日、调整的上班日等在这里设；下级地区沿用。" />
        ) : (
          <ul className={styles.settings}>
            {calendar.settings.map((setting) => (
              <Setting key={setting.id} setting={setting} />
            ))}
          </ul>
        )}
      </Card>
      {dialog !== null && <SetDaysDialog year={calendar.year} day={dialog.day} known={calendar.known} onClose={() => setDialog(null)} />}
    </div>
  )
}

function Setting({ setting }: { readonly setting: CalendarDayView }) {
  const withdraw = useCommand(routes.withdrawCalendarDay)
  return (
    <li className={styles.setting}>
      <b>{setting.day}</b>
      <span>{setting.kind === 'holiday' ? '放假' : dayKindNames[setting.kind]} · {setting.name}</span>
      <span className={styles.reason}>{setting.reason}</span>
      <small>{setting.placeName} {setting.setByUnitName}，{monthDayTime(setting.setAt)}</small>
      {setting.completesYear && <Tag tone="accent">全年已录全</Tag>}
      {setting.withdrawnAt !== null ? <Tag>已撤销</Tag> : setting.mayWithdraw && <Button size="small" loading={withdraw.busy} onClick={() => void withdraw.run({ params: { calendarDayId: setting.id } })}>撤销</Button>}
      {withdraw.problem !== null && <span className={styles.problem}>{withdraw.problem.detail}</span>}
    </li>
  )
}
