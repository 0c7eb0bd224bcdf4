import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api.ts'

/** Reads are repeated only where repeating can help; live updates, not timers, keep them current. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        networkMode: 'always',
        retry: (count, error) => count < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
        retryDelay: (count) => 500 * 2 ** count,
      },
    },
  })
}
