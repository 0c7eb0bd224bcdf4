import { createContext, use, useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { createNowClock } from './now-clock.ts'
import type { NowClock, NowSource } from './now-clock.ts'

const NowContext = createContext<NowClock | null>(null)

interface NowProviderProps extends NowSource {
  readonly children: ReactNode
}

/** Gives every clock below it the same business time: live from the server's offset, or virtual in a replay. */
export function NowProvider({ instant, sampledAt, speed, children }: NowProviderProps) {
  const clock = useMemo(
    () => createNowClock({ instant, ...(sampledAt === undefined ? {} : { sampledAt }), ...(speed === undefined ? {} : { speed }) }),
    [instant, sampledAt, speed],
  )
  return <NowContext value={clock}>{children}</NowContext>
}

/**
 * Business time in epoch milliseconds, ticking each second. Use it in the smallest component that shows it.
 * @throws Error outside a `NowProvider`
 */
export function useNow(): number {
  const clock = use(NowContext)
  if (clock === null) throw new Error('useNow needs a NowProvider above it')
  return useSyncExternalStore(clock.subscribe, clock.getNow, clock.getNow)
}
