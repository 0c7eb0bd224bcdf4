import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import type { WarehouseView } from '@fengsui/contract/stockpile'
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { reserveModeOptions } from './stock-words.ts'

const labels = { name: '仓库名称', mode: '储备方式', unitId: '管理单位', keeperPersonId: '仓管员', position: '位置', status: '状态' }
const spotWords = '请在地图上点出位置'
const words = { unitId: '请选择管理单位', 'position.longitude': spotWords, 'position.latitude': spotWords }

/** Registers a warehouse or changes it; saving confirms the record. */
export function WarehouseDialog({ warehouse, onClose }: { readonly warehouse: WarehouseView | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const [position, setPosition] = useState<Position | null>(warehouse?.position ?? null)
  const [values, setValues] = useState({ name: warehouse?.name ?? '', mode: warehouse?.mode ?? ('physical' as const), unitId: warehouse?.unitId ?? account.unitId, keeperPersonId: warehouse?.keeperPersonId ?? null, status: warehouse?.status ?? ('active' as const) })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const done = (): void => {
    void message.success(warehouse === null ? '仓库已登记' : '已修改')
    onClose()
  }
  const create = useFormCommand(routes.createWarehouse, { labels, words, prefix: 'warehouse', onDone: done })
  const update = useFormCommand(routes.updateWarehouse, { labels, words, prefix: 'warehouse', onDone: done })
  const form = warehouse === null ? create : update
  const submit = (): void => {
    const { status, ...fields } = values
    const body = { ...fields, position: position ?? { longitude: Number.NaN, latitude: Number.NaN } }
    if (warehouse === null) void create.submit({ body })
    else void update.submit({ params: { warehouseId: warehouse.id }, body: { ...body, status } })
  }
  return (
    <FormDialog open title={warehouse === null ? '登记仓库' : '修改仓库'} okText={warehouse === null ? '登记' : '保存并确认属实'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={60} autoFocus onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={labels.mode} id={form.idOf('mode')} error={form.errorOf('mode')} required>
        <Select value={values.mode} options={reserveModeOptions} onChange={(mode) => change({ mode })} />
      </Field>
      <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
        <UnitPicker value={values.unitId} onChange={(unitId) => change({ unitId: unitId ?? '', keeperPersonId: null })} />
      </Field>
      <Field label={labels.keeperPersonId} hint="夜里也能叫到的人" id={form.idOf('keeperPersonId')} error={form.errorOf('keeperPersonId')}>
        <PersonPicker value={values.keeperPersonId} unitId={values.unitId} onChange={(keeperPersonId) => change({ keeperPersonId })} />
      </Field>
      <Field label={labels.position} id={form.idOf('position')} error={form.errorOf('position') ?? form.errorOf('position.longitude')} required>
        <PositionPicker value={position} symbol="facility-warehouse" onChange={setPosition} />
      </Field>
      {warehouse !== null && (
        <Field label={labels.status} hint="清空后才能撤销" id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={[{ value: 'active' as const, label: '在用' }, { value: 'retired' as const, label: '撤销' }]} onChange={(status) => change({ status })} />
        </Field>
      )}
    </FormDialog>
  )
}
