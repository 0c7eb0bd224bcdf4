import { ProblemBody } from '@fengsui/contract/kernel'

/** What one answer of the server, or what posed as one, means for a queued command. */
export type Verdict =
  | { readonly kind: 'done'; readonly id: string | null }
  | { readonly kind: 'refused'; readonly problem: ProblemBody }
  /** Nobody is signed in: the queue is kept and waits for its person. */
  | { readonly kind: 'signed-out' }
  /** The token of another session: renew it, then look who it is. */
  | { readonly kind: 'csrf' }
  /** No answer, or a busy server, or something between that is not the server. `uncertain`: it may have been done. */
  | { readonly kind: 'retry'; readonly uncertain: boolean; readonly problem: ProblemBody | null; readonly afterSeconds: number | null }
  /** The server tripped over this very command (500). */
  | { readonly kind: 'failed'; readonly problem: ProblemBody }

const busy = new Set([408, 425, 429, 502, 503, 504])

/** `body` is the parsed JSON, or undefined where there was none. Pure. */
export function judgeAnswer(status: number, body: unknown, retryAfter: string | null = null): Verdict {
  const parsed = ProblemBody.safeParse(body)
  const problem = parsed.success ? parsed.data : null
  if (status >= 200 && status < 300) {
    // A sign-in page of the network between (hotel, mobile carrier) answers 200 to everything; it does not speak JSON.
    if (typeof body !== 'object' || body === null) return { kind: 'retry', uncertain: false, problem: between(status), afterSeconds: null }
    const id = 'id' in body && typeof body.id === 'string' ? body.id : null
    return { kind: 'done', id }
  }
  if (status === 401) return { kind: 'signed-out' }
  if (problem?.code === 'csrf-refused') return { kind: 'csrf' }
  if (busy.has(status)) return { kind: 'retry', uncertain: status >= 500, problem, afterSeconds: secondsOf(retryAfter) }
  if (status >= 500) return { kind: 'failed', problem: problem ?? between(status) }
  // A proxy refuses big uploads in its own words; they will not become smaller.
  if (status === 413) return { kind: 'refused', problem: problem ?? { ...between(413), code: 'too-large', title: '内容过大', detail: '照片或内容太大，服务没有收。请删掉照片重发文字，照片另送' } }
  // Only our own server may refuse a report for good: a page from a proxy in between may not.
  if (problem === null) return { kind: 'retry', uncertain: false, problem: between(status), afterSeconds: null }
  return { kind: 'refused', problem }
}

function secondsOf(retryAfter: string | null): number | null {
  const seconds = Number(retryAfter ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 600) : null
}

function between(status: number): ProblemBody {
  return { type: 'urn:fengsui:problem:unavailable', code: 'unavailable', title: '没有连到烽燧服务', status, detail: `应答的不是烽燧服务（${status}）：所在网络可能要先上网认证，或服务正在维护。内容存着，会自动再发` }
}
