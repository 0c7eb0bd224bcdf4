import { routes } from '@fengsui/contract'
import type { Item, WarehouseView } from '@fengsui/contract/stockpile'
import { App, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { ItemPicker } from './ItemPicker.tsx'
import styles from './stockpile.module.css'

const labels = { itemId: '品种', quantity: '数量', number: '批号', producedOn: '生产日期', expiresOn: '有效期至', location: '库位', document: '入库单号', note: '说明' }
const words = { itemId: '请选择品种' }

/** Takes goods in as a new lot. */
export function ReceiveDialog({ warehouse, onClose }: { readonly warehouse: WarehouseView; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [item, setItem] = useState<Item | undefined>(undefined)
  const [values, setValues] = useState({ quantity: null as number | null, number: '', producedOn: '', expiresOn: '', location: '', document: '', note: '' })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const form = useFormCommand(routes.receiveStock, {
    labels, words, prefix: 'receive',
    onDone: (lot) => {
      void message.success(`已入库，批号 ${lot.number}`)
      onClose()
    },
  })
  const submit = (): void => {
    const { quantity, producedOn, expiresOn, ...texts } = values
    void form.submit({ params: { warehouseId: warehouse.id }, body: { ...texts, itemId: item?.id ?? '', quantity: quantity ?? Number.NaN, producedOn: producedOn === '' ? null : producedOn, expiresOn: expiresOn === '' ? null : expiresOn } })
  }
  const text = (field: 'number' | 'location' | 'document' | 'note', limit: number, hint?: string) => (
    <Field label={labels[field]} id={form.idOf(field)} error={form.errorOf(field)} {...(hint === undefined ? {} : { hint })}>
      <Input value={values[field]} maxLength={limit} onChange={(event) => change({ [field]: event.target.value })} />
    </Field>
  )
  return (
    <FormDialog open title={`入库：${warehouse.name}`} okText="入库" busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.itemId} id={form.idOf('itemId')} error={form.errorOf('itemId')} required>
        <ItemPicker value={item?.id ?? null} onChange={(_, chosen) => setItem(chosen)} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.quantity} id={form.idOf('quantity')} error={form.errorOf('quantity')} required>
          <InputNumber className={styles.wide ?? ''} value={values.quantity} min={1} precision={0} suffix={item?.unit} onChange={(quantity) => change({ quantity })} />
        </Field>
        {text('number', 40, '不填自动编号')}
        <Field label={labels.producedOn} id={form.idOf('producedOn')} error={form.errorOf('producedOn')}>
          <Input type="date" value={values.producedOn} onChange={(event) => change({ producedOn: event.target.value })} />
        </Field>
        <Field label={labels.expiresOn} hint={item?.shelfLifeMonths == null ? '没有保质期的不填' : `不填按生产日期加 ${item.shelfLifeMonths} 个月`} id={form.idOf('expiresOn')} error={form.errorOf('expiresOn')}>
          <Input type="date" value={values.expiresOn} onChange={(event) => change({ expiresOn: event.target.value })} />
        </Field>
        {text('location', 40)}
        {text('document', 60)}
      </div>
      {text('note', 200)}
    </FormDialog>
  )
}
