import { routes } from '@fengsui/contract'
import { notDelegable } from '@fengsui/contract/access'
import { permissionNames, permissionsOf, type Permission } from '@fengsui/contract/kernel'
import { Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

const labels = { deputyAccountId: 'B 角', permissions: '代签的权限' }
const words = { deputyAccountId: '请选择 B 角' }
/** What signing for somebody mostly means. */
const signing: readonly Permission[] = ['incident:grade', 'incident:close', 'response:decide', 'report:draft', 'order:issue', 'dispatch:decide', 'roster:approve']

/** Names who signs while one is away. */
export function DeputyDialog({ onClose }: { readonly onClose: () => void }) {
  const { account } = useSession()
  const own = [...permissionsOf(account.roles)].filter((permission) => !notDelegable.includes(permission))
  const deputies = useRoute(routes.listDeputies, {}, { touches: ['account'] })
  const [deputyAccountId, setDeputy] = useState<string | null>(null)
  const [permissions, setPermissions] = useState<readonly Permission[]>(own.filter((permission) => signing.includes(permission)))
  const form = useFormCommand(routes.setSigningDeputy, { labels, words, prefix: 'deputy', onDone: onClose })
  return (
    <FormDialog open title="设本人的 B 角" okText="设定" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { deputyAccountId: deputyAccountId ?? '', permissions: [...permissions] } })}>
      <p>本人外出报备期间，这些权限自动交给 B 角，到返回时间或销假即收回；B 角的操作记两人名下。A、B 不得同时外出。</p>
      <Field label={labels.deputyAccountId} id={form.idOf('deputyAccountId')} error={form.errorOf('deputyAccountId')} required>
        <Select showSearch={{ optionFilterProp: 'label' }} value={deputyAccountId} placeholder="本级的人" loading={deputies.isLoading} notFoundContent="本级没有别的账号" options={(deputies.data?.items ?? []).map((each) => ({ value: each.accountId, label: `${each.displayName}（${each.unitName}）` }))} onChange={(id: string) => setDeputy(id)} />
      </Field>
      <Field label={labels.permissions} id={form.idOf('permissions')} error={form.errorOf('permissions')} required>
        <Select mode="multiple" maxTagCount={8} value={[...permissions]} options={own.map((permission) => ({ value: permission, label: permissionNames[permission] }))} showSearch={{ optionFilterProp: 'label' }} onChange={(next: Permission[]) => setPermissions(next)} />
      </Field>
    </FormDialog>
  )
}
