import { routes } from '@fengsui/contract'
import type { Me } from '@fengsui/contract/access'
import type { Permission } from '@fengsui/contract/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useApiBase } from './api-base.tsx'
import { ApiProblem, problemOf } from './api-problem.ts'
import { callRoute } from './api.ts'
import { csrf } from './csrf.ts'
import { announceSession, listenToSessions } from './session-channel.ts'

/** Where this page stands: still asking, nobody, somebody, somebody whose session ended while working, or no answer. */
export type SessionPhase = 'loading' | 'signed-out' | 'signed-in' | 'expired' | 'unreachable'

interface SessionControl {
  readonly phase: SessionPhase
  readonly me: Me | null
  /** Why there was no answer, in phase `unreachable`. */
  readonly detail: string
  /** @throws ApiProblem when refused */
  readonly signIn: (username: string, password: string) => Promise<void>
  /** The second step after `second-factor-needed`. @throws ApiProblem when refused */
  readonly finishSignIn: (code: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** Asks the server again who this is. */
  readonly refresh: () => Promise<void>
}

const SessionContext = createContext<SessionControl | null>(null)

/** Keeps who is signed in, through expiry and changes in other tabs. Drafts live on whatever happens here. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const [phase, setPhase] = useState<SessionPhase>('loading')
  const [me, setMe] = useState<Me | null>(null)
  const [detail, setDetail] = useState('')
  const known = useRef<Me | null>(null)

  const take = useCallback(
    (next: Me): void => {
      // What one account read is not for the next one at the same desk.
      if (known.current !== null && known.current.account.id !== next.account.id) queryClient.clear()
      csrf.token = next.csrfToken
      known.current = next
      setMe(next)
      setPhase('signed-in')
    },
    [queryClient],
  )
  const forget = useCallback((): void => {
    csrf.token = ''
    known.current = null
    setMe(null)
    setPhase('signed-out')
    queryClient.clear()
  }, [queryClient])

  const refresh = useCallback(async (): Promise<void> => {
    try {
      take(await callRoute(routes.getMe, {}))
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        if (known.current === null) forget()
        else setPhase('expired')
        return
      }
      setDetail(problemOf(error).detail)
      if (known.current === null) setPhase('unreachable')
    }
  }, [take, forget])

  useEffect(() => void refresh(), [refresh])
  useEffect(
    () =>
      csrf.attach({
        lost: () => {
          if (known.current !== null) setPhase('expired')
        },
        renew: async () => {
          const next = await callRoute(routes.getMe, {}).catch(() => null)
          if (next === null || (known.current !== null && known.current.account.id !== next.account.id)) return false
          take(next)
          return true
        },
      }),
    [take],
  )
  useEffect(
    () =>
      listenToSessions((accountId) => {
        if (accountId === null) forget()
        // Another account signed in at this browser: a page shows only one, so it starts afresh.
        else if (known.current !== null && known.current.account.id !== accountId) window.location.reload()
        else void refresh()
      }),
    [forget, refresh],
  )

  const welcome = useCallback(
    (next: Me): void => {
      take(next)
      announceSession(next.account.id)
      void queryClient.invalidateQueries()
    },
    [take, queryClient],
  )
  const signIn = useCallback(async (username: string, password: string): Promise<void> => welcome(await callRoute(routes.signIn, { body: { username, password } })), [welcome])
  const finishSignIn = useCallback(async (code: string): Promise<void> => welcome(await callRoute(routes.finishSignIn, { body: { code } })), [welcome])
  const signOut = useCallback(async (): Promise<void> => {
    await callRoute(routes.signOut, {}).catch((error: unknown) => {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    })
    forget()
    announceSession(null)
  }, [forget])

  const value = useMemo<SessionControl>(() => ({ phase, me, detail, signIn, finishSignIn, signOut, refresh }), [phase, me, detail, signIn, finishSignIn, signOut, refresh])
  return <SessionContext value={value}>{children}</SessionContext>
}

/** Signing in and out. @throws Error outside a SessionProvider */
export function useSessionControl(): SessionControl {
  const control = use(SessionContext)
  if (control === null) throw new Error('useSessionControl needs a SessionProvider above it')
  return control
}

/** Who is signed in. @throws Error where nobody is; pages below the shell always have somebody */
export function useSession(): Me {
  const me = use(SessionContext)?.me ?? null
  if (me === null) throw new Error('useSession needs a signed-in account')
  return me
}

/** Who is signed in, or nobody. */
export function useOptionalSession(): Me | null {
  return use(SessionContext)?.me ?? null
}

/** Whether the signed-in account may do something here: inside a replay everybody may only look. */
export function useCan(permission: Permission): boolean {
  const { readOnly } = useApiBase()
  const held = useOptionalSession()?.permissions.includes(permission) ?? false
  return held && (!readOnly || permission.endsWith(':read'))
}
