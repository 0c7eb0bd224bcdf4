import { describe, expect, it } from 'vitest'
import { listOldCaches, treat } from './page-cache.ts'

const origin = 'https://example.invalid'
const files = new Set(['/index.html', '/assets/start-phone-1.js'])
const request = (path: string, rest: { method?: string; navigates?: boolean } = {}) => treat({ method: 'GET', navigates: false, url: new URL(path, origin).href, ...rest }, origin, files)

describe('what the worker answers itself', () => {
  it('is the page and the files of its own version', () => {
    expect(request('/m/', { navigates: true })).toEqual({ kind: 'cached', address: '/index.html' })
    expect(request('/m/tasks/1?x=2', { navigates: true })).toEqual({ kind: 'cached', address: '/index.html' })
    expect(request('/assets/start-phone-1.js')).toEqual({ kind: 'cached', address: '/assets/start-phone-1.js' })
  })

  it('is never the interface, a command, the desk, another version or another site', () => {
    for (const path of ['/api/v1/tasks', '/api/v1/live', '/assets/start-phone-2.js', '/m-worker.js', 'https://elsewhere.invalid/index.html']) expect(request(path)).toEqual({ kind: 'server' })
    expect(request('/index.html', { method: 'POST' })).toEqual({ kind: 'server' })
    for (const path of ['/', '/map', '/duty', '/api/v1/files/x']) expect(request(path, { navigates: true })).toEqual({ kind: 'server' })
  })

  it('and old versions go, other caches stay', () => {
    expect(listOldCaches(['fengsui-phone-a', 'fengsui-phone-b', 'other-a'], 'b')).toEqual(['fengsui-phone-a'])
  })
})
