import { expiringDays, itemClasses, reserveModes, stockMoveKinds } from '@fengsui/contract/stockpile'

export { reserveModes }
export const reserveModeOptions = (Object.entries(reserveModes) as [keyof typeof reserveModes, string][]).map(([value, label]) => ({ value, label }))

/** What a line of the ledger is called: goods on the way that reach their receiver have not left a store a second time. */
export function moveName({ kind, fromAccount }: { readonly kind: keyof typeof stockMoveKinds; readonly fromAccount: string }): string {
  return kind === 'issue' && fromAccount.startsWith('transit:') ? '到货签收' : stockMoveKinds[kind]
}

/** Class of goods by the first digit of the code. */
export function classOf(code: string): string {
  const classes: Readonly<Record<string, string>> = itemClasses
  return classes[code.slice(0, 1)] ?? ''
}

/** How much is left of a lot's life, in words, and whether it is over or near. */
export function expiryWords(expiresOn: string | null, daysLeft: number | null): { readonly text: string; readonly tone: 'over' | 'soon' | 'fine' } {
  if (expiresOn === null || daysLeft === null) return { text: '不限', tone: 'fine' }
  if (daysLeft < 0) return { text: `${expiresOn} 已过期 ${-daysLeft} 天`, tone: 'over' }
  return daysLeft <= expiringDays ? { text: `${expiresOn} 还有 ${daysLeft} 天`, tone: 'soon' } : { text: expiresOn, tone: 'fine' }
}

/** Days from one day to another, as both are written on goods. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The legal day of an instant, as goods carry it. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 10)
}
