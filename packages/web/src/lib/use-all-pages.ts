import type { Route, RouteResponse } from '@fengsui/contract/kernel'
import type { ObjectKind } from '@fengsui/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useApiBase } from './api-base.tsx'
import { addressOf, callRoute } from './api.ts'
import type { ApiProblem, RequestOf } from './api.ts'
import type { RouteMeta } from './use-route.ts'

const pageSize = 500
/** Ten thousand rows: more is a mistake in the question, not a list to look at. */
const mostPages = 20

type PagedRoute = Route & { readonly schema: { readonly response: Route['schema']['response'] } }
type ItemOf<R extends Route> = RouteResponse<R> extends { items: (infer I)[] } ? I : never

/** Reads a paged list to its end, for tables that search and sort in the browser; kept current like `useRoute`. */
export function useAllPages<R extends PagedRoute>(
  route: R,
  query: Readonly<Record<string, string | undefined>>,
  options: { readonly touches: readonly ObjectKind[]; readonly enabled?: boolean; readonly refetchInterval?: number | false },
): UseQueryResult<readonly ItemOf<R>[], ApiProblem> {
  const { base } = useApiBase()
  const { touches, enabled = true, refetchInterval = false } = options
  return useQuery<readonly ItemOf<R>[], ApiProblem>({
    queryKey: [base, `${addressOf(route, { query })}#all`],
    queryFn: async ({ signal }) => {
      const rows: ItemOf<R>[] = []
      let after: string | null = null
      for (let page = 0; page < mostPages; page++) {
        const request = { query: { ...query, limit: pageSize, ...(after === null ? {} : { after }) } } as unknown as RequestOf<R>
        const answer = (await callRoute(route, request, { base, signal })) as { items: ItemOf<R>[]; next: string | null }
        rows.push(...answer.items)
        after = answer.next
        if (after === null) break
      }
      return rows
    },
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval,
    meta: { touches, base } satisfies RouteMeta,
  })
}
