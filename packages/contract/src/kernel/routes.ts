import { z } from 'zod'
import type { Permission } from './permissions.ts'

/** Who may call a route: a permission, any signed-in account, or everybody (sign-in, health). There is no default. */
export type RouteAccess = Permission | 'signed-in' | 'public'

export interface RouteShape {
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  response: z.ZodType
}

export interface Route<S extends RouteShape = RouteShape> {
  readonly method: 'GET' | 'POST'
  /** Path under `/api/v1` with `:name` parameters. */
  readonly path: string
  readonly access: RouteAccess
  /** Chinese one-liner shown in OpenAPI. */
  readonly summary: string
  readonly tag: string
  /**
   * Set where one side of the exchange is bytes instead of JSON: `upload` takes a raw body (`application/octet-stream`) and answers JSON,
   * `download` answers with the bytes themselves and has `RawBytes` for a response. Everything else holds for them as for any route.
   */
  readonly raw?: 'upload' | 'download'
  readonly schema: S
}

/** Declares a route once; server, OpenAPI and web client all read this value. A POST is a command and carries `commandId`, except where the summary says why not. */
export function route<const S extends RouteShape>(definition: Route<S>): Route<S> {
  return definition
}

/** Response of a download: bytes, which no schema describes. */
export const RawBytes = z.unknown()

type Input<T> = T extends z.ZodType ? z.input<T> : undefined
type Output<T> = T extends z.ZodType ? z.output<T> : undefined

/** What a client sends. */
export type RouteRequest<R extends Route> = {
  params: Input<R['schema']['params']>
  query: Input<R['schema']['query']>
  body: Input<R['schema']['body']>
}
/** What the server's handler receives after parsing. */
export type ParsedRequest<R extends Route> = {
  params: Output<R['schema']['params']>
  query: Output<R['schema']['query']>
  body: Output<R['schema']['body']>
}
export type RouteResponse<R extends Route> = z.output<R['schema']['response']>
