import { describe, expect, it } from 'vitest'
import { groupDemoAccounts } from './demo-levels.ts'

const account = (username: string, title: string) => ({ username, title, password: '', unitName: '', does: '' })

describe('demo accounts', () => {
  it('stand by level from above to below', () => {
    const groups = groupDemoAccounts([
      account('demo-duty', '演示县值班员'),
      account('demo-town', '演示县甲镇值班员'),
      account('demo-officer', '岭下村信息员'),
      account('city-duty', '台州市值班员'),
      account('linhai-duty', '临海市值班员'),
      account('province-duty', '浙江省值班员'),
    ])
    expect(groups.map(({ level, accounts }) => [level, accounts.map(({ username }) => username)])).toEqual([
      ['省', ['province-duty']],
      ['市', ['city-duty']],
      ['县', ['demo-duty', 'linhai-duty']],
      ['镇', ['demo-town', 'demo-officer']],
    ])
  })
})
