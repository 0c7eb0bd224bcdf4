import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoPieces, factsOf, readPastedText } from './paste-text.ts'
import { findFigures } from './paste/casualties.ts'
import { readNumeral } from './paste/numerals.ts'
import { findOccurredAt } from './paste/occurred-at.ts'
import { findPlace, spokenName } from './paste/places.ts'

/** 2019-08-10 02:15 in Beijing. */
const now = '2019-08-09T18:15:00.000Z'
const beijing = (at: string | undefined): string | undefined => (at === undefined ? undefined : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))
const figures = (text: string) => factsOf({ figures: findFigures(text) })

const places = [
  { code: '331099000000', name: '演示县', path: '演示县' },
  { code: '331099101000', name: '演示县甲镇', path: '演示县' },
  { code: '331099101201', name: '岭下村委会', path: '演示县甲镇' },
  { code: '331099102201', name: '岭下村委会', path: '演示县乙镇' },
  { code: '331099102000', name: '乙镇', path: '演示县' },
  { code: '331099101202', name: '下村委会', path: '演示县甲镇' },
  { code: '331099101001', name: '东门社区居委会', path: '演示县甲镇' },
]

describe('readNumeral', () => {
  it.each([['2', 2], ['1,200', 1200], ['两', 2], ['十', 10], ['十二', 12], ['二十三', 23], ['一百零三', 103], ['三千四百', 3400], ['一万二千', 12000], ['〇', 0]])('%s', (text, value) => {
    expect(readNumeral(text)).toBe(value)
  })
  it('refuses spelled digits and emptiness', () => {
    expect(readNumeral('一一九')).toBeNull()
    expect(readNumeral('万')).toBeNull()
    expect(readNumeral('')).toBe(0)
  })
})

describe('findFigures', () => {
  it.each([
    ['已确认死亡2人，另有3人下落不明，1人重伤正送区医院', { dead: 2, missing: 3, seriouslyInjured: 1 }],
    ['造成两名村民遇难，五人受伤，其中二人重伤', { dead: 2, injured: 5, seriouslyInjured: 2 }],
    ['2死3伤', { dead: 2, injured: 3 }],
    ['死2伤3', { dead: 2, injured: 3 }],
    ['死亡人数由2人增至5人', { dead: 5 }],
    ['死亡：3，失联：12', { dead: 3, missing: 12 }],
    ['十余人被困在屋顶', { trapped: 10 }],
    ['2 位老人困在一楼', { trapped: 2 }],
    ['被困5户12人', { trapped: 12 }],
    ['冲毁民房 3 户，倒塌房屋12间', { damagedHouseholds: 3, collapsedRooms: 12 }],
    ['3 间民房被埋', { collapsedRooms: 3 }],
    ['轻伤4人，重伤1人', { injured: 4, seriouslyInjured: 1 }],
    ['紧急转移安置群众 120 人', { relocated: 120 }],
    ['3名群众失联', { missing: 3 }],
    ['遇难者2人', { dead: 2 }],
  ])('%s', (text, expected) => {
    expect(figures(text)).toMatchObject(expected)
  })

  it.each(['无人员伤亡', '暂无人员伤亡', '未造成人员伤亡', '没有人员伤亡，路边山体塌方'])('%s is zero', (text) => {
    expect(figures(text)).toEqual({ dead: 0, injured: 0 })
  })
  it('knows that no report of casualties is not zero casualties', () => {
    expect(figures('目前未接到人员伤亡报告')).toEqual({})
    expect(figures('暂无人员伤亡报告')).toEqual({})
    expect(figures('伤亡情况不明')).toEqual({})
  })
  it('does not count people who are out', () => {
    expect(figures('成功转移被困群众12人').trapped).toBeUndefined()
    expect(figures('被困5人，已全部救出').trapped).toBeUndefined()
    expect(figures('3名被困群众获救')).toEqual({})
    expect(figures('此前失联的4人已取得联系').missing).toBeUndefined()
  })
  it('does not count fears, other years, threats or exercises', () => {
    expect(figures('可能造成3人死亡')).toEqual({})
    expect(figures('去年滑坡曾造成2人死亡')).toEqual({})
    expect(figures('威胁下游6户21人')).toEqual({})
    expect(figures('演练中2人受伤')).toEqual({})
  })
  it('does not take houses, households or helpers for people', () => {
    expect(figures('3户民房被埋')).toEqual({ damagedHouseholds: 3 })
    expect(figures('组织民兵22人在挖')).toEqual({})
    expect(figures('派出5名医生救治受伤群众').dead).toBeUndefined()
  })
  it('keeps each fate to its own number', () => {
    expect(figures('2人死亡3人受伤1人失联')).toEqual({ dead: 2, injured: 3, missing: 1 })
  })
  it('a village without harm does not wipe out the dead of another', () => {
    expect(figures('岭下村死亡2人，乙村无人员伤亡').dead).toBe(2)
  })
  it('says "at least" where the text does', () => {
    expect(findFigures('十余人被困')[0]).toMatchObject({ fact: 'trapped', value: 10, atLeast: true })
  })
})

describe('findOccurredAt', () => {
  it.each([
    ['今天凌晨 1 时 32 分左右，后山滑坡', '2019-08-10 01:32'],
    ['凌晨两点发生滑坡', '2019-08-10 02:00'],
    ['8月10日1时30分', '2019-08-10 01:30'],
    ['2019年8月9日晚上11点半', '2019-08-09 23:30'],
    ['昨晚十一点', '2019-08-09 23:00'],
    ['23点左右', '2019-08-09 23:00'],
    ['08-10 01:45 登陆', '2019-08-10 01:45'],
    ['昨天下午三点一刻', '2019-08-09 15:15'],
    ['01：50 接报', '2019-08-10 01:50'],
    ['20分钟前山塌了', '2019-08-10 01:55'],
    ['半小时前进水', '2019-08-10 01:45'],
    ['刚才房子塌了', '2019-08-10 02:15'],
  ])('%s', (text, expected) => {
    expect(beijing(findOccurredAt(text, now)?.at)).toBe(expected)
  })
  it('passes over cut-off times and plans', () => {
    expect(findOccurredAt('截至2时，雨量 80 毫米', now)).toBeNull()
    expect(beijing(findOccurredAt('截至2时，1时20分滑坡', now)?.at)).toBe('2019-08-10 01:20')
  })
  it('never gives a future instant', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom('', '今天', '昨天', '10日', '下午'), (hour, minute, word) => {
      const found = findOccurredAt(`${word}${hour}时${minute}分`, now)
      return found === null || found.at <= now
    }))
  })
  it('does not read amounts as times', () => {
    expect(findOccurredAt('超保证 0.36 米，时涨 0.62 米', now)).toBeNull()
    expect(findOccurredAt('2小时内报告', now)).toBeNull()
  })
})

describe('findPlace', () => {
  it('speaks names as people do', () => {
    expect(spokenName('岭下村委会')).toBe('岭下村')
    expect(spokenName('东门社区居委会')).toBe('东门社区')
    expect(spokenName('甲镇')).toBe('甲镇')
  })
  it('takes the village of the town that is named too', () => {
    expect(findPlace('乙镇岭下村后山滑坡', places)).toMatchObject({ code: '331099102201', others: 0 })
  })
  it('says when a name is not enough', () => {
    expect(findPlace('岭下村后山滑坡', places)).toMatchObject({ name: '岭下村', others: 1 })
  })
  it('does not find a name inside a longer one', () => {
    expect(findPlace('岭下村滑坡', places)?.name).toBe('岭下村')
    expect(findPlace('乙镇有险情', places)).toMatchObject({ code: '331099102000' })
    expect(findPlace('没有地名', places)).toBeNull()
  })
})

describe('readPastedText', () => {
  const text = '乙镇值班室来电：今天凌晨1时32分左右，我镇岭下村后山发生山体滑坡，冲毁民房3户，已确认死亡2人，另有3人下落不明。联系人电话 13900000001。'
  it('reads the whole call', () => {
    const pasted = readPastedText(text, now, places)
    expect(beijing(pasted.time?.at)).toBe('2019-08-10 01:32')
    expect(pasted.place?.code).toBe('331099102201')
    expect(pasted.kind?.typeCode).toBe('11D01')
    expect(factsOf(pasted)).toEqual({ damagedHouseholds: 3, dead: 2, missing: 3 })
    expect(pasted.phone?.value).toBe('13900000001')
  })
  it('cuts the text without losing a character', () => {
    const whole = (input: string): string => cutIntoPieces(input, readPastedText(input, now, places)).map((piece) => piece.text).join('')
    expect(whole(text)).toBe(text)
    fc.assert(fc.property(fc.array(fc.constantFrom('2', '人', '死亡', '岭下村', '凌晨', '3时', '，', '滑坡', '被困', '十', '余', '户', '13900000002', '🌊')), (parts) => whole(parts.join('')) === parts.join('')))
  })
})
