import { routes } from '@fengsui/contract'
import { itemClasses } from '@fengsui/contract/stockpile'
import { App, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './stockpile.module.css'

const labels = { name: '名称', code: '编码', unit: '计量单位', shelfLifeMonths: '保质期' }
const classOptions = Object.entries(itemClasses).map(([digit, name]) => ({ value: digit, label: `${digit} ${name}` }))

/** Adds a kind of goods to the common catalogue; what is in it can be received, promised and asked for. */
export function ItemDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [values, setValues] = useState({ classDigit: '1', digits: '', name: '', unit: '', keeps: false, shelfLifeMonths: null as number | null })
  const change = (some: Partial<typeof values>): void => setValues((before) => ({ ...before, ...some }))
  const form = useFormCommand(routes.createItem, {
    labels, prefix: 'item', words: { code: '大类后面写 6 位数字（GB/T 38565）', shelfLifeMonths: '请填保质期（1–600 个月），或勾选“长期可存”' },
    onDone: ({ name }) => {
      void message.success(`“${name}”已列入目录，可以入库了`)
      onClose()
    },
  })
  const submit = (): void => {
    void form.submit({ body: { code: `${values.classDigit}${values.digits.trim()}`, name: values.name, unit: values.unit, shelfLifeMonths: values.keeps ? null : (values.shelfLifeMonths ?? Number.NaN) } })
  }
  return (
    <FormDialog open title="新增品种" okText="列入目录" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.name} hint="连同规格，如“编织袋 50×90 厘米”" id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={40} autoFocus onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label="大类" hint="编码的第一位" id="item-class" required>
          <Select value={values.classDigit} options={classOptions} onChange={(classDigit) => change({ classDigit })} />
        </Field>
        <Field label={labels.code} hint="GB/T 38565 的后 6 位" id={form.idOf('code')} error={form.errorOf('code')} required>
          <Input value={values.digits} prefix={values.classDigit} maxLength={6} inputMode="numeric" onChange={(event) => change({ digits: event.target.value })} />
        </Field>
      </div>
      <div className={styles.twoColumns}>
        <Field label={labels.unit} hint="数量只记整数，如床、箱、条" id={form.idOf('unit')} error={form.errorOf('unit')} required>
          <Input value={values.unit} maxLength={8} onChange={(event) => change({ unit: event.target.value })} />
        </Field>
        <Field label={labels.shelfLifeMonths} hint="入库时据此推算有效期" id={form.idOf('shelfLifeMonths')} error={form.errorOf('shelfLifeMonths')} required={!values.keeps}>
          <InputNumber className={styles.wide ?? ''} value={values.keeps ? null : values.shelfLifeMonths} disabled={values.keeps} min={1} max={600} precision={0} suffix="个月" inputMode="numeric" onChange={(shelfLifeMonths) => change({ shelfLifeMonths })} />
        </Field>
      </div>
      <Checkbox checked={values.keeps} onChange={(event) => change({ keeps: event.target.checked })}>
        长期可存，没有保质期
      </Checkbox>
    </FormDialog>
  )
}
