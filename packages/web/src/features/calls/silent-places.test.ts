import type { SilentPlace } from '@fengsui/contract/notifications'
import { describe, expect, it } from 'vitest'
import { buildSilentLayers, silentWords } from './silent-places.ts'

const place = (divisionCode: string, more: Partial<SilentPlace> = {}): SilentPlace => ({ divisionCode, placeName: divisionCode, position: { longitude: 121, latitude: 28.6 }, silent: 1, unreachable: 0, overdue: 0, ...more })

describe('silent places', () => {
  it('say only what there is to say', () => {
    expect([silentWords(place('a')), silentWords(place('b', { silent: 3, unreachable: 1, overdue: 2 })), silentWords(place('c', { silent: 2, unreachable: 2 }))]).toEqual(['1 人未应答', '3 人未应答，1 人送不到，2 人超时', '2 人送不到'])
  })
  it('are marked apart where nobody can be reached; one without a position is in the list only', () => {
    const layers = buildSilentLayers([place('a'), place('b', { unreachable: 1 }), place('c', { position: null })])
    expect(layers.map((layer) => [layer.id, layer.kind === 'points' ? layer.points.map(({ id, tone }) => [id, tone]) : []])).toEqual([['silent', [['a', 'facility']]], ['unreachable', [['b', 'hazard']]]])
  })
})
