import { routes } from '@fengsui/contract'
import type { RosterUnit } from '@fengsui/contract/rosters'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './rosters.module.css'

interface WithUnitProps {
  /** From the address; the own unit when there is none. */
  readonly unitId: string | undefined
  readonly onUnit: (unitId: string) => void
  /** The page of the chosen unit, with the field that chooses another. */
  readonly children: (unit: RosterUnit, choice: ReactNode) => ReactNode
}

/** The units whose rosters may be seen, one of them chosen. */
export function WithUnit({ unitId, onUnit, children }: WithUnitProps) {
  const units = useRoute(routes.listRosterUnits, { query: {} }, { touches: ['duty-pattern', 'duty-member', 'unit'] })
  if (units.error !== null && units.data === undefined) return <ErrorState hint={units.error.message} code={units.error.problem.code} onRetry={() => void units.refetch()} />
  if (units.data === undefined) return <LoadingState />
  const chosen = units.data.items.find((each) => each.unitId === unitId) ?? units.data.items[0]
  if (chosen === undefined) return <EmptyState symbol="users" title="还没有值班单位" hint="您的单位已停用，请联系系统管理员。" />
  const choice = (
    <Select
      className={styles.unit ?? ''}
      size="small"
      aria-label="单位"
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen.unitId}
      options={units.data.items.map((each) => ({ value: each.unitId, label: each.unitName }))}
      onChange={onUnit}
    />
  )
  return <>{children(chosen, choice)}</>
}
