import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { permissionsOf, divisionRange, type Role, type Route, type RouteRequest, type RouteResponse } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { createNode, type FengsuiNode, type NodeOptions } from '../src/composition.ts'
import type { Actor } from '../src/platform/actor.ts'
import type { Gateway } from '../src/platform/channels/gateway.ts'
import { VirtualClock } from '../src/platform/clock/clock.ts'
import { seededIds } from '../src/platform/ids/id-source.ts'
import { openSigningKey } from '../src/platform/journal/signing-key.ts'
import { silentLog, type Log } from '../src/platform/log.ts'
import { openNodeKey } from '../src/platform/secrets/node-key.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

/** A caller in tests: an account with a token, made directly, so that no test waits for password hashing. */
export interface TestCaller {
  readonly actor: Actor
  readonly token: string
}

/** A whole node on a database of its own, with a virtual business clock; nothing listens, requests are injected. */
export interface TestNode {
  readonly node: FengsuiNode
  readonly db: TestDatabase
  readonly clock: VirtualClock
  readonly dataDir: string
  newId(): string
  /** Makes a unit, and an account of that unit with the roles, in a place; the place is made when unknown. */
  caller(options: { divisionCode: string; roles: Role[]; unitRole?: string; unitName?: string }): Promise<TestCaller>
  /** Calls a route; throws `CallFailed` with the problem when the answer is not 200. */
  call<const R extends Route>(caller: TestCaller | null, route: R, request: Partial<RouteRequest<R>>): Promise<RouteResponse<R>>
  /** The same, giving status and parsed body. */
  send(caller: TestCaller | null, route: Route, request: { params?: unknown; query?: unknown; body?: unknown }): Promise<{ status: number; body: unknown; text: string }>
  settle(): Promise<void>
  advanceTo(at: string): Promise<void>
  close(): Promise<void>
}

export class CallFailed extends Error {
  readonly status: number
  readonly body: { code?: string; detail?: string; errors?: { path: string; message: string }[] }
  constructor(status: number, body: CallFailed['body']) {
    super(`${status} ${body.code ?? ''}: ${body.detail ?? ''} ${JSON.stringify(body.errors ?? [])}`)
    this.status = status
    this.body = body
  }
}

/** 2019-08-09T16:00Z is 2019-08-10 00:00 in Beijing. */
export const NIGHT = '2019-08-09T16:00:00.000Z'

/** `beforeReady` adds what main adds to a composed node: routes cannot be bound later. */
export async function createTestNode(options: { start?: string; log?: Log; beforeReady?: (node: FengsuiNode, dataDir: string) => void; outboundChannels?: readonly Gateway[]; outboundFetch?: NodeOptions['outboundFetch']; operation?: NodeOptions['operation']; fileLimits?: NodeOptions['files']['limits'] } = {}): Promise<TestNode> {
  const db = await createTestDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-node-'))
  const clock = new VirtualClock(options.start ?? NIGHT)
  const ids = seededIds(`test:${dataDir}`)
  const newId = ids.forKey('test')
  const node = await createNode({
    database: db.db, clocks: { business: clock, wall: { now: () => clock.now() } }, ids, log: options.log ?? silentLog, signing: { key: openSigningKey(dataDir), file: join(dataDir, 'heads.jsonl') }, nodeKey: openNodeKey(dataDir), files: { dir: join(dataDir, 'files'), ...(options.fileLimits ? { limits: options.fileLimits } : {}) },
    version: '0.0.0-test', rulesAsOf: '2026-01-05T00:00:00.000Z', demo: false, sandbox: null, secureCookies: false, outboundChannels: options.outboundChannels ?? [], ...(options.outboundFetch ? { outboundFetch: options.outboundFetch } : {}), ...(options.operation ? { operation: options.operation } : {}),
  })
  options.beforeReady?.(node, dataDir)
  await node.http.app.ready()

  async function send(caller: TestCaller | null, route: Route, request: { params?: unknown; query?: unknown; body?: unknown }) {
    const params = (request.params ?? {}) as Record<string, string>
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const query = Object.entries((request.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, String(value)])
    const response = await node.http.app.inject({
      method: route.method, url: `/api/v1${path}${query.length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`,
      headers: { ...(caller ? { authorization: `Bearer ${caller.token}` } : {}), ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(request.body === undefined ? {} : { payload: JSON.stringify(request.body) }),
    })
    return { status: response.statusCode, body: response.body === '' || !String(response.headers['content-type']).includes('json') ? null : (JSON.parse(response.body) as unknown), text: response.body }
  }

  return {
    node, db, clock, dataDir, newId, send,
    async caller({ divisionCode, roles, unitRole = 'duty-office', unitName = `${divisionCode}值班室` }) {
      const known = await sql`select 1 from division where code = ${divisionCode}`.execute(db.db)
      const unitId = newId()
      const accountId = newId()
      await node.deps.commands.runInternal({ actor: 'system', key: newId() }, async (context) => {
        const { ensureTestDivisions } = await import('./test-divisions.ts')
        if (known.rows.length === 0) await ensureTestDivisions(context, divisionCode)
        context.record({ type: 'unit.created', audience: { division: divisionCode }, changes: [{ object: 'unit', id: unitId, created: true, set: { name: unitName, role: unitRole, divisionCode, staffedAllHours: true, status: 'active' } }] })
        context.record({ type: 'account.created', audience: { division: divisionCode }, changes: [{ object: 'account', id: accountId, created: true, set: { username: `t${accountId.slice(0, 8)}`, unitId, divisionCode, roles, status: 'active', createdAt: context.at } }] })
      })
      const { token } = await node.modules.access.issueToken(accountId, '测试')
      const actor: Actor = { label: `account:${accountId}`, accountId, personId: null, unitId, divisionCode, roles, permissions: permissionsOf(roles), scope: { ...divisionRange(divisionCode), unitId } }
      return { actor, token }
    },
    async call(caller, route, request) {
      const { status, body } = await send(caller, route, request)
      if (status !== 200) throw new CallFailed(status, (body ?? {}) as CallFailed['body'])
      return body as never
    },
    settle: () => node.runtime.settle(),
    advanceTo: (at) => node.runtime.advanceTo(at),
    async close() {
      await node.close()
      await db.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
