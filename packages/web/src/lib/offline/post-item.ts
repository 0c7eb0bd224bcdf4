import { mainApiBase } from '../api.ts'
import { csrf } from '../csrf.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { Verdict } from './judge-answer.ts'

/** One request of the queue: a command, or the bytes of a file. */
export type QueuePost =
  | { readonly kind: 'command'; readonly path: string; readonly params: Readonly<Record<string, string>>; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: ArrayBuffer }

/** An uploaded file's hash comes beside the verdict. */
export interface PostAnswer {
  readonly verdict: Verdict
  readonly sha256: string | null
}

export type PostItem = (post: QueuePost, signal: AbortSignal) => Promise<PostAnswer>

const commandLimitMs = 20_000
/** A photo over a bad link. */
const fileLimitMs = 150_000

/** Sends one request to the server. Never throws: silence is a verdict too. */
export const postItem: PostItem = async (post, signal) => {
  const address = post.kind === 'file' ? '/files' : post.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(post.params[name] ?? ''))
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  const limit = setTimeout(stop, post.kind === 'file' ? fileLimitMs : commandLimitMs)
  signal.addEventListener('abort', stop)
  try {
    const response = await fetch(`${mainApiBase}${address}`, {
      method: 'POST',
      credentials: 'same-origin',
      // A redirect is never our server's answer to a command.
      redirect: 'error',
      cache: 'no-store',
      signal: abort.signal,
      headers: {
        accept: 'application/json',
        'content-type': post.kind === 'file' ? 'application/octet-stream' : 'application/json',
        ...(post.kind === 'file' ? { 'x-file-name': encodeURIComponent(post.name) } : {}),
        ...(csrf.token === '' ? {} : { 'x-csrf-token': csrf.token }),
      },
      body: post.kind === 'file' ? post.bytes : JSON.stringify(post.body),
    })
    // Cut off in the middle of the answer is no answer: the abort of the time limit must reach the reading too.
    const text = await response.text()
    const body = parseJson(text)
    const sha256 = response.ok && typeof body === 'object' && body !== null && 'sha256' in body && typeof body.sha256 === 'string' ? body.sha256 : null
    return { verdict: judgeAnswer(response.status, body, response.headers.get('retry-after')), sha256 }
  } catch {
    return { verdict: { kind: 'retry', uncertain: true, problem: null, afterSeconds: null }, sha256: null }
  } finally {
    clearTimeout(limit)
    signal.removeEventListener('abort', stop)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
