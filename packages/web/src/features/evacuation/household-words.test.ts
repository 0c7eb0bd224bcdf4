import { householdLifecycle, type HouseholdStatus } from '@fengsui/contract/evacuation'
import { describe, expect, it } from 'vitest'
import { nextSteps, peopleWords, stepWords, whereabouts } from './household-words.ts'

describe('words of households', () => {
  it('tell the shelter before other places, and that nothing was written down', () => {
    expect(whereabouts({ status: 'moved', shelterName: '县一中', destination: '亲戚家' })).toBe('县一中')
    expect(whereabouts({ status: 'moved', shelterName: null, destination: '亲戚家' })).toBe('亲戚家')
    expect(whereabouts({ status: 'moved', shelterName: null, destination: null })).toBe('去向未登记')
    expect(whereabouts({ status: 'returned', shelterName: null, destination: null })).toBe('')
  })
  it('count people', () => expect([peopleWords({ people: 4, vulnerable: 1 }), peopleWords({ people: 2, vulnerable: 0 })]).toEqual(['4 人（特殊 1）', '2 人']))
  it('offer a step with words for everything the lifecycle allows', () => {
    for (const status of Object.keys(householdLifecycle) as HouseholdStatus[]) {
      expect(nextSteps(status)).toEqual(householdLifecycle[status])
      for (const step of nextSteps(status)) expect(stepWords(status, step)).not.toBe('')
    }
    expect(stepWords('refused', 'refused')).toBe('再次上门，仍拒绝')
    expect(stepWords('moved', 'moved')).toBe('换了安置点')
  })
})
