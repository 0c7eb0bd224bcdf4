import { routes } from '@fengsui/contract'
import type { TaskView } from '@fengsui/contract/command'
import { App, Button } from 'antd'
import { useCommand } from '../../../lib/use-command.ts'
import { useNow } from '../../../ui/now-context.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { isLateTask } from './task-groups.ts'

/** One press supervises every late task that was not supervised since it became late. */
export function SuperviseLate({ tasks }: { readonly tasks: readonly TaskView[] }) {
  const { message } = App.useApp()
  const now = useNow()
  const supervise = useCommand(routes.superviseTask)
  const late = tasks.filter((task) => task.mayAssign && isLateTask(task, now) && (task.supervisedAt === null || task.supervisedAt < task.dueAt))
  if (late.length === 0) return null
  const superviseAll = async (): Promise<void> => {
    let count = 0
    for (const task of late) {
      if ((await supervise.run({ params: { taskId: task.id }, body: {} })) === undefined) break
      count += 1
    }
    if (count > 0) message.success(`已督办 ${count} 项`)
  }
  return (
    <>
      <Button icon={<Symbol name="bell" size={16} />} loading={supervise.busy} onClick={() => void superviseAll()}>
        督办超时 {late.length} 项
      </Button>
      {supervise.problem !== null && <span role="alert">{supervise.problem.detail}</span>}
    </>
  )
}
