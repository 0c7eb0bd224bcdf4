import { routes } from '@fengsui/contract'
import { permissionNames } from '@fengsui/contract/kernel'
import { absenceStateNames, type LeaderAbsenceView, type SigningDeputyView } from '@fengsui/contract/rosters'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { DeputyDialog } from './DeputyDialog.tsx'
import styles from './rosters.module.css'

/** Leaders away, who signs for them, and the AB pairs. */
export function AbsencesTab() {
  const { account } = useSession()
  const mayRegister = useMay('roster:read')
  const [status, setStatus] = useState<'current' | 'all'>('current')
  const [dialog, setDialog] = useState<'absence' | 'deputy' | null>(null)
  const absences = useAllPages(routes.listLeaderAbsences, { status }, { touches: ['leader-absence', 'delegation'] })
  const pairs = useRoute(routes.listSigningDeputies, {}, { touches: ['signing-deputy'] })
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <TabStrip label="范围" items={[{ key: 'current', label: '当前' }, { key: 'all', label: '全部' }]} value={status} onChange={setStatus} />
        <div className={styles.barEnd}>
          {mayRegister && account.personId !== null && <Button size="small" onClick={() => setDialog('deputy')}>设本人的 B 角</Button>}
          {mayRegister && <Button size="small" type="primary" onClick={() => setDialog('absence')}>登记外出</Button>}
        </div>
      </div>
      <div className={styles.split}>
        <div className={styles.fill}>
          {absences.error !== null && absences.data === undefined ? <ErrorState hint={absences.error.message} code={absences.error.problem.code} onRetry={() => void absences.refetch()} />
            : absences.data === undefined ? <LoadingState />
            : absences.data.length === 0 ? <EmptyState symbol="users" title="没有领导外出" hint="外出前登记去向和代签人；正副职不得同时外出，确需同时外出的报上级同意。" />
            : <ul className={styles.list}>{absences.data.map((absence) => <AbsenceItem key={absence.id} absence={absence} />)}</ul>}
        </div>
        <aside className={styles.side} aria-label="AB 岗">
          <h3>AB 岗</h3>
          {pairs.data !== undefined && pairs.data.items.length === 0 && <p className={styles.quiet}>还没有设。A 角本人设定，外出期间其签发权自动交给 B 角，销假即收回。</p>}
          <ul className={styles.list}>{(pairs.data?.items ?? []).map((pair) => <PairItem key={pair.id} pair={pair} />)}</ul>
        </aside>
      </div>
      {dialog === 'absence' && <AbsenceDialog onClose={() => setDialog(null)} />}
      {dialog === 'deputy' && <DeputyDialog onClose={() => setDialog(null)} />}
    </div>
  )
}

function AbsenceItem({ absence }: { readonly absence: LeaderAbsenceView }) {
  const end = useCommand(routes.endLeaderAbsence)
  const decide = useCommand(routes.decideLeaderAbsence)
  const [reason, setReason] = useState('')
  const params = { absenceId: absence.id }
  const problem = end.problem ?? decide.problem
  return (
    <li>
      <div className={styles.line}>
        <Tag tone={absence.state === 'over' || absence.state === 'cancelled' || absence.state === 'refused' ? 'quiet' : 'accent'}>{absenceStateNames[absence.state]}</Tag>
        <b>{absence.name}</b>
        <span className={styles.quiet}>{absence.title} · {absence.unitName}</span>
        <span>{monthDayTime(absence.startsAt)} 至 {monthDayTime(absence.endsAt)}</span>
        {absence.mayEnd && <div className={styles.actions}><Button size="small" loading={end.busy} onClick={() => void end.run({ params })}>{absence.state === 'planned' || absence.state === 'awaiting' ? '取消' : '销假'}</Button></div>}
      </div>
      <p>
        {absence.destination === null ? '' : `去向：${absence.destination}。`}{absence.reason === null ? '' : `事由：${absence.reason}。`}{absence.approverName === null ? '' : `批准人：${absence.approverName}。`}
        {absence.deputyName === null ? <b>没有代签人。</b> : <span>代签：{absence.deputyName}{absence.lent ? '（签发权随外出交给 B 角）' : '（未授权；要代签须 A 角本人先设 AB 岗）'}。</span>}
      </p>
      {absence.clashNames.length > 0 && <p className={styles.wrong}>与{absence.clashNames.join('、')}同时外出{absence.exceptionUnitName === null ? '，待上级决定' : `；${absence.exceptionUnitName}：${absence.exceptionReason ?? '已决定'}`}</p>}
      {absence.mayDecide && (
        <div className={styles.line}>
          <Input size="small" className={styles.unit ?? ''} value={reason} maxLength={200} placeholder="同意或不同意的理由" aria-label="理由" onChange={(event) => setReason(event.target.value)} />
          <Button size="small" type="primary" loading={decide.busy} onClick={() => void decide.run({ params, body: { allow: true, reason } })}>同意</Button>
          <Button size="small" loading={decide.busy} onClick={() => void decide.run({ params, body: { allow: false, reason } })}>不同意</Button>
        </div>
      )}
      {problem !== null && <p className={styles.wrong} role="alert">{problem.errors?.[0]?.message ?? problem.detail}</p>}
    </li>
  )
}

function PairItem({ pair }: { readonly pair: SigningDeputyView }) {
  const end = useCommand(routes.endSigningDeputy)
  return (
    <li>
      <div className={styles.line}>
        <span>A {pair.name} → B {pair.deputyName}</span>
        {pair.mayEnd && <div className={styles.actions}><Button size="small" loading={end.busy} onClick={() => void end.run({ params: { deputyId: pair.id } })}>终止</Button></div>}
      </div>
      <p className={styles.quiet}>{pair.unitName}：{pair.permissions.map((permission) => permissionNames[permission]).join('、')}</p>
      {end.problem !== null && <p className={styles.wrong} role="alert">{end.problem.detail}</p>}
    </li>
  )
}
