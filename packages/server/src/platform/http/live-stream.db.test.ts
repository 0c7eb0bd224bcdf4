import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestNode, type TestCaller, type TestNode } from '../../../test/test-node.ts'

const COUNTY = '331099000000'
let node: TestNode
let port: number
let caller: TestCaller
const open = new Set<Socket | ClientRequest>()

beforeAll(async () => {
  node = await createTestNode()
  await node.node.http.app.listen({ host: '127.0.0.1', port: 0 })
  port = (node.node.http.app.server.address() as AddressInfo).port
  caller = await node.caller({ divisionCode: COUNTY, roles: ['duty-officer'] })
  await node.settle()
})
afterAll(async () => {
  for (const each of open) each.destroy()
  await node.close()
})

interface Stream {
  ids: string[]
  ended: boolean
  cut(): void
}

/** A desk over a real socket; resolves when the first frame is there. */
function join(path: string, agent = 'desk'): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const stream: Stream = { ids: [], ended: false, cut: () => call.destroy() }
    const call = request({ host: '127.0.0.1', port, path: `/api/v1/live${path}`, agent: false, headers: { authorization: `Bearer ${caller.token}`, 'user-agent': agent } }, (answer: IncomingMessage) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        const frames = text.split('\n\n')
        text = frames.pop() ?? ''
        for (const frame of frames) {
          const id = /^id: (.*)$/m.exec(frame)?.[1]
          if (id !== undefined && /^event: entry$/m.test(frame)) stream.ids.push(id)
          if (frame.includes('event: hello') || frame.includes('event: reset')) resolve(stream)
        }
      })
      answer.on('close', () => (stream.ended = true))
      answer.on('error', () => undefined)
    })
    open.add(call)
    call.on('error', reject)
    call.end()
  })
}

/** Something to see in the county; `size` bytes of it. */
async function happen(count: number, size = 100): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await node.node.deps.commands.runInternal({ actor: 'a', key: node.newId() }, async (context) => {
      context.record({ type: 'note.taken', stream: `note:${context.newId()}`, subject: 'x'.repeat(size), audience: { division: COUNTY }, changes: [] })
    })
  }
  await node.settle()
}
const hub = () => node.node.deps.hub

describe('the live stream', () => {
  it('of one device is one, after 240 reconnects in a moment, named or not', async () => {
    for (const [path, agent] of [['?client=desk-of-the-county', 'a'], ['', 'b']] as const) {
      const before = hub().readers
      const streams: Stream[] = []
      for (let wave = 0; wave < 12; wave += 1) streams.push(...(await Promise.all(Array.from({ length: 20 }, () => join(path, agent)))))
      expect(streams).toHaveLength(240)
      await expect.poll(() => streams.filter((stream) => !stream.ended).length, { timeout: 5000 }).toBe(1)
      expect(hub().readers).toBe(before + 1)
      await happen(2)
      const [left] = streams.filter((stream) => !stream.ended)
      await expect.poll(() => left?.ids.length).toBe(2)
      left?.cut()
      await expect.poll(() => hub().readers).toBe(before)
    }
  })

  it('of several devices of one session stand side by side', async () => {
    const [phone, desk] = [await join('?client=phone-0001'), await join('?client=desk-00001')]
    await happen(1)
    await expect.poll(() => [phone.ids.length, desk.ids.length]).toEqual([1, 1])
    phone.cut()
    desk.cut()
    await expect.poll(() => hub().readers).toBe(0)
  })

  it('resumes over a cut without gap or repetition', async () => {
    const first = await join('?client=resuming-1')
    await happen(3)
    await expect.poll(() => first.ids.length).toBe(3)
    first.cut()
    await happen(4)
    const second = await join(`?client=resuming-1&after=${first.ids.at(-1) ?? ''}`)
    await happen(2)
    await expect.poll(() => second.ids.length).toBe(6)
    const positions = [...first.ids, ...second.ids].map((id) => Number(id.split(':')[1]))
    expect(positions).toEqual(Array.from({ length: 9 }, (_, n) => (positions[0] ?? 0) + n))
    second.cut()
  })

  it('drops a reader that never reads, with little waiting for it, while others get everything', async () => {
    const quick = await join('?client=quick-reader')
    const slow = connect({ host: '127.0.0.1', port })
    open.add(slow)
    slow.on('error', () => undefined)
    slow.write(`GET /api/v1/live?client=never-reads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${caller.token}\r\n\r\n`)
    slow.pause()
    await expect.poll(() => hub().readers).toBe(2)
    const heapBefore = process.memoryUsage().arrayBuffers
    let sent = 0
    // What the kernel takes is its own affair; after that at most a quarter megabyte waits here.
    while (hub().readers === 2 && sent < 400) {
      await happen(10, 50_000)
      sent += 10
    }
    expect(hub().readers).toBe(1)
    expect(sent).toBeLessThan(400)
    await happen(5)
    await expect.poll(() => quick.ids.length, { timeout: 10_000 }).toBe(sent + 5)
    // The hub itself remembers up to 16 MB of recent entries, whoever reads.
    expect(process.memoryUsage().arrayBuffers - heapBefore).toBeLessThan(40 * 1024 * 1024)
    quick.cut()
  })

  it('is refused without a session', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/live?client=desk-00001`)
    expect(answer.status).toBe(401)
  })
})
