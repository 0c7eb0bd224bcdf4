import { describe, expect, it } from 'vitest'
import { readDemoPlans } from '../../../demo/plans/demo-plans.ts'
import { readPlan, whyNotInForce } from './plan-import-rules.ts'

const { county } = readDemoPlans()

describe('reading a plan', () => {
  it('takes a good one as it is', () => {
    expect(readPlan(JSON.parse(JSON.stringify(county)))).toEqual({ plan: county, faults: [] })
  })
  it('names every fault with its place', () => {
    const { plan, faults } = readPlan({ ...county, title: '', areaDivisionCode: '331099', extra: 1 })
    expect(plan).toBeNull()
    expect(faults.map((fault) => fault.path)).toEqual(expect.arrayContaining(['structure.title', 'structure.areaDivisionCode']))
  })
  it.each([['13900000001'], ['139-0000-0001'], ['联系１３９００００００１１']])('refuses the telephone number %s', (phone) => {
    expect(readPlan({ ...county, endConditions: [`请拨 ${phone}`] }).faults).toEqual([{ path: 'structure.endConditions.0', message: '预案里不要写电话号码，请在通讯录维护' }])
  })
  it('refuses what cannot be stored, wherever it hides', () => {
    const level = county.responseLevels[0]
    const faults = readPlan({ ...county, responseLevels: [{ ...level, triggers: { fact: 'trapped', op: '>=', value: 1, unit: '人', textZh: '有\u0000人' } }] }).faults
    expect(faults).toContainEqual({ path: 'structure.responseLevels.0.triggers.textZh', message: '含有不能保存的字符（如空字符、残缺的表情符号），请删除后重试' })
  })
  it('survives hostile nesting', () => {
    let nested: unknown = 'x'
    for (let depth = 0; depth < 20_000; depth += 1) nested = [nested]
    expect(readPlan({ nested }).faults.some((fault) => fault.message.includes('嵌套过深'))).toBe(true)
  })
})

describe('putting in force', () => {
  it.each([
    ['draft', '20190809', null], ['draft', '20190101', '预案自 2019-05-15 起施行，请到期再生效'], ['inForce', '20190809', '这个预案已经生效'], ['retired', '20190809', '这个预案已经废止，请导入新版'],
  ] as const)('%s on %s', (status, day, expected) => {
    expect(whyNotInForce(county, status, day)).toBe(expected)
  })
  it('waits for errors to be corrected', () => {
    const wrong = { ...county, headquarters: { ...county.headquarters, office: { unitRole: 'no-such-duty', nameZh: '某办' } } }
    expect(whyNotInForce(wrong, 'draft', '20190809')).toContain('1 处错误')
  })
})
