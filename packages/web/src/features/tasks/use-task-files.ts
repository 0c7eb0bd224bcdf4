import { App } from 'antd'
import { useState } from 'react'
import { useUploads } from '../../lib/attachments/use-uploads.ts'
import type { Uploads } from '../../lib/attachments/use-uploads.ts'

/** Photos that go with what is said of a task. What was said counts even where a photo fails: then it can be added on the task. */
export function useTaskFiles(taskId: string): { readonly uploads: Uploads; readonly busy: boolean; readonly attach: () => Promise<void> } {
  const uploads = useUploads()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const attach = async (): Promise<void> => {
    if (uploads.list.length === 0) return
    setBusy(true)
    const left = await uploads.attachAll({ kind: 'task', id: taskId })
    setBusy(false)
    if (left > 0) void message.warning(`反馈已报出，但有 ${left} 份照片或文件没附上，请在任务里补附`, 10)
  }
  return { uploads, busy, attach }
}
