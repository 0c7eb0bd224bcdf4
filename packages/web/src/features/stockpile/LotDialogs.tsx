import { routes } from '@fengsui/contract'
import type { LotView } from '@fengsui/contract/stockpile'
import { App, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './stockpile.module.css'

interface LotDialogProps {
  readonly lot: LotView
  readonly onClose: () => void
}

const countLabels = { counted: '实数', note: '说明' }
const scrapLabels = { quantity: '报废数量', document: '报废批准文号', note: '说明' }

/** Takes the counted number as the truth; the difference is booked with its reason. */
export function CountDialog({ lot, onClose }: LotDialogProps) {
  const { message } = App.useApp()
  const [counted, setCounted] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const form = useFormCommand(routes.countLot, {
    labels: countLabels, prefix: 'count',
    onDone: () => {
      void message.success('盘点已入账')
      onClose()
    },
  })
  const difference = counted === null ? 0 : counted - lot.quantity
  return (
    <FormDialog open title={`盘点：${lot.itemName} ${lot.number}`} okText="按实数入账" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { lotId: lot.id }, body: { counted: counted ?? Number.NaN, note } })}>
      <p>账面 {lot.quantity.toLocaleString('zh-CN')} {lot.unit}{lot.reserved > 0 ? `，其中 ${lot.reserved.toLocaleString('zh-CN')} ${lot.unit}已为调度令预留` : ''}</p>
      <Field label={countLabels.counted} id={form.idOf('counted')} error={form.errorOf('counted')} required {...(difference === 0 ? {} : { hint: difference > 0 ? `盘盈 ${difference} ${lot.unit}` : `盘亏 ${-difference} ${lot.unit}` })}>
        <InputNumber className={styles.wide ?? ''} autoFocus value={counted} min={0} precision={0} suffix={lot.unit} onChange={setCounted} />
      </Field>
      <Field label={countLabels.note} hint="谁盘点、差额原因" id={form.idOf('note')} error={form.errorOf('note')} required>
        <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Writes off part of a lot. */
export function ScrapDialog({ lot, onClose }: LotDialogProps) {
  const { message } = App.useApp()
  const most = lot.quantity - lot.reserved
  const [values, setValues] = useState({ quantity: lot.daysLeft !== null && lot.daysLeft < 0 ? most : (null as number | null), document: '', note: '' })
  const form = useFormCommand(routes.scrapStock, {
    labels: scrapLabels, prefix: 'scrap',
    onDone: () => {
      void message.success('已报废')
      onClose()
    },
  })
  return (
    <FormDialog open title={`报废：${lot.itemName} ${lot.number}`} okText="报废" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { lotId: lot.id }, body: { ...values, quantity: values.quantity ?? Number.NaN } })}>
      <Field label={scrapLabels.quantity} hint={`最多 ${most.toLocaleString('zh-CN')} ${lot.unit}`} id={form.idOf('quantity')} error={form.errorOf('quantity')} required>
        <InputNumber className={styles.wide ?? ''} autoFocus value={values.quantity} min={1} precision={0} suffix={lot.unit} onChange={(quantity) => setValues({ ...values, quantity })} />
      </Field>
      <Field label={scrapLabels.document} id={form.idOf('document')} error={form.errorOf('document')} required>
        <Input value={values.document} maxLength={60} onChange={(event) => setValues({ ...values, document: event.target.value })} />
      </Field>
      <Field label={scrapLabels.note} id={form.idOf('note')} error={form.errorOf('note')}>
        <Input value={values.note} maxLength={200} onChange={(event) => setValues({ ...values, note: event.target.value })} />
      </Field>
    </FormDialog>
  )
}
