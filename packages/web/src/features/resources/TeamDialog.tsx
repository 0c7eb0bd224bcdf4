import { routes } from '@fengsui/contract'
import type { Capability, TeamKind, TeamView } from '@fengsui/contract/resources'
import { App, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PersonPicker } from '../../lib/pickers/PersonPicker.tsx'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { capabilityOptions, statusOptions, symbolOfTeam, teamKindOptions } from './resource-words.ts'
import styles from './resources.module.css'

const labels = { name: '队伍名称', kind: '种类', capabilities: '能力', unitId: '管理单位', leaderPersonId: '负责人', strength: '人数', basePosition: '驻地', status: '状态' }
const words = { unitId: '请选择管理单位' }

/** Registers a team or changes it; saving confirms the record. */
export function TeamDialog({ team, onClose }: { readonly team: TeamView | null; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const [values, setValues] = useState({
    name: team?.name ?? '', kind: team?.kind ?? ('comprehensive' as TeamKind), capabilities: team?.capabilities ?? ([] as Capability[]), unitId: team?.unitId ?? account.unitId, leaderPersonId: team?.leaderPersonId ?? null,
    strength: team?.strength ?? null, basePosition: team?.basePosition ?? null, status: team?.status ?? ('active' as const),
  })
  const change = (some: Partial<typeof values>): void => setValues({ ...values, ...some })
  const done = (): void => {
    void message.success(team === null ? '队伍已登记' : '已修改')
    onClose()
  }
  const create = useFormCommand(routes.createTeam, { labels, words, prefix: 'team', onDone: done })
  const update = useFormCommand(routes.updateTeam, { labels, words, prefix: 'team', onDone: done })
  const form = team === null ? create : update
  const submit = (): void => {
    const { status, strength, ...fields } = values
    // An empty number is left to the contract to refuse in its own words.
    const body = { ...fields, strength: strength ?? Number.NaN }
    if (team === null) void create.submit({ body })
    else void update.submit({ params: { teamId: team.id }, body: { ...body, status } })
  }
  return (
    <FormDialog open title={team === null ? '登记队伍' : '修改队伍'} okText={team === null ? '登记' : '保存并确认属实'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={60} autoFocus onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.kind} id={form.idOf('kind')} error={form.errorOf('kind')} required>
          <Select value={values.kind} options={teamKindOptions} onChange={(kind) => change({ kind })} />
        </Field>
        <Field label={labels.strength} id={form.idOf('strength')} error={form.errorOf('strength')} required>
          <InputNumber className={styles.wide ?? ''} value={values.strength} min={1} precision={0} suffix="人" onChange={(strength) => change({ strength })} />
        </Field>
      </div>
      <Field label={labels.capabilities} hint="调度按能力找队伍" id={form.idOf('capabilities')} error={form.errorOf('capabilities')} required>
        <Select mode="multiple" value={values.capabilities} options={capabilityOptions} placeholder="选择能做什么" onChange={(chosen: Capability[]) => change({ capabilities: chosen })} />
      </Field>
      <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
        <UnitPicker value={values.unitId} onChange={(unitId) => change({ unitId: unitId ?? '' })} />
      </Field>
      <Field label={labels.leaderPersonId} hint="可不填" id={form.idOf('leaderPersonId')} error={form.errorOf('leaderPersonId')}>
        <PersonPicker value={values.leaderPersonId} unitId={values.unitId} onChange={(leaderPersonId) => change({ leaderPersonId })} />
      </Field>
      <Field label={labels.basePosition} hint="队伍平时在哪里" id={form.idOf('basePosition')} error={form.errorOf('basePosition')}>
        <PositionPicker value={values.basePosition} symbol={symbolOfTeam(values.kind)} onChange={(basePosition) => change({ basePosition })} />
      </Field>
      {team !== null && (
        <Field label={labels.status} hint="撤销后不再调用，旧记录不变" id={form.idOf('status')} error={form.errorOf('status')} required>
          <Select value={values.status} options={statusOptions} onChange={(status) => change({ status })} />
        </Field>
      )}
    </FormDialog>
  )
}
