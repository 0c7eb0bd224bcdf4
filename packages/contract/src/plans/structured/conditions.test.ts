import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Condition, evaluateCondition, listLeaves } from './conditions.ts'
import type { ConditionLeaf, Situation, Truth } from './conditions.ts'

const leafOf = (fact: string): ConditionLeaf => ({ fact, op: '=', value: true, unit: '', textZh: fact })
const situationOf: Record<string, boolean | null> = { yes: true, no: false, open: null }
const leafFor = (truth: Truth) => leafOf(truth === 'unknown' ? 'open' : truth ? 'yes' : 'no')
const truths: Truth[] = [true, false, 'unknown']

describe('three-valued logic', () => {
  const any: [Truth, Truth, Truth][] = [
    [true, true, true], [true, false, true], [true, 'unknown', true],
    [false, true, true], [false, false, false], [false, 'unknown', 'unknown'],
    ['unknown', true, true], ['unknown', false, 'unknown'], ['unknown', 'unknown', 'unknown'],
  ]
  it.each(any)('any(%s, %s) = %s', (a, b, result) => {
    expect(evaluateCondition({ any: [leafFor(a), leafFor(b)] }, situationOf).met).toBe(result)
  })

  const all: [Truth, Truth, Truth][] = [
    [true, true, true], [true, false, false], [true, 'unknown', 'unknown'],
    [false, true, false], [false, false, false], [false, 'unknown', false],
    ['unknown', true, 'unknown'], ['unknown', false, false], ['unknown', 'unknown', 'unknown'],
  ]
  it.each(all)('all(%s, %s) = %s', (a, b, result) => {
    expect(evaluateCondition({ all: [leafFor(a), leafFor(b)] }, situationOf).met).toBe(result)
  })

  it('takes an empty list as a gap in the plan, not as met', () => {
    expect(evaluateCondition({ any: [] }, {}).met).toBe('unknown')
    expect(evaluateCondition({ all: [] }, {}).met).toBe('unknown')
  })

  it('asks only for facts that can still decide', () => {
    expect(evaluateCondition({ any: [leafOf('yes'), leafOf('open')] }, situationOf).missingFacts).toEqual([])
    expect(evaluateCondition({ all: [leafOf('no'), leafOf('open')] }, situationOf).missingFacts).toEqual([])
    const nested: Condition = { any: [{ all: [leafOf('no'), leafOf('irrelevant')] }, leafOf('open')] }
    expect(evaluateCondition(nested, situationOf).missingFacts).toEqual(['open'])
  })
})

describe('comparisons', () => {
  const depth = (op: ConditionLeaf['op'], value: ConditionLeaf['value']): ConditionLeaf => ({ fact: 'depth', op, value, unit: '米', textZh: '水深' })
  it.each([
    ['>=', 1, 1, true], ['>=', 1, 0.999, false], ['>', 1, 1, false], ['>', 1, 1.001, true],
    ['<=', 1, 1, true], ['<', 1, 1, false], ['=', 0, 0, true], ['=', 0, 1, false],
  ] as const)('%s %d with %d is %s', (op, wanted, actual, met) => {
    expect(evaluateCondition(depth(op, wanted), { depth: actual }).met).toBe(met)
  })
  it('matches any value of a list', () => {
    expect(evaluateCondition(depth('in', ['RED', 'ORANGE']), { depth: 'RED' }).met).toBe(true)
    expect(evaluateCondition(depth('in', ['RED', 'ORANGE']), { depth: 'BLUE' }).met).toBe(false)
  })
  it.each([undefined, null, Number.NaN, '1', true])('%s against a number is unknown', (actual) => {
    expect(evaluateCondition(depth('>=', 1), { depth: actual }).met).toBe('unknown')
  })
  it('does not find facts on the object prototype', () => {
    expect(evaluateCondition({ ...depth('>=', 1), fact: 'constructor' }, {}).met).toBe('unknown')
  })
})

describe('properties', () => {
  const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
    leaf: fc.constantFrom('a', 'b', 'c', 'd').map(leafOf),
    tree: fc.oneof({ maxDepth: 3 }, tie('leaf'),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all) => ({ all }))),
  })).tree
  const situation = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(true, false, null))

  it('learning more never overturns a certain answer', () => {
    fc.assert(fc.property(condition, situation, situation, (tree, known, extra) => {
      const before = evaluateCondition(tree, known).met
      const more: Situation = { ...extra, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)) }
      if (before !== 'unknown') expect(evaluateCondition(tree, more).met).toBe(before)
    }))
  })
  it('is unknown exactly when it names what is missing, and telling all of it decides', () => {
    fc.assert(fc.property(condition, situation, fc.boolean(), (tree, known, answer) => {
      const { met, missingFacts } = evaluateCondition(tree, known)
      expect(missingFacts.length > 0).toBe(met === 'unknown')
      const told: Situation = { ...known, ...Object.fromEntries(listLeaves(tree).map(({ fact }) => [fact, known[fact] ?? answer])) }
      expect(truths.slice(0, 2)).toContain(evaluateCondition(tree, told).met)
    }))
  })
})

it('refuses trees nested deeper than any official text', () => {
  const nest = (depth: number): unknown => (depth === 0 ? leafOf('yes') : { any: [nest(depth - 1)] })
  expect(Condition.safeParse(nest(3)).success).toBe(true)
  expect(Condition.safeParse(nest(4)).success).toBe(false)
  expect(Condition.safeParse(nest(2000)).success).toBe(false)
})
