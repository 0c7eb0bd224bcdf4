import { describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { findSigningPost, mayStartLevel } from './signing-rules.ts'

const { county } = readDemoPlans()
const stand = { divisionCode: '331099000000', roles: ['commander'], postKeys: [] as string[] }

describe('signing power', () => {
  it.each([
    [[], ['commander'], 'chief'],
    [['deputy', 'office-director'], ['commander'], 'deputy'],
    [['duty-officer'], ['commander'], 'chief'],
    [['duty-officer'], ['duty-officer'], null],
    [['office-director'], ['duty-officer'], 'office-director'],
  ])('posts %j with roles %j sign as %s', (postKeys, roles, expected) => {
    expect(findSigningPost({ ...stand, postKeys, roles })).toBe(expected)
  })
  it('lets the place sign its own plan only', () => {
    expect(mayStartLevel(county, '演示县', 1, stand)).toMatchObject({ allowed: true, postKey: 'chief' })
    expect(mayStartLevel(county, '演示县', 4, { ...stand, divisionCode: '331000000000' })).toMatchObject({ allowed: false, postKey: null, reasonZh: '这是演示县的预案，由演示县启动。' })
  })
  it('asks for the post of the level', () => {
    expect(mayStartLevel(county, '演示县', 1, { ...stand, postKeys: ['deputy'] })).toMatchObject({ allowed: false, postKey: 'deputy' })
    expect(mayStartLevel(county, '演示县', 3, { ...stand, postKeys: ['deputy'] }).allowed).toBe(true)
  })
})
