import { describe, expect, it } from 'vitest'
import type { Surroundings } from '@fengsui/contract/resources'
import { buildCsvRows, buildSections, buildTotals, pageOfSection } from './surroundings-sections.ts'

const id = (n: number): string => `01890000-0000-7000-8000-00000000000${n}`
const at = '2019-08-09T18:30:00.000Z'
const here = { longitude: 121.1, latitude: 28.6 }
const named = { unitName: '某单位', placeName: '演示县', stale: false, mayEdit: false, divisionCode: '331099000000', unitId: id(9), confirmedAt: at, status: 'active' as const, position: here }
const team = { ...named, id: id(1), name: '一中队', kind: 'fire' as const, capabilities: [], leaderPersonId: null, strength: 20, readiness: 'ready' as const, basePosition: here, committedDispatchId: null, committedAt: null, movedAt: null, leaderName: null, hoursAtWork: null, tired: false, boats: 0 }
const boat = { ...named, id: id(3), number: '01', name: '冲锋舟', kind: 'boat' as const, teamId: null, capacity: 8, capacityUnit: '人', state: 'ready' as const, basePosition: null, committedDispatchId: null, movedAt: null, distanceMetres: 5 }
const shelter = { ...named, id: id(4), name: '体育馆', kind: 'short-term' as const, indoor: true, capacity: 100, occupancy: 40, peakOccupancy: 40, redirected: 0, facilities: [], state: 'open' as const, openedAt: at, incidentId: null, free: 60, distanceMetres: 7 }
const found: Surroundings = {
  centre: here, areaSquareMetres: 1,
  people: { villages: 700, population: 12_345, places: [{ divisionCode: '331099101201', name: '岭下村', population: 900, officerName: '林某某', distanceMetres: 30 }] },
  teams: [{ ...team, distanceMetres: 900 }, { ...team, id: id(2), name: '二中队', readiness: 'committed', strength: 7, distanceMetres: 20 }],
  equipment: [boat, { ...boat, id: id(6), number: '02', state: 'damaged' }],
  shelters: [shelter, { ...shelter, id: id(7), name: '小学', state: 'closed', free: 100 }],
  facilities: [], incidents: [{ id: id(8), title: '滑坡', grade: null, status: 'responding', distanceMetres: 0 }],
  warehouses: [{ id: id(5), name: '县库', position: here, placeName: '演示县', goods: [{ itemId: id(6), name: '帐篷', unit: '顶', quantity: 1200 }, { itemId: id(7), name: '棉被', unit: '床', quantity: 30 }], distanceMetres: 40 }],
}

describe('what was found around', () => {
  it('lists kind by kind, nearest first, and leaves out empty kinds', () => {
    const sections = buildSections(found)
    expect(sections.map(({ key, count }) => [key, count])).toEqual([['incidents', 1], ['people', 700], ['teams', 2], ['equipment', 2], ['shelters', 2], ['warehouses', 1]])
    expect(sections[2]?.rows.map(({ name }) => name)).toEqual(['二中队', '一中队'])
    expect(sections[5]?.rows[0]).toMatchObject({ detail: '帐篷 1,200 顶、棉被 30 床', figure: '2 种' })
    expect(sections[1]?.rows[0]).toMatchObject({ detail: '负责人 林某某', figure: '900 人' })
  })

  it('counts what can be used: teams that are free, sound boats, places in open shelters', () => {
    expect(buildTotals(found).map(({ value }) => value)).toEqual([12_345, 1, 1, 60])
    expect(buildTotals(found)[1]?.unit).toBe('支 · 20 人')
  })

  it('writes one line per thing and one per kind of goods', () => {
    const rows = buildCsvRows(found)
    expect(rows).toHaveLength(1 + 1 + 2 + 2 + 2 + 2)
    expect(rows.filter(([kind]) => kind === '仓库物资')).toEqual([['仓库物资', '县库', '帐篷', 1200, '顶', 40], ['仓库物资', '县库', '棉被', 30, '床', 40]])
    expect(rows.find(([, name]) => name === '小学')?.slice(3)).toEqual([null, '空位', 7])
  })
  it('leads to the record of everything that has one', () => {
    const address = (key: Parameters<typeof pageOfSection>[0]) => pageOfSection(key)?.('x')
    expect([address('incidents'), address('teams'), address('equipment'), address('shelters'), address('warehouses')]).toEqual(['/incidents/x', '/resources/teams?record=x', '/resources/equipment?record=x', '/resources/shelters?record=x', '/resources/stock?warehouse=x'])
    expect([address('people'), address('facilities')]).toEqual([undefined, undefined])
  })
})
