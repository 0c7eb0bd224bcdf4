import { routes } from '@fengsui/contract'
import { notDelegable } from '@fengsui/contract/access'
import { permissionNames, permissionsOf } from '@fengsui/contract/kernel'
import type { Permission } from '@fengsui/contract/kernel'
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { fromBeijingInput, toBeijingInput } from './beijing-input.ts'
import { roleNames } from './role-options.ts'

const labels = { toAccountId: '受托人', permissions: '借出的权限', reason: '事由', startsAt: '开始', endsAt: '结束' }
const words = { toAccountId: '请选择受托人', startsAt: '请填写开始时间', endsAt: '请填写结束时间' }
const watchMs = 12 * 3_600_000

/** Lends own permissions to somebody of the same place for a time; it ends by itself and cannot be lent on. */
export function NewDelegationDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp()
  const { account } = useSession()
  const now = useNow()
  const own = [...permissionsOf(account.roles)].filter((permission) => !notDelegable.includes(permission))
  const deputies = useRoute(routes.listDeputies, {}, { touches: ['account'] })
  const [toAccountId, setTo] = useState<string | null>(null)
  const [permissions, setPermissions] = useState<readonly Permission[]>(own)
  const [reason, setReason] = useState('')
  const [startsAt, setStarts] = useState(() => toBeijingInput(now))
  const [endsAt, setEnds] = useState(() => toBeijingInput(now + watchMs))
  const form = useFormCommand(routes.delegate, {
    labels, words, prefix: 'delegation',
    onDone: ({ toName }) => {
      void message.success(`已委托${toName}代班，到时自行失效`)
      onClose()
    },
  })
  const deputy = deputies.data?.items.find((each) => each.accountId === toAccountId)
  const held = new Set(deputy === undefined ? [] : permissionsOf(deputy.roles))
  const gained = permissions.filter((permission) => !held.has(permission)).length
  return (
    <FormDialog
      open
      title="委托代班"
      okText="委托"
      busy={form.busy}
      problems={form.problems}
      refusal={form.refusal}
      onSubmit={() => void form.submit({ body: { toAccountId: toAccountId ?? '', permissions: [...permissions], reason, startsAt: fromBeijingInput(startsAt) ?? '', endsAt: fromBeijingInput(endsAt) ?? '' } })}
      onClose={onClose}
    >
      <Field label={labels.toAccountId} hint="只能委托给本级的人；用到所借权限的操作记两人名下" id={form.idOf('toAccountId')} error={form.errorOf('toAccountId')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={toAccountId}
          placeholder="选择受托人"
          loading={deputies.isLoading}
          notFoundContent="本级没有可以受托的账号"
          options={(deputies.data?.items ?? []).map((each) => ({ value: each.accountId, label: `${each.displayName}（${each.unitName}，${roleNames(each.roles)}）` }))}
          onChange={(id: string) => setTo(id)}
        />
      </Field>
      <Field label={labels.permissions} hint={deputy === undefined ? '只能借出自己有的权限' : `其中 ${gained} 项是对方现在没有的`} id={form.idOf('permissions')} error={form.errorOf('permissions')} required>
        <Select mode="multiple" maxTagCount={6} value={[...permissions]} options={own.map((permission) => ({ value: permission, label: permissionNames[permission] }))} showSearch={{ optionFilterProp: 'label' }} onChange={(next: Permission[]) => setPermissions(next)} />
      </Field>
      <Field label={`${labels.startsAt}（北京时间）`} id={form.idOf('startsAt')} error={form.errorOf('startsAt')} required>
        <Input type="datetime-local" value={startsAt} onChange={(event) => setStarts(event.target.value)} />
      </Field>
      <Field label={`${labels.endsAt}（北京时间）`} id={form.idOf('endsAt')} error={form.errorOf('endsAt')} required>
        <Input type="datetime-local" value={endsAt} onChange={(event) => setEnds(event.target.value)} />
      </Field>
      <Field label={labels.reason} hint="如 外出开会、轮休" id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
