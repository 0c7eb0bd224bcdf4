import type { CountKind, CountView } from '@fengsui/contract/evacuation'
import { describe, expect, it } from 'vitest'
import { buildCountTree, differenceWords, listNodes, movedOf } from './count-tree.ts'

const count = (divisionCode: string, moved: number, kind: CountKind = 'avoidance'): CountView => ({ id: `${divisionCode}${kind}`, incidentId: 'i', divisionCode, kind, planned: moved, moved, refused: 0, followedUp: 0, asOf: '', reportedAt: '', byUnitId: 'u', placeName: divisionCode, byUnitName: '' })

describe('the tree of places', () => {
  const tree = buildCountTree([count('331099101201', 6), count('331000000000', 100), count('331099101000', 5), count('331082000000', 30), count('331099000000', 60), count('331099000000', 9, 'vessels')])
  it('hangs each place under the nearest that stated something', () => {
    expect(tree.map(({ code }) => code)).toEqual(['331000000000'])
    expect(tree[0]?.children.map(({ code }) => code)).toEqual(['331082000000', '331099000000'])
    expect(tree[0]?.children[1]?.children[0]?.children.map(({ code }) => code)).toEqual(['331099101201'])
  })
  it('says the difference to the places directly below, kind by kind', () => {
    expect(tree[0]?.differences).toEqual({ avoidance: 10 })
    expect(tree[0]?.children[1]?.differences).toEqual({ avoidance: 55 })
    expect(tree[0]?.children[1]?.children[0]?.differences).toEqual({ avoidance: -1 })
  })
  it('sums what lies below where a place states nothing of a kind', () => {
    expect(tree[0] === undefined ? null : movedOf(tree[0], 'vessels')).toBe(9)
    expect(tree[0] === undefined ? 0 : movedOf(tree[0], 'resettlement')).toBeNull()
  })
  it('keeps places apart that hold each other in no way', () => {
    expect(buildCountTree([count('331099110000', 1), count('331099101000', 2)]).map(({ code }) => code)).toEqual(['331099101000', '331099110000'])
    expect(buildCountTree([])).toEqual([])
  })
  it('lists every place once, each before those below it and one step deeper', () => {
    expect(listNodes(tree).map(({ node, depth }) => `${'-'.repeat(depth)}${node.code}`)).toEqual(['331000000000', '-331082000000', '-331099000000', '--331099101000', '---331099101201'])
  })
  it('words a difference and stays silent without one', () => {
    expect([differenceWords(1500), differenceWords(-3), differenceWords(0), differenceWords(null), differenceWords(undefined)]).toEqual(['比下级合计多 1,500', '比下级合计少 3', null, null, null])
  })
})
