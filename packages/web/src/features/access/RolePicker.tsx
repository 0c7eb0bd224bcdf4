import type { Role } from '@fengsui/contract/kernel'
import { Select } from 'antd'
import { roleOptions } from './role-options.ts'

interface RolePickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly value: readonly Role[]
  readonly onChange: (roles: Role[]) => void
}

/** One or more roles; pointing at one says what it allows. */
export function RolePicker({ id, value, onChange, ...rest }: RolePickerProps) {
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-describedby={rest['aria-describedby']}
      mode="multiple"
      value={[...value]}
      placeholder="选择角色"
      options={roleOptions}
      optionRender={({ data }) => <span title={data.allows}>{data.label}</span>}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(roles: Role[]) => onChange(roles)}
    />
  )
}
