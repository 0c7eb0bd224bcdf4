import type { ProblemBody } from '@fengsui/contract/kernel'

/** 待发送 → 发送中 → 已送达, or 被拒, where only the person decides what comes next. */
export type QueueState = 'waiting' | 'sending' | 'delivered' | 'refused'
export const queueStateNames: Readonly<Record<QueueState, string>> = { waiting: '待发送', sending: '发送中', delivered: '已送达', refused: '被拒' }

/** A command as a screen composes it, before the queue gives it its order. */
export interface QueueDraft {
  /** Made when the form opens: composing the same form twice puts in one item. Constant through edits. */
  readonly key: string
  readonly accountId: string
  /** Made once; changes only when the content is edited after a sure refusal. */
  readonly commandId: string
  /** Which form it came from, so that it can be opened again. */
  readonly kind: string
  /** Path of the contract's route with `:name` parts. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** Without `commandId`. Text `@<key>` stands for the id that the server gave to another item. */
  readonly body: Readonly<Record<string, unknown>>
  /** What it is, for the list: `报险情：滑坡塌方，岭下村`. */
  readonly words: string
  /** Server time as this phone knows it, ISO. */
  readonly composedAt: string
  /** The thing it is about; a later item about the same thing waits for the earlier one. */
  readonly subject: string | null
  /** Keys of items whose result this one needs: it cannot be sent without them. */
  readonly needs: readonly string[]
  /** A file to upload first; its bytes are kept beside. */
  readonly file: { readonly name: string; readonly type: string; readonly size: number } | null
}

export interface QueueItem extends QueueDraft {
  /** Rising on this phone; the order of sending. */
  readonly order: number
  /** Earlier items about the same subject, undelivered when this one was composed. */
  readonly after: readonly string[]
  readonly state: QueueState
  readonly attempts: number
  /** Server errors in a row (500): after some the item steps aside, so that it cannot hold up what others wait for. */
  readonly failures: number
  /** An attempt ended without an answer: the server may have done it. The same command id finds out without doing it twice. */
  readonly uncertain: boolean
  readonly problem: ProblemBody | null
  readonly deliveredAt: string | null
  /** Id of what the server made, for items that need it. */
  readonly resultId: string | null
  /** Content hash of the uploaded file. */
  readonly uploaded: string | null
}

type Known = ReadonlyMap<string, QueueItem>

function byKey(items: readonly QueueItem[]): Known {
  return new Map(items.map((item) => [item.key, item]))
}

/** The undelivered item that holds this one up, or null. One that is needed and no longer here holds it up as well: `missing`. */
export function findHolder(item: QueueItem, items: readonly QueueItem[]): QueueItem | 'missing' | null {
  return holderOf(item, byKey(items))
}

function holderOf(item: QueueItem, known: Known): QueueItem | 'missing' | null {
  for (const key of item.needs) {
    const other = known.get(key)
    if (other === undefined) return 'missing'
    if (other.state !== 'delivered') return other
  }
  for (const key of item.after) {
    const other = known.get(key)
    // Discarded: nobody waits for it any more.
    if (other !== undefined && other.state !== 'delivered') return other
  }
  return null
}

/**
 * What goes out next: commands strictly in the order they were composed; a refused one is stepped over, and so is what depends on
 * it. Photos follow when no command can be sent: a picture must never hold up words.
 */
export function nextToSend(items: readonly QueueItem[]): QueueItem | null {
  const known = byKey(items)
  const open = items.filter(({ state }) => state === 'waiting' || state === 'sending').sort((a, b) => a.order - b.order)
  const sendable = (item: QueueItem): boolean => holderOf(item, known) === null
  return open.find((item) => item.file === null && sendable(item)) ?? open.find((item) => item.file !== null && sendable(item)) ?? null
}

/** Everything that cannot be sent without this item, itself first: what discarding it takes along. */
export function listDependents(key: string, items: readonly QueueItem[]): readonly QueueItem[] {
  const taken = new Set([key])
  const ordered = [...items].sort((a, b) => a.order - b.order)
  for (const item of ordered) if (item.needs.some((needed) => taken.has(needed))) taken.add(item.key)
  return ordered.filter((item) => taken.has(item.key))
}

/** Puts the ids the server gave in place of `@<key>`; text that merely begins with @ stays. */
export function resolveReferences<T>(value: T, results: ReadonlyMap<string, string>): T {
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return part.startsWith('@') ? (results.get(part.slice(1)) ?? part) : part
    if (Array.isArray(part)) return part.map(walk)
    if (part !== null && typeof part === 'object') return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]))
    return part
  }
  return walk(value) as T
}

/** Ids of what the needed items made. */
export function resultsFor(item: QueueItem, items: readonly QueueItem[]): ReadonlyMap<string, string> {
  const known = byKey(items)
  return new Map(item.needs.flatMap((key) => {
    const id = known.get(key)?.resultId
    return id === null || id === undefined ? [] : [[key, id] as const]
  }))
}

/** How much still has to go out, and how much waits for the person. */
export function countQueue(items: readonly QueueItem[]): { readonly waiting: number; readonly refused: number } {
  return {
    waiting: items.filter(({ state }) => state === 'waiting' || state === 'sending').length,
    refused: items.filter(({ state }) => state === 'refused').length,
  }
}
