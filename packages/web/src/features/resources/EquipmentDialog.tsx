import { routes } from '@fengsui/contract'
import type { EquipmentKind, EquipmentView } from '@fengsui/contract/resources'
import { App, Input, InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { equipmentKindOptions, statusOptions, symbolOfEquipment } from './resource-words.ts'
import styles from './resources.module.css'

const labels = { name: '装备名称', number: '编号', kind: '种类', unitId: '管理单位', teamId: '所属队伍', capacity: '能力', capacityUnit: '能力单位', basePosition: '驻地', status: '状态' }
const words = { unitId: '请选择管理单位' }

/** Registers a piece of equipment or changes it; saving confirms the record. */
export function EquipmentDialog({ piece, onClose }: { readonly piece: EquipmentView | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const teams = useAllPages(routes.listTeams, {}, { touches: ['team'] })
  const [values, setValues] = useState({
    name: piece?.name ?? '', number: piece?.number ?? '', kind: piece?.kind ?? ('boat' as EquipmentKind), unitId: piece?.unitId ?? account.unitId, teamId: piece?.teamId ?? null, capacity: piece?.capacity ?? null, capacityUnit: piece?.capacityUnit ?? '人', basePosition: piece?.basePosition ?? null, status: piece?.status ?? ('active' as const),
  })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const own = useMemo(() => (teams.data ?? []).filter(({ unitId }) => unitId === values.unitId).map(({ id, name }) => ({ value: id, label: name })), [teams.data, values.unitId])
  const done = (): void => {
    void message.success(piece === null ? '装备已登记' : '已修改')
    onClose()
  }
  const create = useFormCommand(routes.createEquipment, { labels, words, prefix: 'equipment', onDone: done })
  const update = useFormCommand(routes.updateEquipment, { labels, words, prefix: 'equipment', onDone: done })
  const form = piece === null ? create : update
  const submit = (): void => {
    const { status, ...body } = values
    if (piece === null) void create.submit({ body })
    else void update.submit({ params: { equipmentId: piece.id }, body: { ...body, status } })
  }
  return (
    <FormDialog open title={piece === null ? '登记装备' : '修改装备'} okText={piece === null ? '登记' : '保存并确认属实'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <div className={styles.twoColumns}>
        <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
          <Input value={values.name} maxLength={60} autoFocus onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <Field label={labels.number} id={form.idOf('number')} error={form.errorOf('number')} required>
          <Input value={values.number} maxLength={30} onChange={(event) => change({ number: event.target.value })} />
        </Field>
        <Field label={labels.kind} id={form.idOf('kind')} error={form.errorOf('kind')} required>
          <Select value={values.kind} options={equipmentKindOptions} onChange={(kind) => change({ kind })} />
        </Field>
        <Field label={labels.teamId} id={form.idOf('teamId')} error={form.errorOf('teamId')}>
          <Select allowClear value={values.teamId} options={own} placeholder="可不填" notFoundContent="本单位没有队伍" onChange={(teamId: string | undefined) => change({ teamId: teamId ?? null })} />
        </Field>
        <Field label={labels.capacity} id={form.idOf('capacity')} error={form.errorOf('capacity')}>
          <InputNumber className={styles.wide ?? ''} value={values.capacity} min={0} onChange={(capacity) => change({ capacity })} />
        </Field>
        <Field label={labels.capacityUnit} id={form.idOf('capacityUnit')} error={form.errorOf('capacityUnit')}>
          <Input value={values.capacityUnit} maxLength={10} onChange={(event) => change({ capacityUnit: event.target.value })} />
        </Field>
      </div>
      <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
        <UnitPicker value={values.unitId} onChange={(unitId) => change({ unitId: unitId ?? '', teamId: null })} />
      </Field>
      <Field label={labels.basePosition} id={form.idOf('basePosition')} error={form.errorOf('basePosition')}>
        <PositionPicker value={values.basePosition} symbol={symbolOfEquipment(values.kind)} onChange={(basePosition) => change({ basePosition })} />
      </Field>
      {piece !== null && (
        <Field label={labels.status} hint="撤销后不再调用，旧记录不变" id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={statusOptions} onChange={(status) => change({ status })} />
        </Field>
      )}
    </FormDialog>
  )
}
