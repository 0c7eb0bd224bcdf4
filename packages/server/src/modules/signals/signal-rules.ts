import { signalLifecycle, signalStatusNames, type SignalStatus } from '@fengsui/contract/signals'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { Problem } from '@fengsui/contract/kernel'

/** Whether two sets of figures say the same; unknown and absent are one. */
export function sameFacts(a: IncidentFacts, b: IncidentFacts): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name as keyof IncidentFacts] ?? null) === (b[name as keyof IncidentFacts] ?? null))
}

/** @throws Problem naming what is possible instead */
export function requireTransition(from: SignalStatus, to: SignalStatus): void {
  const allowed: readonly SignalStatus[] = signalLifecycle[from]
  if (!allowed.includes(to)) throw new Problem('lifecycle-refused', `这条来报${signalStatusNames[from]}，不能改为“${signalStatusNames[to]}”，请刷新后查看最新状态`)
}

/** Title made of place, kind and the gravest figures; never of the caller's words, which may name people. */
export function titleOf(placeName: string, typeName: string, facts: IncidentFacts): string {
  const figures = ([['dead', '死亡'], ['missing', '下落不明'], ['trapped', '被困'], ['seriouslyInjured', '重伤']] as const)
    .flatMap(([name, label]) => (facts[name] ? [`${label} ${facts[name]} 人`] : []))
    .slice(0, 2)
  return `${placeName}${typeName}${figures.length > 0 ? `，${figures.join('、')}` : ''}`
}

/** Metres above the guarantee level (保证水位), to the centimetre; null when the gauge has none. */
export function aboveGuarantee(levelMetres: number, guaranteeLevelMetres: number | null): number | null {
  return guaranteeLevelMetres === null ? null : Math.round((levelMetres - guaranteeLevelMetres) * 100) / 100
}

export function gaugeTitle(stationName: string, levelMetres: number, above: number | null): string {
  const against = above === null ? '' : above >= 0 ? `，超保证 ${above.toFixed(2)} m` : `，低于保证 ${Math.abs(above).toFixed(2)} m`
  return `${stationName} ${levelMetres.toFixed(2)} m${against}`
}
