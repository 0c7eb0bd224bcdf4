import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../kernel/index.ts'
import { foldEntries } from './fold.ts'

const change = fc.record({
  object: fc.constantFrom('incident', 'task'),
  id: fc.constantFrom('a', 'b', 'c'),
  set: fc.dictionary(fc.constantFrom('title', 'grade', 'facts'), fc.oneof(fc.integer(), fc.constant(null), fc.constant({ dead: 2 }))),
}) as fc.Arbitrary<Change>
const entries = fc.array(fc.record({ data: fc.record({ changes: fc.array(change, { maxLength: 4 }) }) }), { maxLength: 20 })

describe('foldEntries', () => {
  it('keeps the last value of every field and drops what became null', () => {
    const folded = foldEntries([
      { data: { changes: [{ object: 'incident', id: 'a', created: true, set: { title: '滑坡', grade: 4 } }] } },
      { data: { changes: [{ object: 'incident', id: 'a', set: { grade: 3 } }, { object: 'task', id: 't', created: true, set: { status: 'assigned' } }] } },
      { data: { changes: [{ object: 'incident', id: 'a', set: { title: null } }] } },
    ])
    expect(folded).toEqual({ incident: { a: { grade: 3 } }, task: { t: { status: 'assigned' } } })
  })

  it('may stop anywhere and go on: a fold in two parts equals the fold in one', () => {
    fc.assert(
      fc.property(entries, fc.nat(20), (all, cut) => {
        const inTwo = foldEntries(all.slice(cut), foldEntries(all.slice(0, cut)))
        expect(inTwo).toEqual(foldEntries(all))
      }),
    )
  })

  it('equals assigning field by field in order', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const expected: Record<string, Record<string, unknown>> = {}
        for (const entry of all) for (const { object, id, set } of entry.data.changes) expected[`${object}:${id}`] = { ...expected[`${object}:${id}`], ...set }
        const folded = foldEntries(all)
        for (const [name, fields] of Object.entries(expected)) {
          const [object = '', id = ''] = name.split(':')
          expect(folded[object]?.[id]).toEqual(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)))
        }
      }),
    )
  })
})
