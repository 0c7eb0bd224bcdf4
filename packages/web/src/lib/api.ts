import type { Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'
import type { ApiProblem } from './api-problem.ts'
import { localProblem, readProblem, unreachableProblem } from './api-problem.ts'
import { csrf } from './csrf.ts'

export { ApiProblem } from './api-problem.ts'

/** Where the interface is when nobody says otherwise. */
export const mainApiBase = '/api/v1'

type MayLeaveOut<T> = [T] extends [undefined] ? true : {} extends T ? true : false

/** What a caller gives: `params`, `query` and `body`, each only where the route has one and needs it. */
export type RequestOf<R extends Route> = { readonly [K in keyof RouteRequest<R> as MayLeaveOut<RouteRequest<R>[K]> extends true ? never : K]: RouteRequest<R>[K] } & {
  readonly [K in keyof RouteRequest<R> as MayLeaveOut<RouteRequest<R>[K]> extends true ? K : never]?: RouteRequest<R>[K]
}

interface LooseRequest {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

interface CallOptions {
  /** Another interface of the same shape: a replay's view. */
  readonly base?: string
  readonly signal?: AbortSignal
}

/** Path and query of a call under its base. Pure. */
export function addressOf(route: Route, request: LooseRequest): string {
  const params = (request.params ?? {}) as Readonly<Record<string, unknown>>
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((request.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * Calls a route of the contract.
 * @throws ApiProblem with the server's own words; `unavailable` when no answer came; `outdated` when the answer has another shape
 */
export async function callRoute<R extends Route>(route: R, request: RequestOf<R>, options: CallOptions = {}): Promise<RouteResponse<R>> {
  const { base = mainApiBase, signal } = options
  const loose: LooseRequest = request
  const send = (): Promise<Response> =>
    fetch(`${base}${addressOf(route, loose)}`, {
      method: route.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(loose.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.method === 'POST' && csrf.token !== '' ? { 'x-csrf-token': csrf.token } : {}),
      },
      ...(loose.body === undefined ? {} : { body: JSON.stringify(loose.body) }),
      ...(signal === undefined ? {} : { signal }),
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error
      throw unreachableProblem()
    })

  let response = await send()
  if (!response.ok) {
    const problem = await readProblem(response)
    // Another tab may have signed in anew: with the token of that session the same request is good.
    if (problem.problem.code !== 'csrf-refused' || !(await csrf.renew())) return refuse(route, problem)
    response = await send()
    if (!response.ok) return refuse(route, await readProblem(response))
  }
  const parsed = route.schema.response.safeParse(await response.json().catch(() => null))
  if (!parsed.success) throw localProblem('outdated', '页面版本与服务不一致', '服务已更新而本页还是旧的，请刷新页面；已填写的内容保存在本机')
  return parsed.data as RouteResponse<R>
}

function refuse(route: Route, problem: ApiProblem): never {
  if (problem.status === 401 && route.access !== 'public') csrf.reportLoss()
  throw problem
}
