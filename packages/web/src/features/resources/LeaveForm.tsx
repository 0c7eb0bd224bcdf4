import { routes } from '@fengsui/contract'
import type { ShelterView } from '@fengsui/contract/resources'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import styles from './resources.module.css'

const labels = { people: '离开人数' }

/** Takes down who left. */
export function LeaveForm({ shelter }: { readonly shelter: ShelterView }) {
  const [people, setPeople] = useState<number | null>(null)
  const form = useFormCommand(routes.leaveShelter, { labels, prefix: 'leave', onDone: () => setPeople(null) })
  const submit = (): void => void form.submit({ params: { shelterId: shelter.id }, body: { people: people ?? Number.NaN } })
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
      <div className={styles.inline}>
        <Field label={labels.people} id={form.idOf('people')} error={form.errorOf('people')}>
          <InputNumber className={styles.wide ?? ''} value={people} min={1} max={shelter.occupancy} precision={0} suffix="人" onChange={setPeople} />
        </Field>
        <Button htmlType="submit" loading={form.busy}>登记离开</Button>
      </div>
      {form.refusal !== undefined && <p className={styles.refusal} role="alert">{form.refusal}</p>}
    </form>
  )
}
