import { routes } from '@fengsui/contract'
import { dutyRoleNames, type MyShift } from '@fengsui/contract/rosters'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { ChangeList } from './ChangeList.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { dayWords } from './roster-words.ts'
import styles from './rosters.module.css'
import { ShiftDialog } from './ShiftDialog.tsx'

/** One's own shifts, what one is asked, and what one may ask. */
export function MineTab() {
  const { account } = useSession()
  const now = new Date(useNow()).toISOString()
  const mayAct = useMay('roster:read')
  const mine = useRoute(routes.listMyShifts, {}, { touches: ['duty-shift', 'duty-change'] })
  const changes = useRoute(routes.listDutyChanges, { query: { mine: 'true', status: 'open' } }, { touches: ['duty-change', 'duty-shift'] })
  const [picked, setPicked] = useState<MyShift | null>(null)
  const [leaving, setLeaving] = useState(false)
  if (mine.error !== null && mine.data === undefined) return <ErrorState hint={mine.error.message} code={mine.error.problem.code} onRetry={() => void mine.refetch()} />
  if (mine.data === undefined) return <LoadingState />
  if (mine.data.personId === null) return <EmptyState symbol="users" title="账号没有对应到人员" hint="请系统管理员把您的账号和通讯录里的人员关联起来。" />
  const unitId = mine.data.items[0]?.unitId
  return (
    <div className={styles.page}>
      {mayAct && unitId !== undefined && <div className={styles.bar}><div className={styles.barEnd}><Button size="small" onClick={() => setLeaving(true)}>登记请假或意愿</Button></div></div>}
      <div className={styles.fill}>
        {(changes.data?.items.length ?? 0) > 0 && <ChangeList changes={changes.data?.items ?? []} />}
        {mine.data.items.length === 0 ? <EmptyState symbol="users" title="今后三个月没有您的班" hint="值班表发布后，您的班会出现在这里。" /> : (
          <ul className={styles.list}>
            {mine.data.items.map((shift) => (
              <li key={shift.id}>
                <div className={styles.line}>
                  <b>{dayWords(shift.day)}</b>
                  <span>{shift.shiftName} · {dutyRoleNames[shift.role]}</span>
                  <span className={styles.quiet}>{monthDayTime(shift.startsAt)} 至 {monthDayTime(shift.endsAt)} · {shift.unitName}</span>
                  {shift.startsAt <= now && <Tag tone="accent">正在值班</Tag>}
                  {shift.changeId !== null ? <Tag>换班办理中</Tag> : mayAct && shift.startsAt > now && <div className={styles.actions}><Button size="small" onClick={() => setPicked(shift)}>换班</Button></div>}
                </div>
                <p className={styles.quiet}>同班：{shift.companions.map(({ role, name }) => `${dutyRoleNames[role]} ${name}`).join('，') || '无'}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
      {picked !== null && <ShiftDialog shift={{ ...picked, shiftId: picked.id, personName: '本人' }} ways={['ask']} onClose={() => setPicked(null)} />}
      {leaving && unitId !== undefined && <LeaveDialog unitId={unitId} members={[]} personId={account.personId} onClose={() => setLeaving(false)} />}
    </div>
  )
}
