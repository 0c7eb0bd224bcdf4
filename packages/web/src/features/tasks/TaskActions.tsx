import { routes } from '@fengsui/contract'
import type { TaskView } from '@fengsui/contract/command'
import { taskLifecycle } from '@fengsui/contract/command'
import type { TaskStatus } from '@fengsui/contract/command'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { CompletionForm } from './CompletionForm.tsx'
import { DisputeForm } from './DisputeForm.tsx'
import { ProgressForm } from './ProgressForm.tsx'
import styles from './tasks.module.css'
import { texts } from './texts.ts'

type OpenForm = 'progress' | 'complete' | 'dispute' | null

/** What the own unit can do with a task now: taken from the one lifecycle that the server uses as well. */
export function TaskActions({ task }: { readonly task: TaskView }) {
  const [form, setForm] = useState<OpenForm>(null)
  const acknowledge = useCommand(routes.acknowledgeTask)
  const next: readonly TaskStatus[] = taskLifecycle[task.status]
  const close = (): void => setForm(null)
  const mayWork = useCan('task:work')
  if (!mayWork || !task.mayWork || next.length === 0) return null
  if (form === 'progress') return <ProgressForm task={task} onClose={close} />
  if (form === 'complete') return <CompletionForm task={task} onClose={close} />
  if (form === 'dispute') return <DisputeForm task={task} onClose={close} />
  return (
    <div className={styles.actions}>
      {next.includes('acknowledged') && (
        <Button type="primary" className={styles.big ?? ''} loading={acknowledge.busy} icon={<Symbol name="check" size={20} />} onClick={() => void acknowledge.run({ params: { taskId: task.id } })}>
          {texts.acknowledge}
        </Button>
      )}
      {next.includes('done') && (
        <Button type="primary" className={styles.big ?? ''} icon={<Symbol name="doubleCheck" size={20} />} onClick={() => setForm('complete')}>
          {texts.complete}
        </Button>
      )}
      {next.includes('inProgress') && (
        <Button className={styles.big ?? ''} onClick={() => setForm('progress')}>
          {texts.progress}
        </Button>
      )}
      {next.includes('disputed') && (
        <Button className={styles.big ?? ''} onClick={() => setForm('dispute')}>
          {texts.dispute}
        </Button>
      )}
      {acknowledge.problem !== null && (
        <p className={styles.problem} role="alert">
          {acknowledge.problem.detail}
        </p>
      )}
    </div>
  )
}
