import { lookup } from 'node:dns/promises'
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { PUBLIC_PORTS, refuseAddress } from './public-address.ts'
import { FetchProblem } from './fetch-problem.ts'
import { decodeBody } from './read-charset.ts'

/** Platform defaults. */
const MOST_BYTES = 5 * 1024 * 1024
const MOST_REDIRECTS = 3
const TIME_OUT_MS = 10_000
const LOCAL_NAME = /^(?:localhost|.*\.(?:localhost|local|internal|lan|home|intranet|corp|localdomain))$/i

export interface ResolvedAddress { readonly address: string; readonly family: 4 | 6 }
/** Whether an address that is not public, or an unusual port, has been allowed by an administrator. */
export type InnerPermit = (host: string, port: number, address: string) => boolean

export interface OutboundOptions {
  /** Name resolution; the system's unless a test says otherwise. Called once a connection: the answer is the one that is connected to. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>
  readonly timeOutMs?: number
}

export interface FetchedText { readonly text: string; readonly url: string; readonly contentType: string }

/** A client for addresses that people type in: it reaches the public web and what an administrator listed, and nothing else (SSRF). */
export interface OutboundFetch {
  /** @throws FetchProblem with a reason for people */
  getText(url: string, permits: InnerPermit): Promise<FetchedText>
}

const resolveBySystem = async (host: string): Promise<ResolvedAddress[]> => (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))

/** Reads an address; only http and https, without a name and password in it. */
function parseTarget(address: string): { url: URL; host: string; port: number } {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    throw new FetchProblem('refused', '网址写得不对')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchProblem('refused', '只能抓取 http 和 https 网址')
  if (url.username !== '' || url.password !== '') throw new FetchProblem('refused', '网址里不能带用户名和密码')
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()
  return { url, host, port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port) }
}

/** Resolves the host once and gives the address to connect to. One forbidden address among several refuses the name: it might be the next answer. */
async function choose(host: string, port: number, permits: InnerPermit, resolve: (host: string) => Promise<readonly ResolvedAddress[]>): Promise<ResolvedAddress> {
  const literal = isIP(host)
  const addresses: readonly ResolvedAddress[] = literal !== 0 ? [{ address: host, family: literal === 6 ? 6 : 4 }] : await resolve(host).catch(() => { throw new FetchProblem('failed', `找不到主机 ${host}，请检查网址和网络`) })
  const [first] = addresses
  if (first === undefined) throw new FetchProblem('failed', `找不到主机 ${host}，请检查网址和网络`)
  for (const { address } of addresses) {
    if (permits(host, port, address)) continue
    const why = refuseAddress(address) ?? (literal === 0 && LOCAL_NAME.test(host) ? '是内网主机名' : null)
    if (why !== null) throw new FetchProblem('refused', `${host} ${why}，不能抓取；确是内网信息源的，请系统管理员先登记内网地址`)
    if (!PUBLIC_PORTS.includes(port)) throw new FetchProblem('refused', `不能抓取 ${port} 端口，只许 ${PUBLIC_PORTS.join('、')}；确有需要请系统管理员登记`)
  }
  return first
}

function decompress(answer: IncomingMessage): Readable {
  switch (answer.headers['content-encoding']?.trim().toLowerCase()) {
    case undefined: case '': case 'identity': return answer
    case 'gzip': case 'x-gzip': return answer.pipe(createGunzip())
    case 'deflate': return answer.pipe(createInflate())
    case 'br': return answer.pipe(createBrotliDecompress())
    default: throw new FetchProblem('failed', '对方用了不认识的压缩方式')
  }
}

/** Reads the body as it comes, and no more than the limit: counted after decompression, so that a small archive cannot fill the memory. */
async function readBody(answer: IncomingMessage): Promise<Uint8Array> {
  const source = decompress(answer)
  if (source !== answer) answer.on('error', (error) => source.destroy(error))
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > MOST_BYTES) throw new FetchProblem('failed', '内容超过 5 MB，没有收下')
      pieces.push(piece)
    }
  } finally {
    answer.destroy()
  }
  return Buffer.concat(pieces)
}

/** One request to one address, pinned: whatever the name resolves to by now, this is where it goes. */
function ask(url: URL, host: string, port: number, pinned: ResolvedAddress, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const send = url.protocol === 'https:' ? requestTls : requestPlain
    const request = send({
      host: pinned.address, family: pinned.family, port, method: 'GET', path: `${url.pathname}${url.search}`, signal, agent: false, setHost: false,
      ...(url.protocol === 'https:' && isIP(host) === 0 ? { servername: host } : {}),
      headers: { host: url.host, accept: 'application/rss+xml, application/atom+xml, application/json, application/xml, text/xml, */*;q=0.5', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Fengsui-feed-reader', connection: 'close' },
    })
    request.once('response', done)
    request.once('error', fail)
    request.end()
  })
}

export function createOutboundFetch({ resolve = resolveBySystem, timeOutMs = TIME_OUT_MS }: OutboundOptions = {}): OutboundFetch {
  const follow = async (address: string, permits: InnerPermit, signal: AbortSignal): Promise<FetchedText> => {
    let next = address
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const { url, host, port } = parseTarget(next)
      const pinned = await choose(host, port, permits, resolve)
      signal.throwIfAborted()
      const answer = await ask(url, host, port, pinned, signal)
      const status = answer.statusCode ?? 0
      if (status >= 300 && status < 400 && answer.headers.location !== undefined) {
        answer.destroy()
        try {
          next = new URL(answer.headers.location, url).href
        } catch {
          throw new FetchProblem('failed', '对方转到了一个不对的网址')
        }
        continue
      }
      if (status !== 200) {
        answer.destroy()
        throw new FetchProblem('failed', `对方回答 ${status}${status === 404 ? '，网址可能已变' : status === 403 || status === 401 ? '，不许访问' : ''}`)
      }
      const contentType = answer.headers['content-type'] ?? ''
      return { text: decodeBody(await readBody(answer), contentType), url: url.href, contentType }
    }
    throw new FetchProblem('failed', `对方转了 ${MOST_REDIRECTS} 次以上，没有再跟`)
  }
  return {
    async getText(address, permits) {
      const stop = new AbortController()
      const timer = setTimeout(() => stop.abort(), timeOutMs)
      const late = new Promise<never>((_, fail) => { stop.signal.addEventListener('abort', () => fail(new FetchProblem('failed', `${timeOutMs / 1000} 秒内没有收完，请检查网络或网址`)), { once: true }) })
      late.catch(() => undefined)
      try {
        return await Promise.race([follow(address, permits, stop.signal), late])
      } catch (error) {
        if (error instanceof FetchProblem) throw error
        throw new FetchProblem('failed', `连不上：${wordsOf(error)}`)
      } finally {
        clearTimeout(timer)
        // Whatever is still under way after an error ends with it.
        stop.abort()
      }
    },
  }
}

function wordsOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'ECONNREFUSED') return '对方没有在这个端口服务'
  if (/^(?:CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|ERR_TLS)/.test(code)) return '对方的证书不可信'
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) return '压缩的内容坏了'
  return code === '' ? '网络出错' : code
}
