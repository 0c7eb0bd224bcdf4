import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import type { ShelterKind, ShelterView } from '@fengsui/contract/resources'
import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { shelterKindOptions, statusOptions } from './resource-words.ts'
import styles from './resources.module.css'

const labels = { name: '场所名称', kind: '类别', indoor: '室内外', capacity: '容量', facilities: '设施', unitId: '管理单位', position: '位置', status: '状态' }
const words = { unitId: '请选择管理单位', position: '请在地图上点出位置', 'position.longitude': '请在地图上点出位置', 'position.latitude': '请在地图上点出位置' }
const facilityWords = ['床位', '供水', '供电', '热水', '卫生间', '照明', '医务室', '无障碍', '厨房', '通信'].map((word) => ({ value: word, label: word }))

/** Registers a shelter or changes it; saving confirms the record. */
export function ShelterDialog({ shelter, onClose }: { readonly shelter: ShelterView | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const [position, setPosition] = useState<Position | null>(shelter?.position ?? null)
  const [values, setValues] = useState({ name: shelter?.name ?? '', kind: shelter?.kind ?? ('emergency' as ShelterKind), indoor: shelter?.indoor ?? true, capacity: shelter?.capacity ?? null, facilities: shelter?.facilities ?? [], unitId: shelter?.unitId ?? account.unitId, status: shelter?.status ?? ('active' as const) })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const done = (): void => {
    void message.success(shelter === null ? '场所已登记' : '已修改')
    onClose()
  }
  const create = useFormCommand(routes.createShelter, { labels, words, prefix: 'shelter', onDone: done })
  const update = useFormCommand(routes.updateShelter, { labels, words, prefix: 'shelter', onDone: done })
  const form = shelter === null ? create : update
  const submit = (): void => {
    const { status, capacity, ...fields } = values
    // What is empty is left to the contract to refuse in its own words.
    const body = { ...fields, capacity: capacity ?? Number.NaN, position: position ?? { longitude: Number.NaN, latitude: Number.NaN } }
    if (shelter === null) void create.submit({ body })
    else void update.submit({ params: { shelterId: shelter.id }, body: { ...body, status } })
  }
  return (
    <FormDialog open title={shelter === null ? '登记避难场所' : '修改避难场所'} okText={shelter === null ? '登记' : '保存并确认属实'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={60} autoFocus onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.kind} hint="按可住多久（GB 51143）" id={form.idOf('kind')} error={form.errorOf('kind')} required>
          <Select value={values.kind} options={shelterKindOptions} onChange={(kind) => change({ kind })} />
        </Field>
        <Field label={labels.indoor} hint="台风天只用室内" id={form.idOf('indoor')} required>
          <Select value={values.indoor ? 'in' : 'out'} options={[{ value: 'in', label: '室内' }, { value: 'out', label: '室外' }]} onChange={(side) => change({ indoor: side === 'in' })} />
        </Field>
      </div>
      <Field label={labels.capacity} hint="按标准人均面积核定的人数" id={form.idOf('capacity')} error={form.errorOf('capacity')} required>
        <InputNumber className={styles.wide ?? ''} value={values.capacity} min={1} precision={0} suffix="人" onChange={(capacity) => change({ capacity })} />
      </Field>
      <Field label={labels.facilities} id={form.idOf('facilities')} error={form.errorOf('facilities')}>
        <Select mode="tags" value={values.facilities} options={facilityWords} placeholder="选择或输入" onChange={(facilities: string[]) => change({ facilities })} />
      </Field>
      <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
        <UnitPicker value={values.unitId} onChange={(unitId) => change({ unitId: unitId ?? '' })} />
      </Field>
      <Field label={labels.position} id={form.idOf('position')} error={form.errorOf('position') ?? form.errorOf('position.longitude')} required>
        <PositionPicker value={position} symbol="facility-shelter" onChange={setPosition} />
      </Field>
      {shelter !== null && (
        <Field label={labels.status} hint="撤销后不再使用，旧记录不变" id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={statusOptions} onChange={(status) => change({ status })} />
        </Field>
      )}
    </FormDialog>
  )
}
