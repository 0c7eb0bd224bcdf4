import { routes } from '@fengsui/contract'
import { digestDefaultMinutes, digestKindNames, type DigestKind, type DigestSchedule } from '@fengsui/contract/digests'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { hourWords, minutesOf } from './digest-words.ts'
import styles from './digests.module.css'

/** At which hour each kind is drafted by itself. */
export function ScheduleDialog({ onClose }: { readonly onClose: () => void }) {
  const schedules = useRoute(routes.listDigestSchedules, {}, { touches: ['digest-schedule'] })
  return (
    <Modal open title="定时起草" width={520} footer={<Button onClick={onClose}>关闭</Button>} onCancel={onClose} centered>
      <p className={styles.hint}>到点按最近 24 小时的记录自动起草，仍由人修改、签发。时刻为平台默认，请按本地规定改。</p>
      {schedules.error !== null && schedules.data === undefined ? (
        <ErrorState hint={schedules.error.message} code={schedules.error.problem.code} onRetry={() => void schedules.refetch()} />
      ) : schedules.data === undefined ? (
        <LoadingState lines={3} />
      ) : (
        (Object.keys(digestKindNames) as DigestKind[]).map((kind) => <ScheduleRow key={kind} kind={kind} schedule={schedules.data.items.find((each) => each.kind === kind)} />)
      )}
    </Modal>
  )
}

function ScheduleRow({ kind, schedule }: { readonly kind: DigestKind; readonly schedule: DigestSchedule | undefined }) {
  const proposed = schedule?.minuteOfDay ?? digestDefaultMinutes[kind]
  const [words, setWords] = useState(proposed === null ? '' : hourWords(proposed))
  const set = useCommand(routes.setDigestSchedule)
  const minutes = minutesOf(words)
  const run = (active: boolean): void => {
    if (minutes !== null) void set.run({ body: { kind, minuteOfDay: minutes, active } })
  }
  const on = schedule?.active === true
  return (
    <div className={styles.schedule}>
      <b>{digestKindNames[kind]}</b>
      <Input aria-label={`${digestKindNames[kind]}时刻`} value={words} placeholder="如 07:30" maxLength={5} {...(words !== '' && minutes === null ? { status: 'error' as const } : {})} onChange={(event) => setWords(event.target.value)} />
      <span>{on ? `每天 ${hourWords(schedule.minuteOfDay)}` : '未启用'}</span>
      <Button disabled={minutes === null || (on && minutes === schedule.minuteOfDay)} loading={set.busy} onClick={() => run(true)}>{on ? '改时刻' : '启用'}</Button>
      {on && <Button disabled={set.busy || minutes === null} onClick={() => run(false)}>停用</Button>}
      {(set.problem !== null || (words !== '' && minutes === null)) && <p className={styles.refusal} role="alert">{set.problem?.detail ?? '时刻应写成 07:30 这样'}</p>}
    </div>
  )
}
