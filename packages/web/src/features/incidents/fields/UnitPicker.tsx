import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useRoute } from '../../../lib/use-route.ts'

interface PickerProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly placeholder?: string
}

interface OneUnitProps extends PickerProps {
  readonly value: string | null
  readonly onChange: (unitId: string | null) => void
}

interface ManyUnitsProps extends PickerProps {
  readonly value: readonly string[]
  readonly onChange: (unitIds: readonly string[]) => void
}

function useUnitOptions(search: string) {
  const q = useDeferredValue(search.trim())
  const units = useRoute(routes.listUnits, { query: { limit: 200, ...(q === '' ? {} : { q }) } }, { touches: ['unit'] })
  const options = (units.data?.items ?? []).filter((unit) => unit.status === 'active').map((unit) => ({ value: unit.id, label: `${unit.name}（${unit.divisionName}）` }))
  return { options, loading: units.isFetching }
}

/** One unit of the jurisdiction, found by typing part of its name. */
export function UnitPicker({ value, onChange, placeholder = '输入单位名称查找', ...rest }: OneUnitProps) {
  const [search, setSearch] = useState('')
  const { options, loading } = useUnitOptions(search)
  return (
    <Select
      {...rest}
      value={value}
      options={options}
      loading={loading}
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      notFoundContent={loading ? '正在查找…' : '没有这个单位，请换个词'}
      onChange={(next) => onChange(next ?? null)}
    />
  )
}

/** Several units, for a consultation. */
export function UnitsPicker({ value, onChange, placeholder = '输入单位名称，可选多个', ...rest }: ManyUnitsProps) {
  const [search, setSearch] = useState('')
  const { options, loading } = useUnitOptions(search)
  return (
    <Select
      {...rest}
      mode="multiple"
      value={[...value]}
      options={options}
      loading={loading}
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      notFoundContent={loading ? '正在查找…' : '没有这个单位，请换个词'}
      onChange={(next) => onChange(next)}
    />
  )
}
