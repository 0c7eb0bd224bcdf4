import { routes, type RouteName } from '@fengsui/contract'
import { permissionsOf, roles, type Role, type Route } from '@fengsui/contract/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from './test-node.ts'
import { COUNTY_A } from './two-counties.ts'

let test: TestNode
const callers = new Map<Role, TestCaller>()

beforeAll(async () => {
  test = await createTestNode()
  for (const role of Object.keys(roles) as Role[]) callers.set(role, await test.caller({ divisionCode: COUNTY_A, roles: [role] }))
})
afterAll(() => test.close())

const all = (Object.entries(routes) as [RouteName, Route][]).filter(([, route]) => !route.path.startsWith('/sandboxes'))

describe('every route × every role', () => {
  it('binds every route of the contract and no other', () => {
    expect([...test.node.http.bound].sort()).toEqual(all.map(([, route]) => `${route.method} ${route.path}`).sort())
  })

  it.each(all.filter(([, route]) => route.access !== 'public'))('%s asks for its permission before anything else', async (_, route) => {
    const request = { params: {}, query: {}, ...(route.method === 'POST' ? { body: { nonsense: true } } : {}) }
    const stranger = await test.send(null, route, request)
    expect(stranger.status).toBe(401)
    for (const [role, caller] of callers) {
      const allowed = route.access === 'signed-in' || permissionsOf([role]).has(route.access as never)
      const { status, body } = await test.send(caller, route, request)
      if (allowed) expect([401, 403], `${role} ${route.path} ${JSON.stringify(body)}`).not.toContain(status)
      else expect(status, `${role} ${route.path}`).toBe(403)
      expect(status, `${role} ${route.path} ${JSON.stringify(body)}`).toBeLessThan(500)
    }
  })

  it('publishes the whole interface as OpenAPI 3.1', async () => {
    const response = await test.node.http.app.inject({ url: '/api/openapi.json' })
    const document = response.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>()
    expect(document.openapi).toBe('3.1.0')
    for (const [name, route] of all) {
      const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`
      expect(document.paths[path]?.[route.method.toLowerCase()], name).toBeDefined()
    }
  })
})
