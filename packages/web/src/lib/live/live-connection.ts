import { LiveEvent } from '@fengsui/contract/situation'
import type { LinkPhase, LiveMessage } from './live-message.ts'
import { createSseParser } from './sse-parser.ts'

/** What the connection needs from its surroundings; tests bring their own. */
export interface LiveParts {
  readonly fetch: (address: string, init: { signal: AbortSignal; headers: Record<string, string> }) => Promise<Response>
  readonly setTimer: (run: () => void, milliseconds: number) => number
  readonly clearTimer: (timer: number) => void
  /** Name of this stream's owner: the server ends what an older attempt of the same one left behind. */
  readonly client: string
}

export interface LiveConnection {
  readonly phase: LinkPhase
  /** Closes and opens again, for example as another account. */
  restart(): void
  close(): void
}

/** The server sends a heartbeat each 15 s; twice that and a bit of silence means that the line is dead. */
const silenceMs = 40_000
const firstDelayMs = 500
const longestDelayMs = 10_000
/** After so many vain attempts the desk says 连接中断 plainly. */
const offlineAfter = 2
const signedOutDelayMs = 15_000

/**
 * Keeps one event stream open, resuming after the last entry seen. It reads with fetch instead of EventSource, because only
 * so a dead line and an ended session can be told from a pause.
 */
export function openLiveConnection(base: string, tell: (message: LiveMessage) => void, parts: LiveParts): LiveConnection {
  let cursor: string | null = null
  let phase: LinkPhase = 'reconnecting'
  let failures = 0
  let closed = false
  let abort = new AbortController()
  let retryTimer: number | undefined
  let silenceTimer: number | undefined

  const setPhase = (next: LinkPhase): void => {
    if (phase === next) return
    phase = next
    tell({ kind: 'phase', phase })
  }
  const stopTimers = (): void => {
    if (retryTimer !== undefined) parts.clearTimer(retryTimer)
    if (silenceTimer !== undefined) parts.clearTimer(silenceTimer)
    retryTimer = undefined
    silenceTimer = undefined
  }
  const watchSilence = (attempt: AbortController): void => {
    if (silenceTimer !== undefined) parts.clearTimer(silenceTimer)
    silenceTimer = parts.setTimer(() => attempt.abort(), silenceMs)
  }
  const retryAfter = (milliseconds: number): void => {
    stopTimers()
    retryTimer = parts.setTimer(() => void connect(), milliseconds)
  }
  const receive = createReceiver((id) => (cursor = id), tell)

  const connect = async (): Promise<void> => {
    const attempt = new AbortController()
    abort = attempt
    let signedOut = false
    watchSilence(attempt)
    try {
      const response = await parts.fetch(`${base}/live?client=${parts.client}${cursor === null ? '' : `&after=${encodeURIComponent(cursor)}`}`, {
        signal: attempt.signal,
        headers: { accept: 'text/event-stream' },
      })
      signedOut = response.status === 401
      if (response.ok && response.body !== null) {
        const decoder = new TextDecoder()
        const feed = createSseParser(receive)
        const reader = response.body.getReader()
        setPhase('live')
        failures = 0
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          watchSilence(attempt)
          feed(decoder.decode(value, { stream: true }))
        }
      }
    } catch {
      // Cut off: the same as an end without a word.
    }
    if (closed || attempt !== abort) return
    if (signedOut) tell({ kind: 'signed-out' })
    failures += 1
    setPhase(failures > offlineAfter ? 'offline' : 'reconnecting')
    retryAfter(signedOut ? signedOutDelayMs : Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1)))
  }

  void connect()
  return {
    get phase() {
      return phase
    },
    restart() {
      stopTimers()
      const old = abort
      failures = 0
      void connect()
      old.abort()
    },
    close() {
      closed = true
      stopTimers()
      abort.abort()
    },
  }
}

function createReceiver(remember: (cursor: string) => void, tell: (message: LiveMessage) => void): (event: { event: string; id: string | null; data: string }) => void {
  return ({ event, id, data }) => {
    if (id !== null) remember(id)
    if (event === 'reset') tell({ kind: 'reset' })
    if (event !== 'entry') return
    const entry = LiveEvent.safeParse(parseJson(data))
    // An entry of a newer program that this page cannot read still means that something changed.
    tell(entry.success ? { kind: 'entry', entry: entry.data } : { kind: 'reset' })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
