import type { Instant } from '@fengsui/contract/kernel'
import { readTypedOccurrence } from '@fengsui/contract/signals/extraction'

/**
 * A time typed into a field: everything the text reader knows, and bare digits as people type them fast (`132`, `0132`).
 * @returns null when it cannot be read or lies in the future
 */
export function readTypedTime(text: string, now: Instant): Instant | null {
  const digits = /^(\d{1,2})(\d{2})$/.exec(text.trim())
  return readTypedOccurrence(digits === null ? text : `${digits[1] ?? ''}:${digits[2] ?? ''}`, now)
}
