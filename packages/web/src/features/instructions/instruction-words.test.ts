import type { DutyView, InstructionView } from '@fengsui/contract/instructions'
import { describe, expect, it } from 'vitest'
import { nextDuty, progressWords, sortInstructions } from './instruction-words.ts'

const duty = (status: DutyView['status'], dueAt: string, overdueAt: string | null = null) => ({ status, dueAt, overdueAt }) as DutyView
const instruction = (id: string, duties: DutyView[], status: InstructionView['status'] = 'underway') => ({ id, duties, status, registeredAt: `2026-11-2${id}T00:00:00.000Z`, mayHandle: true }) as InstructionView

describe('words about instructions', () => {
  it('says how far the units are', () => {
    expect(progressWords(instruction('1', []))).toBe('还没有交办')
    expect(progressWords(instruction('1', [duty('accepted', 'a'), duty('reported', 'b'), duty('returned', 'c', 'late'), duty('cancelled', 'd')]))).toBe('3 个单位，1 个已办结，1 个待认可，1 个逾期')
  })

  it('tells a charged unit how far it is itself', () => {
    expect(progressWords({ ...instruction('1', [duty('inProgress', 'a')]), mayHandle: false })).toBe('办理中')
  })

  it('names the earliest end among what is owed', () => {
    expect(nextDuty(instruction('1', [duty('accepted', '1'), duty('assigned', '3'), duty('inProgress', '2')]))?.dueAt).toBe('2')
    expect(nextDuty(instruction('1', [duty('accepted', '1')]))).toBeUndefined()
  })

  it('puts the late first, then what waits for the office, then the sooner', () => {
    const late = instruction('1', [duty('inProgress', '5', 'late')])
    const waiting = instruction('2', [duty('reported', '1')])
    const sooner = instruction('3', [duty('assigned', '2')])
    const later = instruction('4', [duty('assigned', '3')])
    expect(sortInstructions([later, waiting, sooner, late]).map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })
})
