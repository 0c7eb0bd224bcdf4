import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'
import { createSandboxes, type Sandboxes } from './index.ts'

const LIMIT_MS = 240_000
let node: TestNode
let sandboxes: Sandboxes
let duty: TestCaller
let colleague: TestCaller
let member: TestCaller
let adminUrl: string
let address: string

beforeAll(async () => {
  adminUrl = inject('testDatabaseSource').adminUrl
  node = await createTestNode({
    beforeReady: (composed, dataDir) => {
      sandboxes = createSandboxes(composed.deps, { adminUrl, config: { dataDir }, version: '0.0.0-test' })
    },
  })
  address = await node.node.http.app.listen({ host: '127.0.0.1', port: 0 })
  duty = await node.caller({ divisionCode: '331000000000', roles: ['duty-officer'] })
  colleague = await node.caller({ divisionCode: '331082000000', roles: ['duty-officer'] })
  member = await node.caller({ divisionCode: '331000000000', roles: ['member-unit'], unitRole: 'fire' })
}, LIMIT_MS)

afterAll(async () => {
  await sandboxes.close()
  await node.close()
}, LIMIT_MS)

const start = (caller: TestCaller, options: { speed?: number; commandId?: string } = {}) =>
  node.call(caller, routes.startSandbox, { body: { commandId: options.commandId ?? node.newId(), scenario: 'landfall-night', speed: options.speed ?? 1 } })
const control = (caller: TestCaller, id: string, action: 'play' | 'pause' | 'step' | 'stop', speed?: number) =>
  node.call(caller, routes.controlSandbox, { params: { sandboxId: id }, body: { commandId: node.newId(), action, ...(speed === undefined ? {} : { speed }) } })

async function waitFor(id: string, holds: (sandbox: Sandbox) => boolean): Promise<Sandbox> {
  for (;;) {
    const sandbox = await node.call(duty, routes.getSandbox, { params: { sandboxId: id } })
    if (holds(sandbox)) return sandbox
    if (sandbox.status === 'failed') throw new Error(sandbox.failure ?? 'failed')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const view = (caller: TestCaller | null, id: string, path: string, init: RequestInit = {}) =>
  fetch(`${address}/api/v1/sandboxes/${id}/view/${path}`, { ...init, headers: { ...(caller ? { authorization: `Bearer ${caller.token}` } : {}), ...init.headers } })

async function databaseExists(id: string): Promise<boolean> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  const found = await admin.query('select 1 from pg_database where datname = $1', [`fengsui_sandbox_${id.replaceAll('-', '')}`])
  await admin.end()
  return found.rowCount === 1
}

describe('a replay for the browser', () => {
  it('is started, watched, paused, stepped, seen live, and leaves nothing when stopped', async () => {
    const commandId = node.newId()
    const started = await start(duty, { commandId })
    expect(started).toMatchObject({ scenario: 'landfall-night', stepIndex: 0, basePath: `/api/v1/sandboxes/${started.id}/view` })
    expect(started.steps.length).toBe(started.stepCount)
    // The same click again is the same replay.
    expect((await start(duty, { commandId })).id).toBe(started.id)

    await waitFor(started.id, (sandbox) => sandbox.status === 'playing' && sandbox.stepIndex === 1 && sandbox.businessNow !== null)
    expect((await control(duty, started.id, 'pause')).status).toBe('paused')
    expect((await node.send(colleague, routes.controlSandbox, { params: { sandboxId: started.id }, body: { commandId: node.newId(), action: 'play' } })).status).toBe(403)

    const live = await view(duty, started.id, 'live')
    expect(live.headers.get('content-type')).toContain('text/event-stream')
    const reader = live.body?.getReader()
    let seen = ''
    const reading = (async () => {
      for (;;) {
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return
        seen += new TextDecoder().decode(chunk.value)
      }
    })().catch(() => undefined)

    await control(duty, started.id, 'step')
    // The step is announced before business time has been moved to it.
    await waitFor(started.id, (sandbox) => sandbox.stepIndex === 2 && (sandbox.businessNow ?? '') >= '2019-08-09T16:02:00.000Z')
    for (let waited = 0; !seen.includes('task.assigned') && waited < 100; waited += 1) await new Promise((resolve) => setTimeout(resolve, 100))
    expect(seen).toContain('task.assigned')

    const incidents = await view(colleague, started.id, 'incidents?status=open')
    expect(incidents.status).toBe(200)
    expect(((await incidents.json()) as { items: { title: string }[] }).items.map((item) => item.title)).toEqual(['第9号台风“利奇马”'])
    expect(await (await view(duty, started.id, 'clock')).json()).toMatchObject({ virtual: true, now: '2019-08-09T16:02:00.000Z' })
    expect(await (await view(duty, started.id, 'session')).json()).toMatchObject({ sandbox: { name: expect.stringContaining('利奇马') as string } })

    const written = await view(duty, started.id, 'incidents', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
    expect(written.status).toBe(409)
    expect(((await written.json()) as { detail: string }).detail).toBe('回放中只能看，不能操作')
    expect((await view(null, started.id, 'incidents')).status).toBe(401)
    expect((await view(member, started.id, 'incidents')).status).toBe(403)
    expect((await view(duty, started.id, '..%2F..%2Fhealthz')).status).toBe(404)
    expect((await view(duty, node.newId(), 'incidents')).status).toBe(404)

    expect(await databaseExists(started.id)).toBe(true)
    expect((await control(duty, started.id, 'stop')).status).toBe('stopped')
    await reading
    expect(await databaseExists(started.id)).toBe(false)
    expect((await view(duty, started.id, 'incidents')).status).toBe(404)
    expect((await node.send(duty, routes.controlSandbox, { params: { sandboxId: started.id }, body: { commandId: node.newId(), action: 'play' } })).status).toBe(409)
    const listed = await node.call(duty, routes.listSandboxes, {})
    expect(listed.items[0]).toMatchObject({ id: started.id, status: 'stopped' })
    expect(listed.scenarios).toMatchObject([{ key: 'landfall-night', steps: started.stepCount }, { key: 'lekima-2019' }])
  }, LIMIT_MS)

  it('runs three at once and no more; an unknown scenario and a role without the permission are refused', async () => {
    const all = []
    for (let count = 0; count < 3; count += 1) all.push((await start(duty)).id)
    const fourth = await node.send(duty, routes.startSandbox, { body: { commandId: node.newId(), scenario: 'landfall-night', speed: 1 } })
    expect(fourth.status).toBe(409)
    expect((fourth.body as { detail: string }).detail).toContain('最多开 3 个')
    expect((await node.send(duty, routes.startSandbox, { body: { commandId: node.newId(), scenario: 'moonfall' } })).status).toBe(400)
    expect((await node.send(member, routes.listSandboxes, {})).status).toBe(403)
    await Promise.all(all.map((id) => control(duty, id, 'stop')))
    for (const id of all) expect(await databaseExists(id)).toBe(false)
  }, LIMIT_MS)
})
