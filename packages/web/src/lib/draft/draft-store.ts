/** The part of Web Storage that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const prefix = 'fengsui:draft'

/** Each account has its own drafts: desks are shared between shifts. */
export function draftKey(accountId: string, key: string): string {
  return `${prefix}:${accountId}:${key}`
}

/** The stored draft, or `undefined` when there is none or it cannot be read. */
export function readDraft(storage: DraftStorage, key: string): unknown {
  try {
    const text = storage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** Keeps a draft. @returns whether it was kept; storage may be full or forbidden, and the form must go on working */
export function writeDraft(storage: DraftStorage, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function dropDraft(storage: DraftStorage, key: string): void {
  try {
    storage.removeItem(key)
  } catch {
    // Storage is forbidden: then nothing was kept either.
  }
}

/**
 * A stored draft brought to the present shape of its form: fields that are new get their initial value, a draft of another
 * shape is not used.
 */
export function mergeDraft<T>(initial: T, stored: unknown): T {
  if (stored === undefined || stored === null) return initial
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isRecord(initial)) return isRecord(stored) ? { ...initial, ...stored } : initial
  if (Array.isArray(initial)) return Array.isArray(stored) ? (stored as T) : initial
  return initial === null || typeof stored === typeof initial ? (stored as T) : initial
}
