import { describe, expect, it } from 'vitest'
import { arrangeActions } from './next-actions.ts'

const clocks = { running: 0, overdue: 0, nextDueAt: null }
const allow = (action: string) => ({ action, allowed: true, reason: null })

describe('what can be done now', () => {
  it('puts an unconfirmed grade before a running report clock', () => {
    const states = [allow('draft-report'), allow('confirm-grade')]
    expect(arrangeActions(states, { grade: null, clocks: { ...clocks, running: 2 }, responseLevel: null, status: 'registered' }).possible).toEqual(['confirm-grade', 'draft-report'])
    expect(arrangeActions(states, { grade: 3, clocks: { ...clocks, running: 2 }, responseLevel: null, status: 'registered' }).first).toBe('draft-report')
  })

  it('never presses for something this person may not do, and keeps the reason', () => {
    const found = arrangeActions([{ action: 'confirm-grade', allowed: false, reason: '您的角色没有这项权限' }, allow('assign-task')], { grade: null, clocks, responseLevel: 1, status: 'responding' })
    expect(found.first).toBeNull()
    expect(found.possible).toEqual(['assign-task'])
    expect(found.locked).toEqual([{ name: 'confirm-grade', reason: '您的角色没有这项权限' }])
  })

  it('ignores actions a newer server may name', () => {
    expect(arrangeActions([allow('dance')], { grade: 1, clocks, responseLevel: null, status: 'closed' })).toEqual({ first: null, possible: [], locked: [] })
  })
})
