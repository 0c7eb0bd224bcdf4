import { householdLifecycle, householdStatusNames, type HouseholdStatus, type HouseholdView } from '@fengsui/contract/evacuation'

/** Where a household went, or that nobody wrote it down. */
export function whereabouts(household: Pick<HouseholdView, 'status' | 'shelterName' | 'destination'>): string {
  if (household.status !== 'moved') return ''
  return household.shelterName ?? household.destination ?? '去向未登记'
}

/** `4 人（特殊 1）` */
export function peopleWords({ people, vulnerable }: Pick<HouseholdView, 'people' | 'vulnerable'>): string {
  return vulnerable > 0 ? `${people} 人（特殊 ${vulnerable}）` : `${people} 人`
}

/** What may be registered now. */
export function nextSteps(status: HouseholdStatus): readonly HouseholdStatus[] {
  return householdLifecycle[status]
}

/** Words of a step as a button says it. */
export function stepWords(status: HouseholdStatus, step: HouseholdStatus): string {
  if (status === 'refused' && step === 'refused') return '再次上门，仍拒绝'
  if (status === 'moved' && step === 'moved') return '换了安置点'
  return { listed: householdStatusNames.listed, notified: '已通知到户', moved: '已转移', refused: '拒绝转移', returned: '已返回' }[step]
}
