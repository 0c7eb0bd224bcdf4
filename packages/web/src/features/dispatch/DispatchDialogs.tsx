import { routes } from '@fengsui/contract'
import type { DispatchView } from '@fengsui/contract/dispatch'
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useCan } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { amountText } from './dispatch-words.ts'
import styles from './dispatch.module.css'

interface DispatchDialogProps {
  readonly dispatch: DispatchView
  readonly onClose: () => void
}

const departLabels = { document: '单据号', papersLater: '手续' }
const receiveLabels = { quantity: '实收数量', note: '差额原因' }
const returnLabels = { quantity: '归还数量', damagedEquipmentIds: '损坏', lostEquipmentIds: '丢失', damagedQuantity: '其中损坏', note: '说明' }
const cancelLabels = { reason: '原因' }
const whatOf = (dispatch: DispatchView): string => `${dispatch.name} ${amountText(dispatch.quantity, dispatch.unit)}`

/** Goods leave their warehouse: with a document, or at once and papers within 24 hours (先调后补). */
export function DepartGoodsDialog({ dispatch, onClose }: DispatchDialogProps) {
  const [values, setValues] = useState({ document: '', papersLater: false })
  const form = useFormCommand(routes.departDispatch, { labels: departLabels, prefix: 'depart', onDone: onClose })
  return (
    <FormDialog open title={`出库发车：${whatOf(dispatch)}`} okText="出库发车" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dispatchId: dispatch.id }, body: values })}>
      <ul className={styles.lots}>
        {dispatch.lots.map((lot) => <li key={lot.lotId}>{lot.itemName} {amountText(lot.quantity, dispatch.unit)}{lot.expiresOn !== null && `，${lot.expiresOn} 到期`}</li>)}
      </ul>
      <Field label={departLabels.document} hint="出库单或调拨单的编号；没有另外开单的不填，以调度令为凭" id={form.idOf('document')} error={form.errorOf('document')}>
        <Input value={values.document} maxLength={60} disabled={values.papersLater} onChange={(event) => setValues({ ...values, document: event.target.value })} />
      </Field>
      <Checkbox checked={values.papersLater} onChange={(event) => setValues({ document: event.target.checked ? '' : values.document, papersLater: event.target.checked })}>
        先发货，24 小时内补办手续
      </Checkbox>
    </FormDialog>
  )
}

/** The receiver has counted. */
export function ReceiveDialog({ dispatch, onClose }: DispatchDialogProps) {
  const [quantity, setQuantity] = useState<number | null>(dispatch.quantity)
  const [note, setNote] = useState('')
  const form = useFormCommand(routes.receiveDispatch, { labels: receiveLabels, prefix: 'receive', onDone: onClose })
  const short = quantity !== null && quantity < dispatch.quantity
  return (
    <FormDialog open title={`交接：${whatOf(dispatch)}`} okText="确认交接" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dispatchId: dispatch.id }, body: { quantity: quantity ?? Number.NaN, note } })}>
      <Field label={`${receiveLabels.quantity}（${dispatch.unit}）`} hint="清点后填写；按调度令全数到达不用改" id={form.idOf('quantity')} error={form.errorOf('quantity')} required>
        <InputNumber className={styles.fillWidth ?? ''} value={quantity} min={0} max={dispatch.quantity} precision={0} inputMode="numeric" onChange={setQuantity} />
      </Field>
      {short && (
        <Field label={receiveLabels.note} hint={`比调度令少 ${amountText(dispatch.quantity - (quantity ?? 0), dispatch.unit)}`} id={form.idOf('note')} error={form.errorOf('note')} required>
          <Input.TextArea value={note} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
      )}
    </FormDialog>
  )
}

/** Home again: what came back, what is damaged, what is lost. */
export function ReturnDialog({ dispatch, onClose }: DispatchDialogProps) {
  const most = dispatch.receivedQuantity ?? dispatch.quantity
  const [values, setValues] = useState({ quantity: dispatch.kind === 'goods' && dispatch.receivedQuantity !== null ? null : most, damaged: [] as string[], lost: [] as string[], damagedQuantity: 0 as number | null, note: '' })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const form = useFormCommand(routes.returnDispatch, { labels: returnLabels, prefix: 'return', onDone: onClose })
  const pieces = dispatch.kind === 'equipment'
  const quantity = pieces ? dispatch.quantity - values.lost.length : values.quantity
  const submit = (): void => {
    void form.submit({ params: { dispatchId: dispatch.id }, body: { quantity: quantity ?? Number.NaN, damagedEquipmentIds: values.damaged, lostEquipmentIds: values.lost, damagedQuantity: pieces ? 0 : (values.damagedQuantity ?? 0), note: values.note } })
  }
  return (
    <FormDialog open title={`${dispatch.kind === 'team' ? '归队' : '归还'}：${whatOf(dispatch)}`} okText={dispatch.kind === 'team' ? '确认归队' : '确认归还'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      {pieces ? (
        <>
          <p>归还 {quantity} {dispatch.unit}（损坏的计算在内）。</p>
          <Field label={returnLabels.damagedEquipmentIds} hint="选编号；没有就空着" id={form.idOf('damagedEquipmentIds')} error={form.errorOf('damagedEquipmentIds')}>
            <PieceSelect dispatch={dispatch} value={values.damaged} without={values.lost} onChange={(damaged) => change({ damaged })} />
          </Field>
          <Field label={returnLabels.lostEquipmentIds} hint="没有带回来的" id={form.idOf('lostEquipmentIds')} error={form.errorOf('lostEquipmentIds')}>
            <PieceSelect dispatch={dispatch} value={values.lost} without={values.damaged} onChange={(lost) => change({ lost })} />
          </Field>
        </>
      ) : (
        <Field label={`${returnLabels.quantity}（${dispatch.unit}）`} hint={dispatch.kind === 'team' ? '归队人数' : dispatch.receivedQuantity === null ? '没有交接过的物资须全部退回，损坏的计算在内' : '用掉的不用归还；损坏的计算在内'} id={form.idOf('quantity')} error={form.errorOf('quantity')} required>
          <InputNumber className={styles.fillWidth ?? ''} value={values.quantity} min={0} max={most} precision={0} inputMode="numeric" onChange={(next) => change({ quantity: next })} />
        </Field>
      )}
      {dispatch.kind === 'goods' && (
        <Field label={`${returnLabels.damagedQuantity}（${dispatch.unit}）`} hint="损坏的报废，不再入库" id={form.idOf('damagedQuantity')} error={form.errorOf('damagedQuantity')}>
          <InputNumber className={styles.fillWidth ?? ''} value={values.damagedQuantity} min={0} max={most} precision={0} inputMode="numeric" onChange={(next) => change({ damagedQuantity: next })} />
        </Field>
      )}
      <Field label={returnLabels.note} id={form.idOf('note')} error={form.errorOf('note')} required={dispatch.kind === 'team' && values.quantity !== null && values.quantity < most}>
        <Input.TextArea value={values.note} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={200} onChange={(event) => change({ note: event.target.value })} />
      </Field>
    </FormDialog>
  )
}

interface PieceSelectProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly dispatch: DispatchView
  readonly value: string[]
  readonly without: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** Pieces of the order by their number. */
function PieceSelect({ id, dispatch, value, without, onChange, ...rest }: PieceSelectProps) {
  const mayRead = useCan('resource:read')
  const pieces = useAllPages(routes.listEquipment, {}, { touches: ['equipment'], enabled: mayRead })
  const nameOf = (equipmentId: string): string => pieces.data?.find((piece) => piece.id === equipmentId)?.number ?? `第 ${dispatch.equipmentIds.indexOf(equipmentId) + 1} ${dispatch.unit}`
  return (
    <Select mode="multiple" {...(id === undefined ? {} : { id })} aria-describedby={rest['aria-describedby']} value={value} loading={pieces.isLoading} placeholder="没有" options={dispatch.equipmentIds.filter((each) => !without.includes(each)).map((each) => ({ value: each, label: nameOf(each) }))} onChange={onChange} />
  )
}

/** Calls an order off; everything goes back to where it was. */
export function CancelDispatchDialog({ dispatch, onClose }: DispatchDialogProps) {
  const [reason, setReason] = useState('')
  const form = useFormCommand(routes.cancelDispatch, { labels: cancelLabels, prefix: 'cancel-dispatch', onDone: onClose })
  return (
    <FormDialog open title={`取消调度令 ${dispatch.number}`} okText="取消调度令" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dispatchId: dispatch.id }, body: { reason } })}>
      <p>{whatOf(dispatch)}{dispatch.status === 'departed' ? '已在途，取消后折返，物资退回原批次。' : '不再出动，占用的力量和物资随即释放。'}</p>
      <Field label={cancelLabels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
