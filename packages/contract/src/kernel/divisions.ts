import { z } from 'zod'

/** Official division code padded to 12 digits: GB/T 2260 (2+2+2) and the statistical town (3) and village (3) codes. */
export const DivisionCode = z.string().regex(/^\d{12}$/, '行政区划代码应为 12 位数字')

export const divisionLevels = ['province', 'city', 'county', 'town', 'village'] as const
export const DivisionLevel = z.enum(divisionLevels)
export type DivisionLevel = z.infer<typeof DivisionLevel>

export const divisionLevelNames: Record<DivisionLevel, string> = { province: '省', city: '市', county: '县', town: '乡镇', village: '村' }

const significantDigits: Record<DivisionLevel, number> = { province: 2, city: 4, county: 6, town: 9, village: 12 }

/** Level that the zeros of a code tell; a code with trailing zeros inside a level never occurs in the official tables. */
export function divisionLevelOf(code: string): DivisionLevel {
  if (/^\d{2}0{10}$/.test(code)) return 'province'
  if (/^\d{4}0{8}$/.test(code)) return 'city'
  if (/^\d{6}0{6}$/.test(code)) return 'county'
  if (/^\d{9}0{3}$/.test(code)) return 'town'
  return 'village'
}

/** The code's own digits without padding, `331099101000` → `331099101`: the prefix every place below it shares. */
export function divisionPrefix(code: string): string {
  return code.slice(0, significantDigits[divisionLevelOf(code)])
}

/** Ancestor of `code` at `level` (or the code itself), padded. */
export function divisionAt(code: string, level: DivisionLevel): string {
  return code.slice(0, significantDigits[level]).padEnd(12, '0')
}

/** Half-open code range `[lo, hi)` of a place and all below it, for `collate "C"` comparison. */
export function divisionRange(code: string): { lo: string; hi: string } {
  const prefix = divisionPrefix(code)
  return { lo: prefix, hi: (BigInt(prefix) + 1n).toString().padStart(prefix.length, '0') }
}

/** Whether `code` lies in `area` or is it. */
export function isWithin(code: string, area: string): boolean {
  return code.startsWith(divisionPrefix(area))
}
