import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import type { FacilityKind, FacilityView } from '@fengsui/contract/resources'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { facilityKindOptions, statusOptions, symbolOfFacility } from './resource-words.ts'
import styles from './resources.module.css'

const labels = { name: '设施名称', kind: '种类', unitId: '主管单位', divisionCode: '所在地区', position: '位置', figures: '数据', status: '状态' }
const spotWords = '请在地图上点出位置'
const words = { 'position.longitude': spotWords, 'position.latitude': spotWords }

/** Registers a place to watch or changes it; figures have their unit in the name. */
export function FacilityDialog({ facility, onClose }: { readonly facility: FacilityView | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { division, account } = useSession()
  const [position, setPosition] = useState<Position | null>(facility?.position ?? null)
  const [figures, setFigures] = useState<readonly (readonly [string, number | null])[]>(Object.entries(facility?.figures ?? {}))
  const [values, setValues] = useState({ name: facility?.name ?? '', kind: facility?.kind ?? ('reservoir' as FacilityKind), unitId: facility === null ? account.unitId : facility.unitId, divisionCode: facility?.divisionCode ?? division.code, status: facility?.status ?? ('active' as const) })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const done = (): void => {
    void message.success(facility === null ? '设施已登记' : '已修改')
    onClose()
  }
  const create = useFormCommand(routes.createFacility, { labels, words, prefix: 'facility', onDone: done })
  const update = useFormCommand(routes.updateFacility, { labels, words, prefix: 'facility', onDone: done })
  const form = facility === null ? create : update
  const submit = (): void => {
    const { status, ...fields } = values
    const body = { ...fields, position: position ?? { longitude: Number.NaN, latitude: Number.NaN }, figures: Object.fromEntries(figures.flatMap(([name, value]) => (name.trim() === '' || value === null ? [] : [[name.trim(), value]]))) }
    if (facility === null) void create.submit({ body })
    else void update.submit({ params: { facilityId: facility.id }, body: { ...body, status } })
  }
  const setFigure = (index: number, figure: readonly [string, number | null]): void => setFigures(figures.map((each, at) => (at === index ? figure : each)))
  return (
    <FormDialog open title={facility === null ? '登记重点设施' : '修改重点设施'} okText={facility === null ? '登记' : '保存并确认属实'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={60} autoFocus onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.kind} id={form.idOf('kind')} error={form.errorOf('kind')} required>
          <Select value={values.kind} options={facilityKindOptions} onChange={(kind) => change({ kind })} />
        </Field>
        <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
          <DivisionPicker value={values.divisionCode} valueName={facility?.placeName ?? division.name} within={division.code} onChange={(divisionCode) => change({ divisionCode })} />
        </Field>
      </div>
      <Field label={labels.unitId} hint="可不填" id={form.idOf('unitId')} error={form.errorOf('unitId')}>
        <UnitPicker value={values.unitId} allowNone onChange={(unitId) => change({ unitId })} />
      </Field>
      <div className={styles.figures}>
        <h3 className={styles.subhead}>{labels.figures}</h3>
        {figures.map(([name, value], index) => (
          <div key={index} className={styles.figure}>
            <Input aria-label={`第 ${index + 1} 项名称`} value={name} maxLength={20} placeholder="名称（单位）" onChange={(event) => setFigure(index, [event.target.value, value])} />
            <InputNumber aria-label={`第 ${index + 1} 项数值`} className={styles.wide ?? ''} value={value} onChange={(number) => setFigure(index, [name, number])} />
            <Button type="text" onClick={() => setFigures(figures.filter((_, at) => at !== index))}>去掉</Button>
          </div>
        ))}
        <div><Button size="small" onClick={() => setFigures([...figures, ['', null]])}>添加一项，如“床位（张）”</Button></div>
      </div>
      <Field label={labels.position} id={form.idOf('position')} error={form.errorOf('position') ?? form.errorOf('position.longitude')} required>
        <PositionPicker value={position} symbol={symbolOfFacility(values.kind)} onChange={setPosition} />
      </Field>
      {facility !== null && (
        <Field label={labels.status} id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={statusOptions} onChange={(status) => change({ status })} />
        </Field>
      )}
    </FormDialog>
  )
}
