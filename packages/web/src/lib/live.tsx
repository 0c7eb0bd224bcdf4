import type { LiveEvent } from '@fengsui/contract/situation'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useApiBase } from './api-base.tsx'
import { csrf } from './csrf.ts'
import { joinLive } from './live/live-client.ts'
import type { LiveClient } from './live/live-client.ts'
import type { LinkPhase } from './live/live-message.ts'
import { createPendingKinds, isTouched } from './live/pending-kinds.ts'
import { useOptionalSession } from './session.tsx'

type LiveHandler = (entry: LiveEvent) => void

interface Live {
  readonly phase: LinkPhase
  readonly subscribe: (handler: LiveHandler) => () => void
}

const LiveContext = createContext<Live | null>(null)

/** Brings the entries of the journal that this account may see to the pages below, and refetches what they touch. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const { base } = useApiBase()
  const queryClient = useQueryClient()
  const [phase, setPhase] = useState<LinkPhase>('reconnecting')
  const handlers = useRef(new Set<LiveHandler>())
  const client = useRef<LiveClient | null>(null)
  const sessionKey = useOptionalSession()?.csrfToken
  const lastSessionKey = useRef(sessionKey)

  useEffect(() => {
    const pending = createPendingKinds((kinds) => {
      void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.base === base && isTouched(meta.touches, kinds) })
    })
    const live = joinLive(base, (message) => {
      if (message.kind === 'phase') setPhase(message.phase)
      else if (message.kind === 'signed-out') csrf.reportLoss()
      else if (message.kind === 'reset') pending.addAll()
      else {
        pending.add(message.entry.changes.map(({ object }) => object))
        for (const handler of handlers.current) handler(message.entry)
      }
    })
    client.current = live
    return () => {
      pending.stop()
      live.close()
      client.current = null
    }
  }, [base, queryClient])

  // The browser knows of a lost network long before the stream falls silent.
  const [networkDown, setNetworkDown] = useState(() => !navigator.onLine)
  useEffect(() => {
    const down = (): void => setNetworkDown(true)
    const up = (): void => {
      setNetworkDown(false)
      client.current?.restart()
    }
    window.addEventListener('offline', down)
    window.addEventListener('online', up)
    return () => {
      window.removeEventListener('offline', down)
      window.removeEventListener('online', up)
    }
  }, [])

  // A stream belongs to the session that opened it.
  useEffect(() => {
    if (lastSessionKey.current !== sessionKey) client.current?.restart()
    lastSessionKey.current = sessionKey
  }, [sessionKey])

  const value = useMemo<Live>(
    () => ({
      phase: networkDown ? 'offline' : phase,
      subscribe: (handler) => {
        handlers.current.add(handler)
        return () => handlers.current.delete(handler)
      },
    }),
    [phase, networkDown],
  )
  return <LiveContext value={value}>{children}</LiveContext>
}

/** Calls the handler for every live entry while the component is on the page. */
export function useLive(handler: LiveHandler): void {
  const live = use(LiveContext)
  const latest = useRef(handler)
  latest.current = handler
  const subscribe = live?.subscribe
  useEffect(() => subscribe?.((entry) => latest.current(entry)), [subscribe])
}

/** Whether news arrives. */
export function useLinkState(): LinkPhase {
  return use(LiveContext)?.phase ?? 'reconnecting'
}
