import type { Position } from '@fengsui/contract/kernel'
import type { TyphoonFix } from '@fengsui/contract/monitoring'

/** GB/T 35561 */
export const typhoonType = '11B01'

/** Where the eye was last seen by an instant (epoch milliseconds), or null before the first fix. */
export function lastFixOf(fixes: readonly Pick<TyphoonFix, 'fixedAt' | 'position'>[], now: number): Position | null {
  const past = fixes.filter((fix) => Date.parse(fix.fixedAt) <= now).toSorted((a, b) => Date.parse(a.fixedAt) - Date.parse(b.fixedAt))
  return past.at(-1)?.position ?? null
}

/** Incidents as they stand on a map at an instant: a typhoon where its eye is, not where it was when it was registered. */
export function placeTyphoons<I extends { readonly typeCode: string; readonly position: Position | null }>(incidents: readonly I[], fixes: readonly Pick<TyphoonFix, 'fixedAt' | 'position'>[], now: number): readonly I[] {
  const eye = lastFixOf(fixes, now)
  return eye === null ? incidents : incidents.map((incident) => (incident.typeCode === typhoonType ? { ...incident, position: eye } : incident))
}
