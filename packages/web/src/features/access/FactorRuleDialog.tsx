import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import { App } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { LoadingState } from '../../ui/states/PageStates.tsx'
import { RolePicker } from './RolePicker.tsx'

/** Which roles must have a second factor, for the whole node. */
export function FactorRuleDialog({ onClose }: { readonly onClose: () => void }) {
  const rule = useRoute(routes.getSecondFactorRule, {}, { touches: [] })
  if (rule.data === undefined) return <LoadingState lines={1} />
  return <RuleForm roles={rule.data.roles} mayEdit={rule.data.mayEdit} onClose={onClose} />
}

function RuleForm({ roles: before, mayEdit, onClose }: { readonly roles: readonly Role[]; readonly mayEdit: boolean; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [roles, setRoles] = useState<readonly Role[]>(before)
  const form = useFormCommand(routes.setSecondFactorRule, {
    labels: { roles: '必须启用的角色' }, prefix: 'factor-rule',
    onDone: () => {
      void message.success('规定已保存，立即生效')
      onClose()
    },
  })
  return (
    <FormDialog open title="第二要素规定" okText="保存" busy={form.busy} locked={!mayEdit} problems={form.problems} refusal={mayEdit ? form.refusal : '这项规定管整个系统，由本系统所属地区的管理员设置'} onSubmit={() => void form.submit({ body: { roles: [...roles] } })} onClose={onClose}>
      <Field label="必须启用的角色" hint="这些角色的账号没启用之前，登录后只能去启用，不能办理业务。建议：系统管理员、总指挥、带班领导" id={form.idOf('roles')} error={form.errorOf('roles')}>
        <RolePicker value={roles} onChange={setRoles} />
      </Field>
    </FormDialog>
  )
}
