import type { contactKinds, PersonView } from '@fengsui/contract/org'

export type ContactKindKey = keyof typeof contactKinds

/** A contact as the form holds it. */
export interface ContactRow {
  /** Stable while the form is open. */
  readonly key: string
  readonly kind: ContactKindKey
  readonly value: string
  readonly preferred: boolean
  /** What is known but not shown in full: it must be typed again to be kept. */
  readonly masked: string | null
}

/** Rows for a person's contacts. Masked values cannot be sent back: saving them would overwrite the numbers with asterisks. */
export function toContactRows(contacts: PersonView['contacts']): readonly ContactRow[] {
  return contacts.map(({ id, kind, value, preferred }) => {
    const masked = value.includes('*')
    return { key: id, kind, value: masked ? '' : value, preferred, masked: masked ? value : null }
  })
}

/** What is sent: filled rows only; the first is preferred when none is. */
export function toContacts(rows: readonly ContactRow[]): { kind: ContactKindKey; value: string; preferred: boolean }[] {
  const filled = rows.filter(({ value, masked }) => value.trim() !== '' || masked !== null)
  const none = !filled.some(({ preferred }) => preferred)
  return filled.map(({ kind, value, preferred }, index) => ({ kind, value: value.trim(), preferred: preferred || (none && index === 0) }))
}

/** Exactly one row may be preferred. */
export function preferRow(rows: readonly ContactRow[], key: string): readonly ContactRow[] {
  return rows.map((row) => ({ ...row, preferred: row.key === key }))
}
