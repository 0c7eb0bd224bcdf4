import { randomUUID } from 'node:crypto'
import { routes } from '@fengsui/contract'
import type { Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'

type WithoutCommandId<B> = B extends unknown ? Omit<B, 'commandId'> : never

/** What a call gives: `commandId` is made here. */
interface CallRequest<R extends Route> {
  readonly params?: RouteRequest<R>['params']
  readonly query?: RouteRequest<R>['query']
  readonly body?: WithoutCommandId<RouteRequest<R>['body']>
}

/** The public interface as one account, for what a journey needs to find already done. */
export interface ApiClient {
  readonly call: <const R extends Route>(route: R, request: CallRequest<R>) => Promise<RouteResponse<R>>
  /** The same person looking into a replay, by its `basePath`. */
  readonly inside: (basePath: string) => ApiClient
}

/**
 * Signs in over the interface.
 * @throws Error with the server's problem when refused
 */
export async function openApi(url: string, username: string, password = 'fengsui-demo-2019'): Promise<ApiClient> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`${username} 没有登录成功：${await answer.text()}`)
  const me = routes.signIn.schema.response.parse(await answer.json())
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const client = (base: string): ApiClient => ({
    inside: client,
    call: async (route, { params = {}, query = {}, body }) => {
      const given = params as Readonly<Record<string, string>>
      const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(given[name] ?? ''))
      const search = new URLSearchParams(Object.entries(query as Record<string, unknown>).map(([name, value]) => [name, String(value)]))
      const response = await fetch(`${url}${base}${path}?${search.toString()}`, {
        method: route.method,
        headers: { cookie, origin: url, 'x-csrf-token': me.csrfToken, ...(route.method === 'POST' ? { 'content-type': 'application/json' } : {}) },
        ...(route.method === 'POST' ? { body: JSON.stringify({ commandId: randomUUID(), ...body }) } : {}),
      })
      if (!response.ok) throw new Error(`${route.method} ${path} → ${response.status} ${await response.text()}`)
      return route.schema.response.parse(await response.json()) as RouteResponse<typeof route>
    },
  })
  return client('/api/v1')
}
