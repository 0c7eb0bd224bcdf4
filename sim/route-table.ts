import type { Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'
import type { Actor } from '../packages/server/src/platform/actor.ts'

interface Asked {
  readonly actor: Actor
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Stands where the HTTP server stands: modules bind their routes to it, callers ask as somebody who was already let in. Requests are parsed as there. */
export class RouteTable {
  readonly #handlers = new Map<Route, (asked: Asked) => Promise<unknown>>()

  bind(route: Route, handle: (asked: Asked) => Promise<unknown>): void {
    this.#handlers.set(route, handle)
  }

  async call<const R extends Route>(actor: Actor, route: R, request: { params?: RouteRequest<R>['params']; body?: RouteRequest<R>['body'] }): Promise<RouteResponse<R>> {
    const handle = this.#handlers.get(route)
    if (!handle) throw new Error(`nobody serves ${route.path}`)
    const { params, body } = route.schema
    return (await handle({ actor, params: params?.parse(request.params), query: {}, body: body?.parse(request.body) })) as RouteResponse<R>
  }
}
