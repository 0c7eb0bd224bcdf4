import { dutyLifecycle, dutyStatusNames, supervisionRuleAt, type DutyStatus } from '@fengsui/contract/instructions'
import { describe, expect, it } from 'vitest'
import { decideTerm, instructionNumberPrefix, isOwed, requireDutyMayBecome, requireInstructionMayBecome, supervisionNumber, whyNotClose } from './instruction-rules.ts'

const at = '2026-11-20T01:00:00.000Z'

describe('instruction rules', () => {
  it('lets a duty become what its lifecycle allows and nothing else', () => {
    const all = Object.keys(dutyStatusNames) as DutyStatus[]
    for (const from of all) {
      for (const to of all) {
        const attempt = () => requireDutyMayBecome({ status: from }, to)
        if ((dutyLifecycle[from] as readonly string[]).includes(to)) expect(attempt, `${from} ${to}`).not.toThrow()
        else expect(attempt, `${from} ${to}`).toThrow(/不能改为/)
      }
    }
    expect(() => requireInstructionMayBecome('closed', 'withdrawn')).toThrow(/已办结/)
    expect(all.filter(isOwed)).toEqual(['assigned', 'acknowledged', 'inProgress', 'returned'])
  })

  it('closes only what every unit has answered', () => {
    expect(whyNotClose([])).toBeNull()
    expect(whyNotClose([{ status: 'accepted' }, { status: 'cancelled' }])).toBeNull()
    expect(whyNotClose([{ status: 'accepted' }, { status: 'reported' }])).toMatch(/没有认可/)
    expect(whyNotClose([{ status: 'returned' }])).toMatch(/没有报告结果/)
  })

  it('takes the rule of the urgency where no term is named, and refuses one of no length', () => {
    const rule = supervisionRuleAt(at)
    expect(decideTerm(at, null, 'extraUrgent', rule)).toEqual({ dueAt: '2026-11-21T01:00:00.000Z', words: '24 小时内（平台默认）' })
    expect(decideTerm(at, { kind: 'hours', hours: 2 }, 'normal', rule).words).toBe('2 小时内')
    expect(() => decideTerm(at, { kind: 'at', at }, 'normal', rule)).toThrow(/已经过去/)
  })

  it('numbers by place and by the year of Beijing', () => {
    expect(instructionNumberPrefix('331099000000', '2026-12-31T16:00:00.000Z')).toBe('批示331099-2027-')
    expect(supervisionNumber('2026-12-31T15:59:59.999Z', 7)).toBe('督办单〔2026〕7号')
  })
})
