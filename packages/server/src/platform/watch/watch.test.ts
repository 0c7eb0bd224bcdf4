import { createSocket, type Socket } from 'node:dgram'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { NodeWatch } from './node-watch.ts'
import { askSntp } from './sntp.ts'

/** A wall clock and a steady counter, moved apart by hand. */
function twoClocks() {
  let wall = Date.parse('2026-07-01T00:00:00.000Z')
  let steady = 0
  return {
    wall: { now: () => new Date(wall).toISOString() }, monotonicMs: () => steady,
    pass: (seconds: number) => { wall += seconds * 1000; steady += seconds * 1000 },
    set: (seconds: number) => { wall += seconds * 1000 },
  }
}
const watchOf = (clocks: ReturnType<typeof twoClocks>, ntp: { host: string; port: number } | null = null) =>
  new NodeWatch({ wall: clocks.wall, monotonicMs: clocks.monotonicMs, log: silentLog, dataDir: tmpdir(), database: null, ntp })

describe('steps of the wall clock', () => {
  it('are seen in both directions, add up, cancel out and fade', () => {
    const clocks = twoClocks()
    const watch = watchOf(clocks)
    const look = () => {
      clocks.pass(1)
      watch.lookForStep()
      return watch.clock()
    }
    expect(look()).toEqual({ seconds: null, source: null, steppedAt: null })
    clocks.set(1.5)
    expect(look().seconds).toBeNull()
    clocks.set(172_800)
    expect(look()).toMatchObject({ seconds: 172_800, source: 'step', steppedAt: expect.stringMatching(/^2026-07-03/) as string })
    clocks.set(-172_800 - 90)
    expect(look().seconds).toBeCloseTo(-90)
    clocks.pass(25 * 3600)
    watch.lookForStep()
    expect(watch.clock().source).toBeNull()
  })
})

it('says how much room the data directory has', () => {
  expect(watchOf(twoClocks()).freeBytes()).toBeGreaterThan(0)
})

describe('an NTP server', () => {
  let server: Socket | undefined
  afterEach(() => server?.close())
  async function serve(answer: (request: Buffer) => Buffer | null): Promise<{ host: string; port: number }> {
    const socket = createSocket('udp4')
    server = socket
    socket.on('message', (request, from) => {
      const reply = answer(request)
      if (reply) socket.send(reply, from.port, from.address)
    })
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    return { host: '127.0.0.1', port: socket.address().port }
  }
  const reply = (request: Buffer, at: number, change: Partial<{ leap: number; stratum: number; originate: Buffer }> = {}): Buffer => {
    const packet = Buffer.alloc(48)
    packet[0] = ((change.leap ?? 0) << 6) | (4 << 3) | 4
    packet[1] = change.stratum ?? 2
    ;(change.originate ?? request.subarray(40, 48)).copy(packet, 24)
    for (const field of [32, 40]) {
      packet.writeUInt32BE((Math.floor(at / 1000) + 2_208_988_800) % 2 ** 32, field)
      packet.writeUInt32BE(Math.floor(((at % 1000) / 1000) * 2 ** 32), field + 4)
    }
    return packet
  }
  const nonce = Buffer.from('12345678')
  const at = Date.parse('2026-07-01T00:00:00.000Z')
  const wall = { now: () => new Date(at).toISOString() }

  it('tells how far we are off, also after 2036', async () => {
    expect(await askSntp(await serve((request) => reply(request, at - 90_500)), wall, nonce)).toBeCloseTo(90.5, 2)
    server?.close()
    const later = Date.parse('2037-01-01T00:00:00.000Z')
    expect(await askSntp(await serve((request) => reply(request, later + 3000)), { now: () => new Date(later).toISOString() }, nonce)).toBeCloseTo(-3, 2)
  })

  it('is not believed when it is unsynchronised, or answers something we did not ask', async () => {
    await expect(askSntp(await serve((request) => reply(request, at, { leap: 3 })), wall, nonce)).rejects.toThrow(/没有校准/)
    server?.close()
    await expect(askSntp(await serve((request) => reply(request, at, { stratum: 0 })), wall, nonce)).rejects.toThrow(/没有校准/)
    server?.close()
    await expect(askSntp(await serve((request) => reply(request, at, { originate: Buffer.alloc(8) })), wall, nonce)).rejects.toThrow(/没有应答/)
  })

  it('overrides what steps suggest, until it falls silent', async () => {
    let answering = true
    const clocks = twoClocks()
    const watch = watchOf(clocks, await serve((request) => (answering ? reply(request, Date.parse(clocks.wall.now()) - 100) : null)))
    clocks.set(7200)
    watch.lookForStep()
    expect(watch.clock()).toMatchObject({ seconds: 7200, source: 'step' })
    clocks.pass(1)
    await watch.askReferences()
    expect(watch.clock().source).toBe('ntp')
    expect(watch.clock().seconds).toBeCloseTo(0.1, 2)
    answering = false
    clocks.pass(11 * 60)
    watch.lookForStep()
    expect(watch.clock().source).toBe('step')
  })
})
