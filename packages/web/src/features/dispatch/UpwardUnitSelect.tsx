import { routes } from '@fengsui/contract'
import { isWithin } from '@fengsui/contract/kernel'
import { Select } from 'antd'
import { useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'

interface UpwardUnitSelectProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly value: string | null
  /** Also units of the own place, as a bureau asks its county's office. */
  readonly withOwnPlace?: boolean
  readonly onChange: (unitId: string | null) => void
}

/** Units that may be asked: duty and flood offices of the places above, nearest first, and of the own place where wanted. */
export function useAskableUnits(withOwnPlace: boolean) {
  const { account, division } = useSession()
  const units = useAllPages(routes.listUnits, {}, { touches: ['unit'] })
  const found = (units.data ?? [])
    .filter((unit) => unit.status === 'active' && unit.id !== account.unitId && isWithin(division.code, unit.divisionCode) && (unit.divisionCode !== division.code || (withOwnPlace && ['duty-office', 'flood-office', 'emergency'].includes(unit.role))))
    .sort((a, b) => (a.divisionCode === b.divisionCode ? a.role.localeCompare(b.role) : a.divisionCode < b.divisionCode ? 1 : -1))
  return { units: found, loading: units.isLoading }
}

/** Chooses whom to ask. */
export function UpwardUnitSelect({ id, value, withOwnPlace = false, onChange, ...rest }: UpwardUnitSelectProps) {
  const { units, loading } = useAskableUnits(withOwnPlace)
  return (
    <Select
      {...(id === undefined ? { 'aria-label': '向上申请的单位' } : { id })}
      aria-describedby={rest['aria-describedby']}
      allowClear={!withOwnPlace}
      value={value}
      loading={loading}
      placeholder={withOwnPlace ? '选择受理单位' : '不向上申请；要申请请选上级单位'}
      notFoundContent="没有上级单位"
      options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
    />
  )
}
