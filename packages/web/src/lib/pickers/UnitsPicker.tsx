import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useAllPages } from '../use-all-pages.ts'

interface UnitsPickerProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly value: readonly string[]
  /** Units that cannot be chosen, because they are charged already. */
  readonly without?: readonly string[]
  readonly placeholder?: string
  readonly onChange: (unitIds: string[]) => void
}

/** Several active units of the jurisdiction, found by name or place. */
export function UnitsPicker({ id, value, without = [], placeholder = '输入单位名称，可选多个', onChange, ...rest }: UnitsPickerProps) {
  const units = useAllPages(routes.listUnits, {}, { touches: ['unit'] })
  const options = useMemo(() => (units.data ?? []).filter((unit) => unit.status === 'active' && !without.includes(unit.id)).map((unit) => ({ value: unit.id, label: unit.name, search: `${unit.name}${unit.divisionName}` })), [units.data, without])
  return (
    <Select
      mode="multiple"
      {...(id === undefined ? {} : { id })}
      aria-describedby={rest['aria-describedby']}
      style={{ width: '100%' }}
      value={[...value]}
      placeholder={placeholder}
      loading={units.isLoading}
      showSearch={{ filterOption: (typed, option) => String(option?.search ?? '').includes(typed.trim()) }}
      notFoundContent={units.error === null ? '没有这个单位' : units.error.problem.detail}
      options={options}
      onChange={onChange}
    />
  )
}
