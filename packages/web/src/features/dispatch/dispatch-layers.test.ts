import { describe, expect, it } from 'vitest'
import { buildDispatchLayers, listDispatchPlaces } from './dispatch-layers.ts'

const destination = { longitude: 121.12, latitude: 28.85 }
const way = { longitude: 121.3, latitude: 28.6 }
const order = (id: string, status: 'ordered' | 'departed' | 'arrived' | 'returned', position: typeof way | null) => ({ id, kind: 'equipment' as const, name: '冲锋舟', quantity: 4, unit: '艘', status, position, destination, destinationName: '望江门集结点' })

describe('the orders of an incident on the map', () => {
  const orders = [order('moving', 'departed', way), order('there', 'arrived', way), order('home', 'returned', null), order('unseen', 'ordered', null)]
  const layers = buildDispatchLayers(orders)
  const idsOf = (id: string): readonly string[] => layers.flatMap((layer) => (layer.id !== id ? [] : layer.kind === 'points' ? layer.points.map((point) => point.id) : layer.kind === 'lines' ? layer.lines.map((line) => line.id) : []))
  it('draws the way only of what is on it and known', () => expect(idsOf('dispatch-ways')).toEqual(['moving']))
  it('draws what arrived at its destination and leaves out what came home', () => {
    expect(idsOf('dispatches')).toEqual(['moving', 'there'])
    expect(listDispatchPlaces([order('there', 'arrived', way)])).toEqual([destination, destination])
  })
  it('marks a destination once', () => expect(idsOf('dispatch-destinations')).toHaveLength(1))
})
