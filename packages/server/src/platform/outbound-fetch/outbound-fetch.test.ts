import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { isInNetwork, refuseAddress } from './public-address.ts'
import { createOutboundFetch, type OutboundOptions } from './outbound-fetch.ts'
import { decodeBody } from './read-charset.ts'

const servers: Server[] = []
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}
const closeAll = async (): Promise<void> => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}
afterEach(closeAll)
afterAll(closeAll)

const everywhere = (host: string): Promise<readonly { address: string; family: 4 }[]> => Promise.resolve([{ address: host === 'feed.example' ? '127.0.0.1' : '93.184.216.34', family: 4 }])
const client = (options: OutboundOptions = {}) => createOutboundFetch({ resolve: everywhere, timeOutMs: 2000, ...options })
/** Stands for an administrator's entry: the test's own server under the name feed.example, and nothing else. */
const own = (port: number) => (host: string, asked: number, address: string) => host === 'feed.example' && asked === port && address === '127.0.0.1'
const nobody = () => false

describe('addresses that are never called', () => {
  it.each([
    '127.0.0.1', '127.8.9.1', '0.0.0.0', '10.0.0.1', '172.16.5.4', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1',
    '::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a00:1', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', 'nonsense',
  ])('%s', (address) => expect(refuseAddress(address)).not.toBeNull())
  it.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '172.32.0.1', '100.128.0.1'])('%s is public', (address) => expect(refuseAddress(address)).toBeNull())
  it('networks hold what they say', () => {
    expect(isInNetwork('10.1.2.3', '10.1.2.0/24')).toBe(true)
    expect(isInNetwork('10.1.3.3', '10.1.2.0/24')).toBe(false)
    expect(isInNetwork('::ffff:10.1.2.3', '10.1.2.0/24')).toBe(true)
    expect(isInNetwork('10.1.2.3', 'nonsense')).toBe(false)
  })
})

describe('what is refused before anything is sent', () => {
  it.each([
    ['file:///etc/passwd', /http/], ['ftp://feed.example/', /http/], ['gopher://feed.example/', /http/], ['http://user:secret@feed.example/', /用户名/], ['not an address', /写得不对/],
    ['http://127.0.0.1/', /内网/], ['http://2130706433/', /内网/], ['http://0x7f.1/', /内网/], ['http://017700000001/', /内网/], ['http://127.1/', /内网/], ['http://[::1]/', /内网/], ['http://[::ffff:127.0.0.1]/', /内网/],
    ['http://169.254.169.254/latest/meta-data/', /内网/], ['http://localhost/', /内网/], ['http://db.internal/', /内网/], ['http://feed.example/', /内网/], ['http://public.example:22/', /22 端口/], ['http://public.example:6379/', /6379 端口/],
  ])('%s', async (address, message) => {
    await expect(client().getText(address, nobody)).rejects.toThrow(message)
  })
  it('a name with one inner address among public ones', async () => {
    const resolve = () => Promise.resolve([{ address: '93.184.216.34', family: 4 as const }, { address: '10.0.0.5', family: 4 as const }])
    await expect(client({ resolve }).getText('http://two.example/', nobody)).rejects.toThrow(/内网/)
  })
  it('resolves once: a name that turns inward between check and connection gains nothing', async () => {
    const port = await serve((_, response) => response.end('ok'))
    let asked = 0
    const resolve = () => { asked += 1; return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '10.0.0.9', family: 4 as const }]) }
    expect((await client({ resolve }).getText(`http://feed.example:${port}/`, own(port))).text).toBe('ok')
    expect(asked).toBe(1)
  })
})

describe('an answer', () => {
  it('is followed to another page, with the name in the request and three turns at most', async () => {
    let hosts: (string | undefined)[] = []
    const port = await serve((request, response) => {
      hosts = [...hosts, request.headers.host]
      const turn = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0)
      if (turn > 0) response.writeHead(302, { location: `/${turn - 1}` }).end()
      else response.end('到了')
    })
    expect((await client().getText(`http://feed.example:${port}/3`, own(port))).text).toBe('到了')
    expect(new Set(hosts)).toEqual(new Set([`feed.example:${port}`]))
    await expect(client().getText(`http://feed.example:${port}/4`, own(port))).rejects.toThrow(/3 次/)
  })
  it('that turns inward, to another scheme or to the metadata service is refused', async () => {
    let target = ''
    const port = await serve((_, response) => response.writeHead(301, { location: target }).end())
    for (target of ['http://127.0.0.1:80/', 'http://169.254.169.254/latest/', 'file:///etc/passwd', 'http://[::1]/', 'http://10.0.0.1/']) await expect(client().getText(`http://feed.example:${port}/`, own(port))).rejects.toThrow(/内网|http/)
  })
  it('without end, and a small archive of a large nothing, stop at five megabytes', async () => {
    const endless = await serve((_, response) => {
      const piece = Buffer.alloc(256 * 1024, 'a')
      const more = (): void => { while (!response.destroyed && response.write(piece)); }
      response.on('drain', more)
      more()
    })
    await expect(client().getText(`http://feed.example:${endless}/`, own(endless))).rejects.toThrow(/5 MB/)
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const archive = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    await expect(client().getText(`http://feed.example:${archive}/`, own(archive))).rejects.toThrow(/5 MB/)
  })
  it('that never ends is given up', async () => {
    const port = await serve((_, response) => { response.write('慢') })
    await expect(client({ timeOutMs: 300 }).getText(`http://feed.example:${port}/`, own(port))).rejects.toThrow(/没有收完/)
  })
  it('of trouble is told in words', async () => {
    const port = await serve((_, response) => response.writeHead(404).end())
    await expect(client().getText(`http://feed.example:${port}/`, own(port))).rejects.toThrow(/404/)
    const broken = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no archive'))
    await expect(client().getText(`http://feed.example:${broken}/`, own(broken))).rejects.toThrow(/压缩/)
    await closeAll()
    await expect(client().getText(`http://feed.example:${port}/`, own(port))).rejects.toThrow(/没有在这个端口服务/)
  })
})

describe('the encoding', () => {
  /** 死亡2人 in GBK. */
  const gbk = new Uint8Array([0xcb, 0xc0, 0xcd, 0xf6, 0x32, 0xc8, 0xcb])
  const withHead = (head: string): Uint8Array => Buffer.concat([Buffer.from(head), gbk])
  it.each<[string, Uint8Array, string | undefined]>([
    ['header', gbk, 'text/xml; charset=gb2312'], ['prolog', withHead('<?xml version="1.0" encoding="GBK"?>'), undefined], ['meta', withHead('<html><meta charset="gbk">'), 'text/html'], ['nothing', gbk, undefined], ['a wrong header', gbk, 'text/xml; charset=utf-8'],
    ['utf-8', Buffer.from('死亡2人'), 'text/plain'], ['a mark', Buffer.from('\ufeff死亡2人'), 'text/plain; charset=gbk'],
  ])('is told by %s', (_, bytes, type) => expect(decodeBody(bytes, type)).toContain('死亡2人'))
})
