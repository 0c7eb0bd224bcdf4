import type { UnitRef } from '@fengsui/contract/plans/structured'
import { planKinds } from '@fengsui/contract/plans/structured'

/** Minutes as plans say them: `30 分`, `6 时`, `3 天`. */
export function minutesText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} 天`
  if (minutes % 60 === 0) return `${minutes / 60} 时`
  return minutes > 60 ? `${Math.floor(minutes / 60)} 时 ${minutes % 60} 分` : `${minutes} 分`
}

/** A unit by duty; `each` is every unit that carries it. */
export function unitText(unit: UnitRef): string {
  return unit.each === true ? `${unit.nameZh}（各）` : unit.nameZh
}

/** Kind of a plan in Chinese; the word itself for kinds this page does not know. */
export function kindText(kind: string): string {
  return Object.hasOwn(planKinds, kind) ? planKinds[kind as keyof typeof planKinds] : kind
}
