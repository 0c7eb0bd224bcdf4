import type { SilentPlace } from '@fengsui/contract/notifications'
import type { MapLayer } from '../../map/layers/map-layer.ts'

/** What is known of a place that has not answered, in a line. */
export function silentWords({ silent, unreachable, overdue }: Pick<SilentPlace, 'silent' | 'unreachable' | 'overdue'>): string {
  return [unreachable === silent ? `${silent} 人送不到` : `${silent} 人未应答`, ...(unreachable > 0 && unreachable < silent ? [`${unreachable} 人送不到`] : []), ...(overdue > 0 ? [`${overdue} 人超时`] : [])].join('，')
}

/** Places as marks: those with no way left to reach anybody stand out, for they need somebody to go there. */
export function buildSilentLayers(places: readonly SilentPlace[]): MapLayer[] {
  const points = (some: readonly SilentPlace[], tone: 'hazard' | 'facility') => some.flatMap(({ divisionCode, placeName, position }) => (position === null ? [] : [{ id: divisionCode, position, symbol: 'facility-village' as const, tone, label: placeName, size: tone === 'hazard' ? 24 : 20 }]))
  return [
    { id: 'silent', kind: 'points', labels: 'close', points: points(places.filter(({ unreachable }) => unreachable === 0), 'facility') },
    { id: 'unreachable', kind: 'points', labels: 'close', points: points(places.filter(({ unreachable }) => unreachable > 0), 'hazard') },
  ]
}
