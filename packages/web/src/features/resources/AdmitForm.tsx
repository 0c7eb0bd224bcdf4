import { routes } from '@fengsui/contract'
import { distanceMetres } from '@fengsui/contract/kernel'
import type { ShelterView } from '@fengsui/contract/resources'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import styles from './resources.module.css'

const labels = { people: '到达人数', fromDivisionCode: '来自', redirectToId: '满员时分流到' }

/** Takes down a group that came. What does not fit is sent on, and the screen says so before it is sent. */
export function AdmitForm({ shelter, others }: { readonly shelter: ShelterView; readonly others: readonly ShelterView[] }) {
  const [people, setPeople] = useState<number | null>(null)
  const [from, setFrom] = useState('')
  const [target, setTarget] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const form = useFormCommand(routes.admitToShelter, {
    labels, prefix: 'admit',
    onDone: ({ admitted, redirected, redirectedToName }) => {
      setSaid(`已登记：收住 ${admitted} 人${redirected > 0 ? `，其余 ${redirected} 人分流到${redirectedToName ?? '别处'}，请安排转运` : ''}`)
      setPeople(null)
      setTarget(null)
    },
  })
  const rest = Math.max(0, (people ?? 0) - shelter.free)
  const metres = (other: ShelterView): number => (shelter.position === null || other.position === null ? Number.POSITIVE_INFINITY : distanceMetres(shelter.position, other.position))
  const targets = others.filter((each) => each.id !== shelter.id && each.state === 'open' && each.free >= rest).sort((a, b) => metres(a) - metres(b)).slice(0, 20)
  const submit = (): void => {
    setSaid(null)
    void form.submit({ params: { shelterId: shelter.id }, body: { people: people ?? Number.NaN, fromDivisionCode: from === '' ? null : from, redirectToId: rest > 0 ? target : null } })
  }
  return (
    <form className={styles.drawer} noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
      <h3 className={styles.subhead}>到达登记</h3>
      <div className={styles.twoColumns}>
        <Field label={labels.people} id={form.idOf('people')} error={form.errorOf('people')} required>
          <InputNumber className={styles.wide ?? ''} value={people} min={1} precision={0} suffix="人" onChange={setPeople} />
        </Field>
        <Field label={labels.fromDivisionCode} id={form.idOf('fromDivisionCode')} error={form.errorOf('fromDivisionCode')}>
          <DivisionPicker value={from} onChange={setFrom} />
        </Field>
      </div>
      {rest > 0 && (
        <Field label={`${labels.redirectToId}（${rest} 人）`} hint={`这里只剩 ${shelter.free} 个位子，其余 ${rest} 人转到别处；不选就去最近有空位的`} id={form.idOf('redirectToId')} error={form.errorOf('redirectToId')}>
          <Select allowClear value={target} placeholder="最近有空位的场所" notFoundContent="辖区内没有一处能全部接下，请先开放附近场所" options={targets.map((each) => ({ value: each.id, label: `${each.name}（空位 ${each.free}${Number.isFinite(metres(each)) ? `，${(metres(each) / 1000).toFixed(1)} 公里` : ''}）` }))} onChange={(id: string | undefined) => setTarget(id ?? null)} />
        </Field>
      )}
      <FormErrors problems={form.problems} />
      {form.refusal !== undefined && <p className={styles.refusal} role="alert">{form.refusal}</p>}
      {said !== null && <p className={styles.done} role="status">{said}</p>}
      <div className={styles.actions}><Button type="primary" htmlType="submit" loading={form.busy}>登记到达</Button></div>
    </form>
  )
}
