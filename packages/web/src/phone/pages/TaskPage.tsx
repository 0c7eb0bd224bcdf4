import { commandRoutes, taskLifecycle, taskStatusNames } from '@fengsui/contract/command'
import type { TaskStatus, TaskView } from '@fengsui/contract/command'
import { beijingShort } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { Photo } from '../core/compose.ts'
import { useKept, useMayOnPhone, usePhoneState } from '../core/phone-context.ts'
import { withTaskWork } from '../core/pending.ts'
import { useSend } from '../core/use-send.ts'
import { DataAge, Due } from '../parts/Due.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import { PhotoRow } from '../parts/PhotoRow.tsx'
import styles from '../parts/phone.module.css'
import { useKeptDraft } from '../use-kept-draft.ts'

type Form = 'progress' | 'complete' | 'dispute'
const percents = [10, 25, 50, 75, 90]
const formWords = { progress: '进展说明', complete: '做完的情况', dispute: '做不到的原因' } as const

/** One task: what is asked, until when, and what can be done with it. */
export function TaskPage({ taskId }: { readonly taskId: string }) {
  const { data, readAt, problem } = useKept('tasks')
  const { items } = usePhoneState()
  const shown = withTaskWork(data?.items ?? [], items, readAt).find(({ row }) => row.id === taskId)
  if (shown === undefined) return <p className={styles.empty}>{data === null ? '本机没有存过任务，连上网再看。' : '没有这项任务，它可能已做完或改派。'}</p>
  const { row: task, pending } = shown
  return (
    <>
      <article className={styles.card}>
        <div className={styles.spread}>
          <span className={styles.mark}>{taskStatusNames[task.status]}{task.status === 'inProgress' && ` ${task.progressPercent}%`}</span>
          <Due startedAt={task.assignedAt} dueAt={task.dueAt} />
        </div>
        <h2>{task.title}</h2>
        {task.detail !== null && task.detail !== '' && <p className={styles.words}>{task.detail}</p>}
        <p className={styles.small}>
          {task.incidentTitle} · {beijingShort(task.assignedAt)} 派给{task.unitName}
          {task.evidenceRequired !== null && ` · 要交：${task.evidenceRequired}`}
        </p>
        {task.progressNote !== null && task.progressNote !== '' && <p className={styles.words}>{task.progressNote}</p>}
        {pending !== null && <ItemState item={pending} />}
      </article>
      <TaskWork key={task.status} task={task} />
      <DataAge readAt={readAt} problem={problem?.detail ?? null} />
    </>
  )
}

function TaskWork({ task }: { readonly task: TaskView }) {
  const mayWork = useMayOnPhone('task:work')
  const [form, setForm] = useState<Form | null>(null)
  const { send, problems, failure } = useSend()
  const next: readonly TaskStatus[] = taskLifecycle[task.status]
  if (!mayWork || !task.mayWork || next.length === 0) return null
  if (form !== null) return <TaskForm task={task} form={form} onClose={() => setForm(null)} />
  return (
    <div className={styles.buttons}>
      {next.includes('acknowledged') && (
        <button type="button" className={styles.big} onClick={() => void send({ kind: 'task-acknowledge', route: commandRoutes.acknowledgeTask, params: { taskId: task.id }, body: {}, words: `签收任务：${task.title}`, subject: `task:${task.id}` })}>
          <Symbol name="check" size={24} />
          签收
        </button>
      )}
      {next.includes('done') && (
        <button type="button" className={styles.big} onClick={() => setForm('complete')}>
          <Symbol name="doubleCheck" size={24} />
          完成任务
        </button>
      )}
      {next.includes('inProgress') && (
        <button type="button" className={styles.second} onClick={() => setForm('progress')}>
          报进展
        </button>
      )}
      {next.includes('disputed') && (
        <button type="button" className={styles.second} onClick={() => setForm('dispute')}>
          做不到
        </button>
      )}
      <FormProblems problems={problems} failure={failure} />
    </div>
  )
}

interface Draft {
  readonly percent: number
  readonly words: string
  readonly photos: readonly Photo[]
}

function TaskForm({ task, form, onClose }: { readonly task: TaskView; readonly form: Form; readonly onClose: () => void }) {
  const { send, problems, failure } = useSend()
  const [draft, change, clear] = useKeptDraft<Draft>(`task-${form}:${task.id}`, { percent: Math.min(90, task.progressPercent), words: '', photos: [] })
  if (draft === null) return null
  const { percent, words, photos } = draft
  const shared = { params: { taskId: task.id }, subject: `task:${task.id}`, photos, photosOf: { kind: 'task' as const, id: task.id } }
  const submit = async (): Promise<void> => {
    const key =
      form === 'progress'
        ? await send({ ...shared, kind: 'task-progress', route: commandRoutes.reportProgress, body: { percent, note: words }, words: `任务进展 ${percent}%：${task.title}` })
        : form === 'complete'
          ? await send({ ...shared, kind: 'task-complete', route: commandRoutes.completeTask, body: { evidence: words }, words: `完成任务：${task.title}` })
          : await send({ ...shared, kind: 'task-dispute', route: commandRoutes.disputeTask, body: { reason: words }, words: `做不到：${task.title}` })
    if (key === null) return
    clear()
    onClose()
  }
  return (
    <form
      className={styles.section}
      aria-label={formWords[form]}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {form === 'progress' && (
        <div className={styles.row} role="group" aria-label="做了多少">
          {percents.map((each) => (
            <button key={each} type="button" className={styles.second} aria-pressed={percent === each} onClick={() => change({ percent: each })}>
              {each}%
            </button>
          ))}
        </div>
      )}
      <div className={styles.field}>
        <label htmlFor="task-words">{formWords[form]}</label>
        <textarea id="task-words" rows={3} maxLength={form === 'dispute' ? 400 : 1000} value={words} onChange={(event) => change({ words: event.target.value })} />
      </div>
      <PhotoRow photos={photos} onChange={(next) => change({ photos: next })} />
      <FormProblems problems={problems} failure={failure} />
      <button type="submit" className={styles.big}>
        {form === 'progress' ? '发送进展' : form === 'complete' ? '确认完成' : '提出异议'}
      </button>
      <button type="button" className={styles.second} onClick={onClose}>
        返回
      </button>
    </form>
  )
}
