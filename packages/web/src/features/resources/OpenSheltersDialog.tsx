import { routes } from '@fengsui/contract'
import type { ShelterView } from '@fengsui/contract/resources'
import { App, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './resources.module.css'

const labels = { incidentId: '为哪个事件开放', shelterIds: '场所' }
const words = { incidentId: '请选择事件' }

/** Opens the chosen shelters for an incident, all at once. */
export function OpenSheltersDialog({ shelters, onClose }: { readonly shelters: readonly ShelterView[]; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 500 } }, { touches: ['incident'] })
  const items = incidents.data?.items ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const only = items.length === 1 ? (items[0]?.id ?? null) : null
  const incidentId = chosen ?? only
  const form = useFormCommand(routes.openShelters, {
    labels, words, prefix: 'open-shelters',
    onDone: ({ opened }) => {
      void message.success(`已开放 ${opened} 处`)
      onClose()
    },
  })
  const places = shelters.reduce((sum, { capacity }) => sum + capacity, 0)
  return (
    <FormDialog open title={`开放避难场所 ${shelters.length} 处`} okText={`开放 ${shelters.length} 处`} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { shelterIds: shelters.map(({ id }) => id), incidentId: incidentId ?? '' } })}>
      <p>
        共可容 <b>{places.toLocaleString('zh-CN')}</b> 人：{shelters.slice(0, 6).map(({ name }) => name).join('、')}{shelters.length > 6 ? ` 等 ${shelters.length} 处` : ''}
      </p>
      <Field label={labels.incidentId} id={form.idOf('incidentId')} error={form.errorOf('incidentId')} required>
        <Select className={styles.wide ?? ''} value={incidentId} placeholder="选择正在处置的事件" loading={incidents.isPending} notFoundContent={incidents.error === null ? '没有正在处置的事件，请先立项' : incidents.error.problem.detail} options={items.map(({ id, title }) => ({ value: id, label: title }))} onChange={setChosen} />
      </Field>
    </FormDialog>
  )
}
