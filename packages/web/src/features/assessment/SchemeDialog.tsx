import { routes } from '@fengsui/contract'
import { assessmentItemKeys, assessmentItems, type AssessmentItemKey, type SchemeView } from '@fengsui/contract/assessment'
import { Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './assessment.module.css'

const labels = { name: '名称', base: '基础分', items: '项目', objectionDays: '异议期', basis: '依据', inForceFrom: '生效时间' }

/** The scheme in force as a form: what is saved becomes a new version of the own place. */
export function SchemeDialog({ view, onClose }: { readonly view: SchemeView; readonly onClose: () => void }) {
  const { current } = view
  const [name, setName] = useState(view.inForceFrom === null ? '' : current.name)
  const [base, setBase] = useState(current.base)
  const [days, setDays] = useState(current.objectionDays)
  const [basis, setBasis] = useState(view.inForceFrom === null ? '' : current.basis)
  const [from, setFrom] = useState<string | null>(null)
  const [items, setItems] = useState<Readonly<Record<AssessmentItemKey, { readonly points: number; readonly cap: number | null }>>>(() => Object.fromEntries(assessmentItemKeys.map((key) => [key, current.items.find((item) => item.key === key) ?? { points: 0, cap: null }])) as never)
  const form = useFormCommand(routes.setAssessmentScheme, { labels, words: { inForceFrom: '请填生效时间' }, prefix: 'assessment-scheme', onDone: onClose })
  const submit = (): void => void form.submit({ body: { name, base, objectionDays: days, basis, inForceFrom: from ?? '', items: assessmentItemKeys.map((key) => ({ key, points: items[key].points, cap: items[key].cap })) } })
  return (
    <FormDialog open title="考核办法" okText="保存为新版本" width={680} locked={!view.mayEdit} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <p className={styles.note}>
        现行：{current.name}（{view.ofPlaceName}
        {view.inForceFrom === null ? '，法规没有规定分值' : `，自 ${monthDayTime(view.inForceFrom)} 起`}）。新版本对生效之后开始的月份计分，已开始的月份仍按原办法。
      </p>
      <div className={styles.pair}>
        <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
          <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={labels.inForceFrom} id={form.idOf('inForceFrom')} error={form.errorOf('inForceFrom')} required>
          <InstantInput value={from} onChange={setFrom} />
        </Field>
      </div>
      <div className={styles.pair}>
        <Field label={labels.base} id={form.idOf('base')} error={form.errorOf('base')}>
          <InputNumber min={0} max={1000} value={base} style={{ width: '100%' }} onChange={(value) => setBase(value ?? 0)} />
        </Field>
        <Field label="异议期（工作日）" id={form.idOf('objectionDays')} error={form.errorOf('objectionDays')}>
          <InputNumber min={1} max={30} precision={0} value={days} style={{ width: '100%' }} onChange={(value) => setDays(value ?? 1)} />
        </Field>
      </div>
      <Field label={labels.basis} id={form.idOf('basis')} error={form.errorOf('basis')} required>
        <Input value={basis} maxLength={200} placeholder="如 本级应急委印发的考核办法文号" onChange={(event) => setBasis(event.target.value)} />
      </Field>
      <div className={styles.scheme}>
        <div className={styles.schemeRow}>
          <small>项目</small>
          <small>每次（分，负为扣）</small>
          <small>每月上限（空为不限）</small>
        </div>
        {assessmentItemKeys.map((key) => (
          <div key={key} className={styles.schemeRow}>
            <span>
              {assessmentItems[key].name} <small>{assessmentItems[key].source}</small>
            </span>
            <InputNumber aria-label={`${assessmentItems[key].name}每次分值`} min={-100} max={100} step={0.5} precision={1} value={items[key].points} onChange={(value) => setItems({ ...items, [key]: { ...items[key], points: value ?? 0 } })} />
            <InputNumber aria-label={`${assessmentItems[key].name}每月上限`} min={0} max={1000} value={items[key].cap} onChange={(value) => setItems({ ...items, [key]: { ...items[key], cap: value } })} />
          </div>
        ))}
      </div>
    </FormDialog>
  )
}
