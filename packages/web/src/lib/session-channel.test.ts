import { afterEach, describe, expect, it, vi } from 'vitest'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** A tab of the browser: the module as it is loaded there, and what it heard. */
async function openTab() {
  vi.resetModules()
  const { announceSession, listenToSessions } = await import('./session-channel.ts')
  const heard: (string | null)[] = []
  stops.push(listenToSessions((accountId) => heard.push(accountId)))
  return { announce: announceSession, heard }
}

describe('the channel between the tabs of a browser', () => {
  it('reaches the other tab and never the tab that speaks', async () => {
    const here = await openTab()
    const there = await openTab()
    here.announce('somebody')
    here.announce(null)
    await vi.waitFor(() => expect(there.heard).toEqual(['somebody', null]))
    there.announce('another')
    await vi.waitFor(() => expect(here.heard).toEqual(['another']))
    expect(there.heard).toEqual(['somebody', null])
  })
})
