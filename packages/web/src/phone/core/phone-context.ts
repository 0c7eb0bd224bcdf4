import { createContext, use, useSyncExternalStore } from 'react'
import type { Permission } from '@fengsui/contract/kernel'
import type { PhoneCore, PhoneState } from './phone-core.ts'
import type { ReadState } from './phone-reads.ts'
import type { KeptMe } from './phone-session.ts'
import type { ReadData, ReadName } from './read-specs.ts'

export const PhoneContext = createContext<PhoneCore | null>(null)

/** @throws Error outside of the phone app */
export function usePhone(): PhoneCore {
  const core = use(PhoneContext)
  if (core === null) throw new Error('usePhone needs the phone app around it')
  return core
}

/** Account, queue and connection as they stand. */
export function usePhoneState(): PhoneState {
  const core = usePhone()
  return useSyncExternalStore(core.subscribe, core.getState)
}

/** A kept answer, current as far as the network allows. */
export function useKept<N extends ReadName>(name: N): ReadState<ReadData<N>> {
  const { reads } = usePhone()
  return useSyncExternalStore(reads.subscribe, () => reads.get(name))
}

/** Whose phone this is. @throws Error where nobody signed in yet */
export function useMe(): KeptMe {
  const { me } = usePhoneState()
  if (me === null) throw new Error('useMe needs a signed-in account')
  return me
}

export function useMayOnPhone(permission: Permission): boolean {
  return useMe().permissions.includes(permission)
}
