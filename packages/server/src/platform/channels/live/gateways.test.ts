import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { startSmsSimulator } from '../../../sms-simulator-command.ts'
import { AnswerLost } from '../../outbox/channel.ts'
import { createEmailGateway } from './email.ts'
import { createGuardedLookup, isPublicAddress } from './guarded-address.ts'
import { readGateways } from './read-gateways.ts'
import { createSmsGateway } from './sms.ts'
import { createWebhookGateway } from './webhook.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
const message = (id: string, to: string) => ({ id, to, subject: '点名', text: '【烽燧】点名：请应答' })
const never = new AbortController().signal
const wall = { now: () => '2019-08-09T16:00:00.000Z' }

async function listen(answer: (request: IncomingMessage, body: string) => { status: number; body?: string; headers?: Record<string, string> } | null): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const given = answer(request, Buffer.concat(chunks).toString('utf8'))
      if (given) response.writeHead(given.status, given.headers).end(given.body ?? '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('SMS over the gateway interface', () => {
  it('says of each message whether it was taken, and a batch that comes twice is taken once', async () => {
    const simulator = await startSmsSimulator({ token: 'secret' })
    closers.push(() => simulator.close())
    const gateway = createSmsGateway({ url: simulator.url, token: 'secret' })
    const batch = [message('a', '13900000001'), message('b', 'nobody')]
    for (let twice = 0; twice < 2; twice += 1) expect(await gateway.send('m', batch, never)).toEqual([{ id: 'a', outcome: 'accepted' }, { id: 'b', outcome: 'refused', reason: '号码不对' }])
    expect([...simulator.taken.keys()]).toEqual(['a'])
    expect(simulator.batches()).toBe(2)
  })

  it('tells apart what was not taken from what may have been', async () => {
    const refused = await listen(() => ({ status: 401 }))
    await expect(createSmsGateway({ url: refused, token: 'x' }).send('m', [message('a', '1')], never)).rejects.not.toBeInstanceOf(AnswerLost)
    await expect(createSmsGateway({ url: 'http://127.0.0.1:1', token: 'x' }).send('m', [message('a', '1')], never)).rejects.not.toBeInstanceOf(AnswerLost)
    for (const answer of [{ status: 500 }, { status: 200, body: 'not json' }, { status: 200, body: '{"messages":[{"id":"a","status":"perhaps"}]}' }]) {
      const url = await listen(() => answer)
      await expect(createSmsGateway({ url, token: 'x' }).send('m', [message('a', '1')], never)).rejects.toBeInstanceOf(AnswerLost)
    }
  })

  it('is broken off when the answer does not come', async () => {
    const simulator = await startSmsSimulator({ hang: true })
    closers.push(() => simulator.close())
    const limit = new AbortController()
    const sending = createSmsGateway({ url: simulator.url, token: 'simulated' }).send('m', [message('a', '13900000001')], limit.signal)
    setTimeout(() => limit.abort(), 200)
    await expect(sending).rejects.toBeInstanceOf(AnswerLost)
  })
})

describe('the push interface', () => {
  it('is signed over time and body and carries the message id', async () => {
    let seen: { headers: IncomingMessage['headers']; body: string } | undefined
    const url = await listen((request, body) => {
      seen = { headers: request.headers, body }
      return { status: 204 }
    })
    const gateway = createWebhookGateway({ url: `${url}/hook?x=1`, secret: 'a secret of some length', allowedHosts: new Set(['127.0.0.1']), wall })
    expect(await gateway.send('batch-1', [message('a', '甲镇值班室')], never)).toEqual([{ id: 'a', outcome: 'accepted' }])
    expect(seen?.headers['fengsui-message-id']).toBe('batch-1')
    expect(seen?.headers['fengsui-signature']).toBe(`sha256=${createHmac('sha256', 'a secret of some length').update(`${wall.now()}.${seen?.body ?? ''}`).digest('hex')}`)
    expect(JSON.parse(seen?.body ?? '')).toEqual({ id: 'batch-1', messages: [{ id: 'a', unit: '甲镇值班室', subject: '点名', text: '【烽燧】点名：请应答' }] })
    expect(gateway.target).toBe(url)
  })

  it('follows no redirect', async () => {
    let reached = false
    const inner = await listen(() => {
      reached = true
      return { status: 200 }
    })
    const url = await listen(() => ({ status: 307, headers: { location: inner } }))
    await expect(createWebhookGateway({ url, secret: 'x', allowedHosts: new Set(['127.0.0.1']), wall }).send('m', [message('a', '')], never)).rejects.toThrow(/不跟随转址/)
    expect(reached).toBe(false)
  })

  it.each(['http://127.0.0.1:9', 'http://[::1]:9', 'http://10.1.2.3', 'http://169.254.169.254/latest/meta-data', 'http://192.168.1.1', 'http://[::ffff:127.0.0.1]:9', 'http://localhost:9', 'http://0x7f000001', 'http://2130706433', 'http://[fd00::1]'])('does not go to %s', async (url) => {
    await expect(createWebhookGateway({ url, secret: 'x', allowedHosts: new Set(), wall }).send('m', [message('a', '')], never)).rejects.toThrow(/已拒绝/)
  })

  it('judges the very address a name stands for, each time', () => {
    const answers = [[{ address: '93.184.216.34', family: 4 }], [{ address: '10.0.0.8', family: 4 }], [{ address: '10.0.0.8', family: 4 }, { address: '93.184.216.34', family: 4 }]]
    let call = 0
    const resolve = ((_: string, __: object, callback: (error: null, found: object[]) => void) => callback(null, answers[call++] ?? [])) as never
    const lookup = createGuardedLookup(new Set(), resolve)
    const seen: unknown[] = []
    for (let count = 0; count < 3; count += 1) lookup('hook.example', {}, (error, address) => void seen.push(error ? error.code : address))
    expect(seen).toEqual(['93.184.216.34', 'EHOSTUNREACH', '93.184.216.34'])
  })

  it('knows which addresses are public', () => {
    expect(['8.8.8.8', '2400:3200::1', '::ffff:8.8.8.8'].filter(isPublicAddress)).toHaveLength(3)
    expect(['', 'nonsense', '0.0.0.0', '100.64.1.1', '172.31.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', '::ffff:10.0.0.1', '::ffff:7f00:1'].filter(isPublicAddress)).toEqual([])
  })
})

describe('mail', () => {
  async function startMail(refuse: (to: string) => boolean = () => false) {
    const letters: { to: string; text: string }[] = []
    const server = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (address, _session, callback) => callback(refuse(address.address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
      onData(stream, session, callback) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(chunks).toString('utf8') })
          callback()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
    return { letters, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
  }

  it('goes out one letter to each, under the message id; a refused address is refused, the others arrive', async () => {
    const { letters, url } = await startMail((to) => to.startsWith('gone'))
    const gateway = createEmailGateway({ url, from: '烽燧 <duty@example.org>' })
    expect(await gateway.send('m', [message('a', 'one@example.org'), message('b', 'gone@example.org'), message('c', 'two@example.org')], never)).toEqual([{ id: 'a', outcome: 'accepted' }, { id: 'b', outcome: 'refused', reason: '邮箱地址被拒（550）' }, { id: 'c', outcome: 'accepted' }])
    expect(letters.map((letter) => letter.to)).toEqual(['one@example.org', 'two@example.org'])
    expect(letters[0]?.text).toContain('Message-ID: <a@example.org>')
    expect(gateway.target).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  it('is tried again when the server is away', async () => {
    await expect(createEmailGateway({ url: 'smtp://127.0.0.1:1', from: 'duty@example.org' }).send('m', [message('a', 'one@example.org')], never)).rejects.toThrow('邮件服务器连不上')
  })
})

describe('settings', () => {
  it('give the providers that are set up, and name what is wrong', () => {
    expect(readGateways({}, wall)).toEqual([])
    const all = readGateways({ SMS_GATEWAY_URL: 'https://sms.example/api', SMS_GATEWAY_TOKEN: 't', SMTP_URL: 'smtps://user:password@mail.example', MAIL_FROM: 'duty@example.org', WEBHOOK_URL: 'https://hook.example/in', WEBHOOK_SECRET: 'sixteen characters' }, wall)
    expect(all.map(({ channel, target }) => [channel, target])).toEqual([['sms', 'https://sms.example'], ['email', 'mail.example:465'], ['webhook', 'https://hook.example']])
    expect(JSON.stringify(all)).not.toMatch(/password|sixteen/)
    expect(() => readGateways({ SMS_GATEWAY_URL: 'ftp://x' }, wall)).toThrow(/SMS_GATEWAY_URL/)
    expect(() => readGateways({ SMS_GATEWAY_URL: 'https://x' }, wall)).toThrow(/SMS_GATEWAY_TOKEN/)
    expect(() => readGateways({ SMTP_URL: 'smtp://x' }, wall)).toThrow(/MAIL_FROM/)
    expect(() => readGateways({ WEBHOOK_URL: 'https://x', WEBHOOK_SECRET: 'short' }, wall)).toThrow(/WEBHOOK_SECRET/)
  })
})
