import { routes } from '@fengsui/contract'
import type { ResponseView } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { planDelta } from '@fengsui/contract/plans/structured'
import type { ResponseLevelNumber } from '@fengsui/contract/plans/structured'
import { Input } from 'antd'
import { useState } from 'react'
import { LevelChoice } from '../../../lib/start-response/LevelChoice.tsx'
import { needsTypedPlace } from '../../../lib/start-response/start-form.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import styles from './dialogs.module.css'
import { OrderChoices } from './OrderChoices.tsx'
import { checkOrders, toDecisions, useOrderDecisions } from './order-decisions.ts'
import { useDialogForm } from './use-dialog-form.ts'

const labels = { level: '新级别', reason: '理由', place: '地名确认', orders: '指挥长令' }

/** Raising or lowering a response: only the difference in tasks is given or withdrawn, what was done stays done. */
export function ChangeLevelDialog({ response, onClose }: { readonly response: ResponseView; readonly onClose: () => void }) {
  const readiness = useRoute(routes.evaluatePlan, { params: { planId: response.planId }, query: { incidentId: response.incidentId } }, { touches: ['plan', 'incident', 'signal', 'response'] })
  const plan = useRoute(routes.getPlan, { params: { planId: response.planId } }, { touches: ['plan'] })
  const [level, setLevel] = useState<ResponseLevelNumber | null>(null)
  const [reason, setReason] = useState('')
  const [typedPlace, setTypedPlace] = useState('')
  const raises = level !== null && level < response.level
  const lowers = level !== null && level > response.level
  const { orders, draft, setDraft } = useOrderDecisions(response)
  const mustType = raises && needsTypedPlace(level)
  const delta = plan.data === undefined || level === null ? null : planDelta(plan.data.structure, response.level, level)
  const form = useDialogForm(
    routes.changeResponseLevel, 'change-level', labels,
    [
      ...(level === null ? [{ field: 'level', message: '请选择新级别。' }] : []),
      ...(reason.trim().length < 2 ? [{ field: 'reason', message: '请写明理由。' }] : []),
      ...(mustType && typedPlace.trim() !== response.placeName ? [{ field: 'place', message: `请照原名输入“${response.placeName}”。` }] : []),
      ...(lowers ? checkOrders(orders, draft) : []),
    ],
    onClose,
  )
  return (
    <FormDialog
      open
      title={`调整响应级别（现为${levelRoman[response.level]}级）`}
      okText={level === null ? '调整' : `${raises ? '升' : '降'}为${levelRoman[level]}级`}
      width={680}
      busy={form.busy}
      problems={form.problems.fields}
      refusal={form.problems.refusal}
      onClose={onClose}
      onSubmit={() => form.submit(() => ({ params: { responseId: response.id }, body: { level: level ?? response.level, reason, orders: lowers ? toDecisions(orders, draft) : [] } }))}
    >
      <div id="change-level-level" tabIndex={-1}>
        <LevelChoice levels={readiness.data?.levels ?? []} proposed={readiness.data?.proposedLevel ?? null} value={level} loading={readiness.isPending} except={response.level} onChange={setLevel} />
      </div>
      {delta !== null && (
        <p className={styles.effect}>
          按预案：新增任务 {delta.add.length} 项，取消 {delta.cancel.length} 项，调整 {delta.revise.length} 项，不变 {delta.keep.length} 项；新发通知 {delta.addNotices.length} 条，新列需求 {delta.addDemands.length} 项。已完成的不重派。
        </p>
      )}
      <Field label={labels.reason} id="change-level-reason" error={form.problems.errorOf('reason')} required>
        <Input.TextArea value={reason} maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {lowers && <OrderChoices id="change-level-orders" orders={orders} draft={draft} onChange={setDraft} />}
      {mustType && (
        <Field label={`请输入“${response.placeName}”确认`} id="change-level-place" error={form.problems.errorOf('place')} required>
          <Input value={typedPlace} autoComplete="off" onChange={(event) => setTypedPlace(event.target.value)} />
        </Field>
      )}
    </FormDialog>
  )
}
