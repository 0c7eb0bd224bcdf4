import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useAllPages } from '../use-all-pages.ts'

interface UnitPickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  /** Unit id, `null` when none is chosen. */
  readonly value: string | null
  readonly allowNone?: boolean
  readonly placeholder?: string
  readonly onChange: (unitId: string | null, unit: { readonly divisionCode: string; readonly divisionName: string } | null) => void
}

/** Finds an active unit of the jurisdiction by its name or place. */
export function UnitPicker({ id, value, allowNone = false, placeholder = '输入单位名称', onChange, ...rest }: UnitPickerProps) {
  const units = useAllPages(routes.listUnits, {}, { touches: ['unit'] })
  const active = useMemo(() => (units.data ?? []).filter(({ status, id: unitId }) => status === 'active' || unitId === value), [units.data, value])
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-describedby={rest['aria-describedby']}
      showSearch={{ filterOption: (typed, option) => String(option?.search ?? '').includes(typed.trim()) }}
      allowClear={allowNone}
      value={value}
      placeholder={placeholder}
      loading={units.isLoading}
      notFoundContent={units.error === null ? '没有这个单位' : units.error.problem.detail}
      options={active.map((unit) => ({ value: unit.id, label: unit.name, search: `${unit.name}${unit.divisionName}`, note: unit.divisionName }))}
      optionRender={({ data }) => (
        <span>
          {data.label} <small>{data.note}</small>
        </span>
      )}
      onChange={(unitId: string | null | undefined) => onChange(unitId ?? null, active.find((unit) => unit.id === unitId) ?? null)}
    />
  )
}
