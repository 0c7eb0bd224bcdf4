import { routes } from '@fengsui/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf, ApiProblem, callRoute } from './api.ts'
import { csrf } from './csrf.ts'

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
const problem = (status: number, code: string) => ({ type: `urn:fengsui:problem:${code}`, code, title: '题', status, detail: '怎么办' })

describe('calls', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    csrf.token = ''
  })

  it('fill the path and leave out what was not asked', () => {
    expect(addressOf(routes.listTasks, { query: { mine: 'true', incidentId: undefined, limit: 50 } })).toBe('/tasks?mine=true&limit=50')
    expect(addressOf(routes.getIncident, { params: { incidentId: 'a/b' } })).toBe('/incidents/a%2Fb')
  })

  it('carry the token and give the words of the refusal', async () => {
    const fetch = vi.fn((_address: string, _init: RequestInit) => Promise.resolve(answer(422, problem(422, 'rule-refused'))))
    vi.stubGlobal('fetch', fetch)
    csrf.token = 't'
    const refused = await callRoute(routes.signOut, {}).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiProblem)
    expect((refused as ApiProblem).problem.detail).toBe('怎么办')
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/session/end')
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ 'x-csrf-token': 't' })
  })

  it('say unavailable in Chinese when there is no answer or a proxy page', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
    await expect(callRoute(routes.getBusinessClock, {})).rejects.toMatchObject({ status: 0, problem: { code: 'unavailable' } })
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })))
    await expect(callRoute(routes.getBusinessClock, {})).rejects.toMatchObject({ status: 502, problem: { code: 'unavailable' } })
  })

  it('take the token of a new session of the same account and send again', async () => {
    const answers = [answer(403, problem(403, 'csrf-refused')), answer(200, { ok: true })]
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()))
    const detach = csrf.attach({ renew: () => Promise.resolve(true), lost: () => undefined })
    await expect(callRoute(routes.signOut, {})).resolves.toEqual({ ok: true })
    detach()
  })

  it('report a lost session, but not for a wrong password', async () => {
    const lost = vi.fn()
    const detach = csrf.attach({ renew: () => Promise.resolve(false), lost })
    vi.stubGlobal('fetch', () => Promise.resolve(answer(401, problem(401, 'sign-in-failed'))))
    await callRoute(routes.signIn, { body: { username: 'a', password: 'b' } }).catch(() => undefined)
    expect(lost).not.toHaveBeenCalled()
    vi.stubGlobal('fetch', () => Promise.resolve(answer(401, problem(401, 'session-expired'))))
    await callRoute(routes.signOut, {}).catch(() => undefined)
    expect(lost).toHaveBeenCalledOnce()
    detach()
  })

  it('notice that the page is older than the server', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer(200, { nowAndThen: 1 })))
    await expect(callRoute(routes.getBusinessClock, {})).rejects.toMatchObject({ problem: { code: 'outdated' } })
  })
})
