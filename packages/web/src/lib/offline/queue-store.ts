import type { ProblemBody } from '@fengsui/contract/kernel'
import type { OfflineDb } from './offline-db.ts'
import { listDependents } from './queue-item.ts'
import type { QueueDraft, QueueItem } from './queue-item.ts'

/** A draft with the bytes of its file. */
export interface QueueEntry {
  readonly draft: QueueDraft
  readonly bytes?: ArrayBuffer
}

/** What became of one attempt, as the store keeps it. */
export type Settlement =
  | { readonly kind: 'delivered'; readonly at: string; readonly resultId: string | null }
  | { readonly kind: 'refused'; readonly problem: ProblemBody; readonly uncertain: boolean }
  /** Goes back to waiting. `uncertain`: the server may have acted. */
  | { readonly kind: 'retry'; readonly problem: ProblemBody | null; readonly uncertain: boolean; readonly failed: boolean }

const fresh = { state: 'waiting', attempts: 0, failures: 0, uncertain: false, problem: null, deliveredAt: null, resultId: null, uploaded: null } as const

/** The queue on this phone. Each method is one transaction: a page killed at any moment leaves either all of it or nothing. */
export class QueueStore {
  readonly #db: OfflineDb
  readonly #changed: () => void
  constructor(db: OfflineDb, changed: () => void = () => undefined) {
    this.#db = db
    this.#changed = changed
  }

  /** Everything of one account, in order. */
  async list(accountId: string): Promise<QueueItem[]> {
    const items = await this.#db.getAllFromIndex('queue', 'account', accountId)
    return items.sort((a, b) => a.order - b.order)
  }

  /** Undelivered items of other accounts: they wait for their own people. */
  async countOfOthers(accountId: string | null): Promise<number> {
    const items = await this.#db.getAll('queue')
    return items.filter((item) => item.accountId !== accountId && item.state !== 'delivered').length
  }

  /**
   * Takes in what belongs together, all or nothing; an item whose key is already there is left as it is.
   * @throws DOMException QuotaExceededError when the phone is full; then nothing was kept
   */
  async add(entries: readonly QueueEntry[]): Promise<void> {
    const tx = this.#db.transaction(['queue', 'files'], 'readwrite', { durability: 'strict' })
    const queue = tx.objectStore('queue')
    const work = async (): Promise<void> => {
      let order = (await queue.index('order').openCursor(null, 'prev'))?.value.order ?? 0
      for (const { draft, bytes } of entries) {
        if ((await queue.get(draft.key)) !== undefined) continue
        const same = draft.subject === null ? [] : await queue.index('account').getAll(draft.accountId)
        const after = same.filter((item) => item.subject === draft.subject && item.state !== 'delivered' && !draft.needs.includes(item.key)).map(({ key }) => key)
        await queue.add({ ...draft, ...fresh, order: ++order, after })
        if (bytes !== undefined) await tx.objectStore('files').put({ key: draft.key, bytes })
      }
    }
    try {
      await Promise.all([work(), tx.done])
    } catch (error) {
      abortQuietly(tx)
      throw error
    }
    this.#changed()
  }

  async readFile(key: string): Promise<ArrayBuffer | null> {
    return (await this.#db.get('files', key))?.bytes ?? null
  }

  /** @returns the item as marked, or null when it changed meanwhile (discarded, edited, delivered by another page) */
  beginAttempt(key: string, commandId: string): Promise<QueueItem | null> {
    return this.#change(key, (item) => (item.commandId === commandId && (item.state === 'waiting' || item.state === 'sending') ? { ...item, state: 'sending', attempts: item.attempts + 1 } : null))
  }

  async noteUploaded(key: string, sha256: string | null): Promise<void> {
    await this.#change(key, (item) => ({ ...item, uploaded: sha256 }))
  }

  /** Writes down how an attempt ended; an answer to a command id that is no longer the item's is ignored. */
  async settle(key: string, commandId: string, settlement: Settlement): Promise<QueueItem | null> {
    const settled = await this.#change(key, (item) => {
      if (item.commandId !== commandId || item.state === 'delivered') return null
      if (settlement.kind === 'delivered') return { ...item, state: 'delivered', problem: null, uncertain: false, failures: 0, deliveredAt: settlement.at, resultId: settlement.resultId }
      if (settlement.kind === 'refused') return { ...item, state: 'refused', problem: settlement.problem, uncertain: item.uncertain || settlement.uncertain, failures: 0 }
      return { ...item, state: 'waiting', problem: settlement.problem, uncertain: item.uncertain || settlement.uncertain, failures: settlement.failed ? item.failures + 1 : 0 }
    })
    if (settled?.state === 'delivered') await this.#db.delete('files', key)
    return settled
  }

  /** Sends a refused item again as it is. The command id stays, so whatever happened before, it is done once. */
  async resend(key: string): Promise<boolean> {
    return (await this.#change(key, (item) => (item.state === 'refused' ? { ...item, state: 'waiting', problem: null, failures: 0 } : null))) !== null
  }

  /** Puts corrected content in the place of a refused item. Another content is another command. */
  async replace(key: string, corrected: Pick<QueueDraft, 'commandId' | 'params' | 'body' | 'words'>): Promise<boolean> {
    return (await this.#change(key, (item) => (item.state === 'refused' ? { ...item, ...corrected, state: 'waiting', attempts: 0, failures: 0, uncertain: false, problem: null, uploaded: null } : null))) !== null
  }

  /** Throws away a refused or never tried item and all that cannot go without it. @returns how many went; 0 when it may already be on its way */
  async discard(key: string): Promise<number> {
    const tx = this.#db.transaction(['queue', 'files'], 'readwrite', { durability: 'strict' })
    const queue = tx.objectStore('queue')
    const item = await queue.get(key)
    const going = item === undefined || !(item.state === 'refused' || (item.state === 'waiting' && item.attempts === 0)) ? [] : listDependents(key, await queue.index('account').getAll(item.accountId))
    for (const each of going) {
      await queue.delete(each.key)
      await tx.objectStore('files').delete(each.key)
    }
    await tx.done
    if (going.length > 0) this.#changed()
    return going.length
  }

  /** Forgets what was delivered before an instant and nobody needs any more. */
  async prune(accountId: string, deliveredBefore: string): Promise<number> {
    const tx = this.#db.transaction('queue', 'readwrite')
    const items = await tx.store.index('account').getAll(accountId)
    const needed = new Set(items.filter(({ state }) => state !== 'delivered').flatMap(({ needs }) => needs))
    const old = items.filter((item) => item.state === 'delivered' && item.deliveredAt !== null && item.deliveredAt < deliveredBefore && !needed.has(item.key))
    for (const { key } of old) await tx.store.delete(key)
    await tx.done
    if (old.length > 0) this.#changed()
    return old.length
  }

  async #change(key: string, decide: (item: QueueItem) => QueueItem | null): Promise<QueueItem | null> {
    const tx = this.#db.transaction('queue', 'readwrite', { durability: 'strict' })
    const item = await tx.store.get(key)
    const next = item === undefined ? null : decide(item)
    if (next !== null) await tx.store.put(next)
    await tx.done
    if (next !== null) this.#changed()
    return next
  }
}

function abortQuietly(tx: { abort: () => void }): void {
  try {
    tx.abort()
  } catch {
    // Already over.
  }
}
