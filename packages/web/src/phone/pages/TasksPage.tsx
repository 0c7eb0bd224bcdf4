import { commandRoutes, taskStatusNames } from '@fengsui/contract/command'
import type { NoticeView } from '@fengsui/contract/command'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { useKept, useMayOnPhone, usePhoneState } from '../core/phone-context.ts'
import { withTaskWork } from '../core/pending.ts'
import { useSend } from '../core/use-send.ts'
import { DataAge, Due } from '../parts/Due.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'

/** Tasks of the own unit, the nearest deadline first, and notices to confirm. */
export function TasksPage() {
  const { data, readAt, problem } = useKept('tasks')
  const { data: notices } = useKept('notices')
  const { items } = usePhoneState()
  const shown = withTaskWork(data?.items ?? [], items, readAt).filter(({ row }) => row.mayWork)
  const open = shown.filter(({ row }) => row.status !== 'done' && row.status !== 'cancelled').sort((a, b) => (a.row.dueAt < b.row.dueAt ? -1 : 1))
  const done = shown.filter(({ row }) => row.status === 'done')
  const toConfirm = notices?.items.filter(({ mayAcknowledge, status }) => mayAcknowledge && status !== 'acknowledged') ?? []
  return (
    <>
      {toConfirm.length > 0 && (
        <section className={styles.section} aria-label="要确认的通知">
          <h2>要确认的通知</h2>
          {toConfirm.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
        </section>
      )}
      <section className={styles.section} aria-label="要做的任务">
        <h2>
          要做 {open.length}
          <small>
            <DataAge readAt={readAt} problem={problem?.detail ?? null} />
          </small>
        </h2>
        {open.length === 0 ? (
          <p className={styles.empty}>没有要做的任务。指挥部派来的会出现在这里。</p>
        ) : (
          <ul className={styles.list}>
            {open.map(({ row, pending }) => (
              <li key={row.id}>
                <button type="button" className={styles.line} onClick={() => goTo('tasks', row.id)}>
                  <b>{row.title}</b>
                  <Due startedAt={row.assignedAt} dueAt={row.dueAt} />
                  <small>
                    {taskStatusNames[row.status]}
                    {row.status === 'inProgress' && ` ${row.progressPercent}%`} · {row.incidentTitle}
                  </small>
                  {pending !== null && <ItemState item={pending} />}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {done.length > 0 && (
        <section className={styles.section} aria-label="刚做完">
          <h2>刚做完 {done.length}</h2>
          <ul className={styles.list}>
            {done.map(({ row, pending }) => (
              <li key={row.id}>
                <div className={styles.line}>
                  <b>{row.title}</b>
                  {pending !== null && <ItemState item={pending} />}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function NoticeCard({ notice }: { readonly notice: NoticeView }) {
  const { items } = usePhoneState()
  const mayWork = useMayOnPhone('task:work')
  const { send, problems, failure } = useSend()
  const pending = items.findLast(({ kind, params, state }) => kind === 'notice' && state !== 'refused' && params['noticeId'] === notice.id)
  return (
    <article className={styles.card}>
      <p className={styles.words}>{notice.text}</p>
      <p className={styles.small}>
        {notice.incidentTitle} · {hourMinute(notice.queuedAt)}
      </p>
      {pending !== undefined ? (
        <ItemState item={pending} />
      ) : (
        mayWork && (
          <button type="button" className={styles.second} onClick={() => void send({ kind: 'notice', route: commandRoutes.acknowledgeNotice, params: { noticeId: notice.id }, body: {}, words: `确认通知：${notice.text.slice(0, 20)}`, subject: `notice:${notice.id}` })}>
            收到
          </button>
        )
      )}
      <FormProblems problems={problems} failure={failure} />
    </article>
  )
}
