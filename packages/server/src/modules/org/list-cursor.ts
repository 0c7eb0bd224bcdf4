import { Problem } from '@fengsui/contract/kernel'

/** Place of a row in a list ordered by division and id, as clients send it back. */
export interface ListCursor {
  divisionCode: string
  id: string
}

export function writeCursor(row: ListCursor): string {
  return `${row.divisionCode}.${row.id}`
}

/** Before everything when there is none. @throws Problem `invalid-input` for a cursor this list did not give */
export function readCursor(after: string | undefined): ListCursor {
  if (after === undefined) return { divisionCode: '', id: '00000000-0000-0000-0000-000000000000' }
  const match = /^(\d{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after)
  if (!match) throw new Problem('invalid-input', '翻页标记无效，请从第一页重新打开', [{ path: 'after', message: '翻页标记无效' }])
  return { divisionCode: match[1] ?? '', id: match[2] ?? '' }
}

/** The pattern that finds text anywhere; null finds everything. */
export function containsPattern(q: string | undefined): string | null {
  const words = q?.trim() ?? ''
  return words === '' ? null : `%${escapePattern(words)}%`
}

/** Text taken literally inside a `like` pattern. */
export function escapePattern(words: string): string {
  return words.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
