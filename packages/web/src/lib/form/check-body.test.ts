import { routes } from '@fengsui/contract'
import { describe, expect, it } from 'vitest'
import { checkBody } from './check-body.ts'

const unitId = '0190a1b2-0000-7000-8000-000000000001'

describe('checkBody', () => {
  it('passes what the contract accepts, without a command id', () => {
    expect(checkBody(routes.createUnit, { name: '水利局', role: 'water', divisionCode: '331099000000' })).toEqual([])
  })

  it('names each field once, with its Chinese words', () => {
    const errors = checkBody(routes.createAccount, { username: '大写 A', password: '短', unitId, divisionCode: '33', roles: [] })
    expect(errors).toEqual([
      { path: 'username', message: '用户名用 2–32 位小写字母、数字、点、横线' },
      { path: 'password', message: '密码至少 10 位' },
      { path: 'divisionCode', message: '行政区划代码应为 12 位数字' },
      { path: 'roles', message: '至少选一个角色' },
    ])
  })

  it('gives paths into lists', () => {
    const errors = checkBody(routes.createPerson, { unitId, name: '演示人', title: '科长', contacts: [{ kind: 'mobile', value: '', preferred: false }] })
    expect(errors.map(({ path }) => path)).toEqual(['contacts.0.value'])
  })
})
