import { routes } from '@fengsui/contract'
import type { RosterSheet } from '@fengsui/contract/rosters'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './rosters.module.css'

const labels = { reason: '理由' }

interface PublishDialogProps {
  readonly sheet: RosterSheet
  readonly rosterId: string
  /** Days of it were published before. */
  readonly again: boolean
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Approves a draft. Where it breaks a limit or changes what was published it needs a reason. */
export function PublishDialog({ sheet, rosterId, again, onDone, onClose }: PublishDialogProps) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.publishRoster, {
    labels, prefix: 'publish-roster',
    onDone: (roster) => {
      void message.success(`已发布第 ${String(roster.version)} 版`)
      onDone()
    },
  })
  const broken = sheet.problems.filter(({ weight }) => weight === 'rule')
  const impossible = sheet.problems.filter(({ weight }) => weight === 'impossible')
  return (
    <FormDialog open title={`审定发布 ${sheet.fromDay} 至 ${sheet.toDay}`} okText="发布" busy={form.busy} locked={impossible.length > 0} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { rosterId }, body: { reason } })}>
      <p>{sheet.unit.unitName}，{sheet.seats.length} 个席位。发布后有关人员立即看到；已开始的班不受改版影响。</p>
      {impossible.length > 0 && <p className={styles.wrong} role="alert">还有 {impossible.length} 处排不通（如：{impossible[0]?.text}），请先解决。</p>}
      {broken.length > 0 && <p className={styles.wrong}>{broken.length} 处不合规则（如：{broken[0]?.text}），须写明理由。</p>}
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required={again || broken.length > 0} hint={again ? '这些日子已发布过，改版理由会留在记录里' : '没有不合规则的地方可不写'}>
        <Input.TextArea value={reason} maxLength={200} autoSize={{ minRows: 2, maxRows: 4 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
