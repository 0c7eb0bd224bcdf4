import type { HouseholdView } from '@fengsui/contract/evacuation'
import { useMe, useKept, usePhoneState } from './phone-context.ts'
import { withHouseholdWork } from './pending.ts'
import type { Shown } from './pending.ts'

/** The ledger with what was done on this phone and is not delivered yet. */
export function useHouseholds(): readonly Shown<HouseholdView>[] {
  const me = useMe()
  const { items } = usePhoneState()
  const { data, readAt } = useKept('households')
  const { data: places } = useKept('villages')
  const nameOf = (code: string): string => (code === me.account.divisionCode ? me.division.name : (places?.items.find((place) => place.code === code)?.name ?? ''))
  return withHouseholdWork(data?.items ?? [], items, readAt, nameOf)
}
