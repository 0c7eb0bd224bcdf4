import { routes } from '@fengsui/contract'
import type { LotView, WarehouseView } from '@fengsui/contract/stockpile'
import { App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { ItemPicker } from './ItemPicker.tsx'
import styles from './stockpile.module.css'

interface IssueDialogProps {
  readonly warehouse: WarehouseView
  readonly lots: readonly LotView[]
  readonly onClose: () => void
}
interface Line {
  readonly itemId: string | null
  readonly quantity: number | null
}

const labels = { lines: '物资', receiverUnitId: '接收单位', incidentId: '用于事件', document: '出库单号', note: '说明' }
const words = { receiverUnitId: '请选择接收单位' }

/** Gives goods out: which lots is not chosen here, the earliest expiry goes first; all lines or none. */
export function IssueDialog({ warehouse, lots, onClose }: IssueDialogProps) {
  const { message } = App.useApp()
  const mayReadIncidents = useCan('incident:read')
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 500 } }, { touches: ['incident'], enabled: mayReadIncidents })
  const [lines, setLines] = useState<readonly Line[]>([{ itemId: null, quantity: null }])
  const [values, setValues] = useState({ receiverUnitId: null as string | null, incidentId: null as string | null, papersLater: false, document: '', note: '' })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const free = useMemo(() => {
    const sums = new Map<string, { quantity: number; unit: string }>()
    for (const { itemId, quantity, reserved, unit, daysLeft } of lots) {
      if (daysLeft !== null && daysLeft < 0) continue
      sums.set(itemId, { unit, quantity: (sums.get(itemId)?.quantity ?? 0) + quantity - reserved })
    }
    return sums
  }, [lots])
  const among = useMemo(() => new Set(free.keys()), [free])
  const form = useFormCommand(routes.issueStock, {
    labels, words, prefix: 'issue',
    onDone: ({ moves }) => {
      void message.success(`已出库，台账 ${moves.length} 笔${values.papersLater ? '；请在 24 小时内补手续' : ''}`)
      onClose()
    },
  })
  const setLine = (index: number, line: Line): void => setLines(lines.map((each, at) => (at === index ? line : each)))
  const submit = (): void =>
    void form.submit({ params: { warehouseId: warehouse.id }, body: { ...values, receiverUnitId: values.receiverUnitId ?? '', lines: lines.map(({ itemId, quantity }) => ({ itemId: itemId ?? '', quantity: quantity ?? Number.NaN })) } })
  return (
    <FormDialog open title={`出库：${warehouse.name}`} okText="出库" width={640} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <div className={styles.lineList}>
        <h3 className={styles.subhead}>物资（先到期的先出，过期的不出；有一项不够，全部不出）</h3>
        {lines.map((line, index) => {
          const there = line.itemId === null ? undefined : free.get(line.itemId)
          const short = there !== undefined && (line.quantity ?? 0) > there.quantity
          const error = form.errorOf(`lines.${index}.quantity`) ?? form.errorOf(`lines.${index}.itemId`)
          return (
            <div key={index}>
              <div className={styles.line}>
                <ItemPicker aria-label={`第 ${index + 1} 项物资`} value={line.itemId} among={among} onChange={(itemId) => setLine(index, { ...line, itemId })} />
                <InputNumber aria-label={`第 ${index + 1} 项数量`} id={form.idOf(`lines.${index}.quantity`)} className={styles.wide ?? ''} value={line.quantity} min={1} precision={0} suffix={there?.unit} onChange={(quantity) => setLine(index, { ...line, quantity })} />
                <Button type="text" disabled={lines.length === 1} onClick={() => setLines(lines.filter((_, at) => at !== index))}>去掉</Button>
              </div>
              {(there !== undefined || error !== undefined) && <p className={joinClasses(styles.has, (short || error !== undefined) && styles.short)}>{error ?? `可发 ${there?.quantity.toLocaleString('zh-CN') ?? 0} ${there?.unit ?? ''}`}</p>}
            </div>
          )
        })}
        <div><Button size="small" disabled={lines.length >= 60} onClick={() => setLines([...lines, { itemId: null, quantity: null }])}>再加一种</Button></div>
      </div>
      <Field label={labels.receiverUnitId} id={form.idOf('receiverUnitId')} error={form.errorOf('receiverUnitId')} required>
        <UnitPicker value={values.receiverUnitId} onChange={(receiverUnitId) => change({ receiverUnitId })} />
      </Field>
      {mayReadIncidents && (
        <Field label={labels.incidentId} hint="可不填" id={form.idOf('incidentId')} error={form.errorOf('incidentId')}>
          <Select allowClear value={values.incidentId} placeholder="选择事件" options={(incidents.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} onChange={(incidentId: string | undefined) => change({ incidentId: incidentId ?? null })} />
        </Field>
      )}
      <Checkbox checked={values.papersLater} onChange={(event) => change({ papersLater: event.target.checked })}>先发货、后补手续（电话调用，24 小时内补出库单）</Checkbox>
      <Field label={labels.document} id={form.idOf('document')} error={form.errorOf('document')} required={!values.papersLater}>
        <Input value={values.document} maxLength={60} onChange={(event) => change({ document: event.target.value })} />
      </Field>
      <Field label={labels.note} id={form.idOf('note')} error={form.errorOf('note')}>
        <Input value={values.note} maxLength={200} placeholder="谁来电、车号、提货人等" onChange={(event) => change({ note: event.target.value })} />
      </Field>
    </FormDialog>
  )
}
