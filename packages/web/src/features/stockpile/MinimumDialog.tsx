import { routes } from '@fengsui/contract'
import type { StockLine, WarehouseView } from '@fengsui/contract/stockpile'
import { App, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { ItemPicker } from './ItemPicker.tsx'
import styles from './stockpile.module.css'

const labels = { itemId: '品种', quantity: '最低储备' }
const words = { itemId: '请选择品种' }

/** Sets the least that a warehouse must hold of an item. */
export function MinimumDialog({ warehouse, line, onClose }: { readonly warehouse: WarehouseView; readonly line: StockLine | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [itemId, setItemId] = useState<string | null>(line?.itemId ?? null)
  const [unit, setUnit] = useState(line?.unit)
  const [quantity, setQuantity] = useState<number | null>(line?.minimum ?? null)
  const form = useFormCommand(routes.setMinimum, {
    labels, words, prefix: 'minimum',
    onDone: () => {
      void message.success('最低储备已设定')
      onClose()
    },
  })
  return (
    <FormDialog open title={`最低储备：${line?.name ?? warehouse.name}`} okText="设定" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { warehouseId: warehouse.id }, body: { itemId: itemId ?? '', quantity: quantity ?? Number.NaN } })}>
      <Field label={labels.itemId} id={form.idOf('itemId')} error={form.errorOf('itemId')} required>
        <ItemPicker
          value={itemId}
          onChange={(chosen, item) => {
            setItemId(chosen)
            setUnit(item?.unit)
          }}
        />
      </Field>
      <Field label={labels.quantity} hint="按储备标准；填 0 为不作要求" id={form.idOf('quantity')} error={form.errorOf('quantity')} required>
        <InputNumber className={styles.wide ?? ''} value={quantity} min={0} precision={0} suffix={unit} onChange={setQuantity} />
      </Field>
    </FormDialog>
  )
}
