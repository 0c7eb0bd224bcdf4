import { routes } from '@fengsui/contract'
import { App, Button } from 'antd'
import { useCommand } from '../../lib/use-command.ts'

interface ConfirmButtonProps {
  readonly kind: 'team' | 'equipment' | 'shelter' | 'facility'
  /** The chosen records; only those the account keeps can be confirmed. */
  readonly rows: readonly { readonly id: string; readonly mayEdit: boolean }[]
  readonly onDone?: () => void
}

/** The owner says that the chosen records are still true. */
export function ConfirmButton({ kind, rows, onDone }: ConfirmButtonProps) {
  const { message } = App.useApp()
  const command = useCommand(routes.confirmResource, {
    onDone: ({ confirmed }) => {
      void message.success(`已确认 ${confirmed} 条`)
      onDone?.()
    },
  })
  const own = rows.filter(({ mayEdit }) => mayEdit)
  const confirm = async (): Promise<void> => {
    const done = await command.run({ body: { kind, ids: own.map(({ id }) => id) } })
    if (done === undefined) void message.error('没有确认成功，请稍后再试')
  }
  return (
    <Button size="small" disabled={own.length === 0} loading={command.busy} title={own.length === 0 ? '这些资料由别的单位维护' : undefined} onClick={() => void confirm()}>
      确认属实{own.length > 0 && own.length < rows.length ? `（本单位的 ${own.length} 条）` : ''}
    </Button>
  )
}
