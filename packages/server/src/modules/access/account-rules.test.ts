import { describe, expect, it } from 'vitest'
import { checkAdministratorRemains, checkJurisdiction } from './account-rules.ts'

describe('checkJurisdiction', () => {
  it.each([
    ['331099000000', '331099000000', true],
    ['331099101201', '331099101000', true],
    ['331099000000', '331099101000', false],
    ['331082000000', '331099000000', false],
  ])('%s for a unit of %s: %s', (division, unit, allowed) => {
    const check = () => checkJurisdiction(division, unit)
    if (allowed) expect(check).not.toThrow()
    else expect(check).toThrow('辖区不能超出')
  })
})

describe('checkAdministratorRemains', () => {
  const active = { divisionCode: '331099000000', roles: ['administrator'] as const, status: 'active' as const }
  it('minds only changes that take the last one away', () => {
    expect(() => checkAdministratorRemains(active, { ...active, status: 'disabled' }, 0)).toThrow('最后一个')
    expect(() => checkAdministratorRemains(active, { ...active, roles: ['reviewer'] }, 0)).toThrow('最后一个')
    expect(() => checkAdministratorRemains(active, { ...active, status: 'disabled' }, 1)).not.toThrow()
    expect(() => checkAdministratorRemains({ ...active, status: 'disabled' }, active, 0)).not.toThrow()
    expect(() => checkAdministratorRemains(active, { ...active, roles: ['administrator', 'reviewer'] }, 0)).not.toThrow()
  })
})
