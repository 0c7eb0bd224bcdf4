import { useKept, useMe } from './phone-context.ts'

/** The places this person may speak for: the own one first, then those below that the phone knows. */
export function useVillages(): readonly { readonly code: string; readonly name: string }[] {
  const me = useMe()
  const { data: places } = useKept('villages')
  return [{ code: me.account.divisionCode, name: me.division.name }, ...(places?.items ?? []).filter(({ code }) => code !== me.account.divisionCode)]
}
