import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { QueueItem } from './queue-item.ts'

/** An answer of the server kept for reading without a network, and when the server gave it. */
export interface KeptRead {
  readonly accountId: string
  readonly name: string
  readonly data: unknown
  /** Server time, ISO. */
  readonly readAt: string
}

interface OfflineSchema extends DBSchema {
  /** What the person did and the server has not confirmed, with what it confirmed lately. */
  queue: { key: string; value: QueueItem; indexes: { account: string; order: number } }
  /** Photos of queued attachments, by the key of their item: bytes, because some browsers lose stored Blobs. */
  files: { key: string; value: { readonly key: string; readonly bytes: ArrayBuffer } }
  reads: { key: [string, string]; value: KeptRead; indexes: { account: string } }
  /** Who uses this phone, small settings. */
  facts: { key: string; value: { readonly name: string; readonly value: unknown } }
}

export type OfflineDb = IDBPDatabase<OfflineSchema>

const schemaVersion = 1

/**
 * Opens what is kept on this phone. A newer page in another tab may need another shape: then this one lets go at once.
 * @throws DOMException where the browser forbids storage (private windows of some browsers)
 */
export function openOfflineDb(name = 'fengsui-phone'): Promise<OfflineDb> {
  return openDB<OfflineSchema>(name, schemaVersion, {
    upgrade(db) {
      const queue = db.createObjectStore('queue', { keyPath: 'key' })
      queue.createIndex('account', 'accountId')
      queue.createIndex('order', 'order')
      db.createObjectStore('files', { keyPath: 'key' })
      db.createObjectStore('reads', { keyPath: ['accountId', 'name'] }).createIndex('account', 'accountId')
      db.createObjectStore('facts', { keyPath: 'name' })
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
}

/** Whether writing failed because the phone is full; then the person must know, for nothing was kept. */
export function isStorageFull(error: unknown): boolean {
  return error instanceof Error && (error.name === 'QuotaExceededError' || /quota|disk full|no space/i.test(error.message))
}
