import type { Change, Json } from '@fengsui/contract/kernel'

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: { [field: string]: Json }): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}
