import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { AnswerLost } from '../../outbox/channel.ts'

/** Longest wait for a connection and for the answer. */
const ANSWER_LIMIT_MS = 10_000
const LARGEST_ANSWER = 4 * 1024 * 1024

/**
 * Posts JSON and reads a JSON answer. Redirects are not followed.
 * @throws AnswerLost when the question may have arrived; any other error means it has not, or was refused as a whole
 */
export async function post(target: URL, body: object | string, headers: Record<string, string>, signal: AbortSignal, lookup?: LookupFunction): Promise<unknown> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const { status, answer } = await exchange(target, text, headers, signal, lookup)
  if (status >= 500) throw new AnswerLost(`对方出错（HTTP ${status}）`)
  if (status < 200 || status >= 300) throw new Error(`对方拒收（HTTP ${status}）${status >= 300 && status < 400 ? '，不跟随转址，请改正地址' : ''}`)
  try {
    return answer === '' ? null : JSON.parse(answer)
  } catch {
    return null
  }
}

function exchange(target: URL, text: string, headers: Record<string, string>, signal: AbortSignal, lookup: LookupFunction | undefined): Promise<{ status: number; answer: string }> {
  return new Promise((resolve, reject) => {
    let connected = false
    const fail = (error: Error): void => reject(connected ? new AnswerLost(error.message, { cause: error }) : error)
    const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, {
      method: 'POST', signal, agent: false, timeout: ANSWER_LIMIT_MS, ...(lookup ? { lookup } : {}),
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), accept: 'application/json' },
    }, (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > LARGEST_ANSWER) request.destroy(new Error('答复过大'))
        else chunks.push(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, answer: Buffer.concat(chunks).toString('utf8') }))
      response.on('error', fail)
    })
    const limit = setTimeout(() => request.destroy(new Error('10 秒内没有答复')), ANSWER_LIMIT_MS)
    request.on('socket', (socket) => socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true)))
    request.on('timeout', () => request.destroy(new Error('10 秒内没有答复')))
    request.on('error', fail)
    request.on('close', () => clearTimeout(limit))
    request.end(text)
  })
}
