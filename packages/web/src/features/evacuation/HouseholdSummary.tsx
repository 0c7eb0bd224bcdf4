import { householdStatusNames, type HouseholdStatus } from '@fengsui/contract/evacuation'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import type { EvacuationBoard } from './use-evacuation.ts'

/** Households by state, and people in the shelters opened for the incident. */
export function HouseholdSummary({ board }: { readonly board: EvacuationBoard }) {
  const { households, sheltered } = board
  return (
    <StatRow>
      {(Object.keys(householdStatusNames) as HouseholdStatus[]).map((status) => (
        <StatNumber key={status} label={householdStatusNames[status]} value={households[status]} unit="户" />
      ))}
      <StatNumber label="台账已转移" value={households.peopleMoved} unit={`/ ${households.people.toLocaleString('zh-CN')} 人`} />
      <StatNumber label="场所在住" value={sheltered} unit="人" />
    </StatRow>
  )
}
