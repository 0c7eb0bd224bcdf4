import type { EvaluationFigures } from '@fengsui/contract/evaluation'
import { describe, expect, it } from 'vitest'
import { groupFigures } from './evaluation-words.ts'

const figures: EvaluationFigures = {
  reports: { initial: 1, followUp: 2, final: 1, zero: 1, onTime: 7, late: 1, missed: 0, omitted: 1 }, tasks: { assigned: 64, acknowledged: 64, acknowledgedInTime: 61, escalated: 3, done: 60, overdue: 1 },
  calls: { calls: 9, recipients: 3429, answered: 3429, calledAgain: 58, visited: 4, medianAnswerMinutes: null }, notifications: { sent: 1, delivered: 1, failed: 0, possibleDuplicates: 0 }, warnings: { recorded: 4, highest: '红色', linkageAlarms: 1, longestGapMinutes: 70 }, responses: [],
  evacuation: { planned: 187_920, moved: 186_400, refused: 1520, visited: 1520, resettled: 6180, vessels: 4795, sheltered: 1, shelterPeak: 1 }, dispatch: { requests: 2, dispatches: 3, arrived: 3, returned: 3, people: 420, boats: 38, shortages: 1, shortageMet: 0, stockBalanced: true }, casualties: [],
}

describe('groupFigures', () => {
  it('shows moved and resettled as two figures and never their sum', () => {
    const values = groupFigures(figures).find((group) => group.title === '转移安置')?.items.map((item) => item.value)
    expect(values).toEqual([186_400, 1520, 1520, 6180, 4795, 1])
  })
  it('says 3,429 of 3,429 and a dash where nothing was measured', () => {
    const calls = groupFigures(figures).find((group) => group.title === '叫应与通知')?.items
    expect(calls?.find((item) => item.label === '应答')).toMatchObject({ value: 3429, unit: '/ 3,429' })
    expect(calls?.find((item) => item.label === '应答中位数')?.value).toBe('—')
  })
})
