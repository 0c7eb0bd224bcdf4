import type { ObjectKind } from '@fengsui/contract'
import type { Route, RouteResponse } from '@fengsui/contract/kernel'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useApiBase } from './api-base.tsx'
import { addressOf, callRoute } from './api.ts'
import type { ApiProblem, RequestOf } from './api.ts'

/** What the live updates need to know of a query: which objects its answer is made from, and where it came from. */
export interface RouteMeta extends Record<string, unknown> {
  readonly touches: readonly ObjectKind[]
  readonly base: string
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiProblem
    queryMeta: Partial<RouteMeta> & Record<string, unknown>
  }
}

interface UseRouteOptions {
  /** A live change of one of these kinds refetches the answer in place. */
  readonly touches: readonly ObjectKind[]
  readonly enabled?: boolean
  /** Milliseconds, for what does not travel live (accounts, replays). */
  readonly refetchInterval?: number | false
}

/** Cache key of a route's answer: interface, address. */
export function routeKey<R extends Route>(base: string, route: R, request: RequestOf<R>): readonly [string, string] {
  return [base, addressOf(route, request)]
}

/**
 * Reads a route and keeps it current: what was shown stays while the next answer is fetched, so nothing flickers.
 * Lists for a new search keep the old rows until the new ones are there.
 */
export function useRoute<R extends Route>(route: R, request: RequestOf<R>, options: UseRouteOptions): UseQueryResult<RouteResponse<R>, ApiProblem> {
  const { base } = useApiBase()
  const { touches, enabled = true, refetchInterval = false } = options
  return useQuery<RouteResponse<R>, ApiProblem>({
    queryKey: routeKey(base, route, request),
    queryFn: ({ signal }) => callRoute(route, request, { base, signal }),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval,
    meta: { touches, base } satisfies RouteMeta,
  })
}
