import type { OfflineDb } from './offline-db.ts'

const daysKept = 7

/** Answers kept for reading without a network: per account, with their time, gone when their person signs out. */
export class KeptReads {
  readonly #db: OfflineDb
  constructor(db: OfflineDb) {
    this.#db = db
  }

  async get(accountId: string, name: string): Promise<{ readonly data: unknown; readonly readAt: string } | null> {
    return (await this.#db.get('reads', [accountId, name])) ?? null
  }

  /** @throws DOMException QuotaExceededError when the phone is full; what was kept before stays */
  async put(accountId: string, name: string, data: unknown, readAt: string): Promise<void> {
    await this.#db.put('reads', { accountId, name, data, readAt })
  }

  /** Age of everything kept, the oldest first. */
  async listAges(accountId: string): Promise<readonly { readonly name: string; readonly readAt: string }[]> {
    const kept = await this.#db.getAllFromIndex('reads', 'account', accountId)
    return kept.map(({ name, readAt }) => ({ name, readAt })).sort((a, b) => (a.readAt < b.readAt ? -1 : 1))
  }

  /** Personal data does not lie about: what is older than a week goes, whosever it is. */
  async forgetOld(now: string): Promise<void> {
    const limit = new Date(Date.parse(now) - daysKept * 86_400_000).toISOString()
    const tx = this.#db.transaction('reads', 'readwrite')
    for (const kept of await tx.store.getAll()) if (kept.readAt < limit) await tx.store.delete([kept.accountId, kept.name])
    await tx.done
  }

  /** Everything of one account that was read from the server, its drafts and its delivered commands. Undelivered ones stay. */
  async wipe(accountId: string): Promise<void> {
    const tx = this.#db.transaction(['reads', 'queue', 'facts'], 'readwrite')
    for (const kept of await tx.objectStore('reads').index('account').getAll(accountId)) await tx.objectStore('reads').delete([accountId, kept.name])
    const items = await tx.objectStore('queue').index('account').getAll(accountId)
    const needed = new Set(items.filter(({ state }) => state !== 'delivered').flatMap(({ needs }) => needs))
    for (const item of items) if (item.state === 'delivered' && !needed.has(item.key)) await tx.objectStore('queue').delete(item.key)
    for (const name of await tx.objectStore('facts').getAllKeys()) if (name.startsWith(draftName(accountId, ''))) await tx.objectStore('facts').delete(name)
    await tx.done
  }

  /** What was typed and not yet put in the queue; photos too, for a phone may close the browser to open its camera. */
  async getDraft(accountId: string, form: string): Promise<unknown> {
    return this.getFact(draftName(accountId, form))
  }

  async setDraft(accountId: string, form: string, value: unknown): Promise<void> {
    if (value === null) await this.#db.delete('facts', draftName(accountId, form))
    else await this.setFact(draftName(accountId, form), value)
  }

  async getFact(name: string): Promise<unknown> {
    return (await this.#db.get('facts', name))?.value
  }

  async setFact(name: string, value: unknown): Promise<void> {
    await this.#db.put('facts', { name, value })
  }
}

const draftName = (accountId: string, form: string): string => `draft:${accountId}:${form}`
