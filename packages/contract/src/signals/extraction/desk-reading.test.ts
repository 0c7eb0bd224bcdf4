import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGazetteer, extractFacts, spokenName, type Extraction, type GazetteerEntry } from './index.ts'

/** 2019-08-10 02:15 in Beijing. */
const now = '2019-08-09T18:15:00.000Z'
const place = (code: string, name: string, fullName: string, level: GazetteerEntry['level'], pinyin: string): GazetteerEntry => ({ code, name, fullName, level, pinyin })
const gazetteer = buildGazetteer([
  place('331099000000', '演示县', '演示县', 'county', 'yan shi xian'), place('331099101000', '甲镇', '演示县甲镇', 'town', 'jia zhen'), place('331099102000', '乙镇', '演示县乙镇', 'town', 'yi zhen'),
  place('331099101201', '岭下村委会', '演示县甲镇岭下村委会', 'village', 'ling xia'), place('331099102201', '岭下村委会', '演示县乙镇岭下村委会', 'village', 'ling xia'),
  place('331099101202', '下村委会', '演示县甲镇下村委会', 'village', 'xia cun'), place('331099101001', '东门社区居委会', '演示县甲镇东门社区居委会', 'village', 'dong men'),
])
const read = (text: string): Extraction => extractFacts(text, { reference: now, asOf: '2019-08-10', gazetteer })
const beijing = (at: string | null): string | null => (at === null ? null : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '))

describe('a call note at the desk', () => {
  it.each<[string, Partial<Extraction>]>([
    ['已确认死亡2人，另有3人下落不明，1人重伤正送区医院', { dead: 2, missing: 3, seriouslyInjured: 1 }],
    ['十余人被困在屋顶', { trapped: 10 }],
    ['2 位老人被困在一楼', { trapped: 2 }],
    ['被困5户12人', { trapped: 12 }],
    ['12人被困，已救出10人，还有2人被困', { trapped: 2 }],
    ['被困5人，已全部救出', { trapped: null }],
    ['成功转移被困群众12人', { trapped: null, evacuated: 12 }],
    ['3名被困群众获救', { trapped: null }],
    ['冲毁民房 3 户，倒塌房屋12间', { damagedHouseholds: 3, collapsedRooms: 12 }],
    ['倒塌房屋46户131间', { damagedHouseholds: 46, collapsedRooms: 131 }],
    ['3 间民房被埋', { collapsedRooms: 3 }],
    ['3户民房被埋', { damagedHouseholds: 3, dead: null, missing: null }],
    ['威胁下游6户21人', { evacuated: null, dead: null, damagedHouseholds: null }],
    ['此前失联的4人已取得联系', { missing: 0 }],
    ['组织民兵22人在挖', { dead: null, missing: null, trapped: null, injured: null }],
    ['岭下村死亡2人，乙村无人员伤亡', { dead: 2 }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))

  it('reads the whole call', () => {
    const got = read('乙镇值班室来电：今天凌晨1时32分左右，我镇岭下村后山发生山体滑坡，冲毁民房3户，已确认死亡2人，另有3人下落不明。联系人电话 13900000001。')
    expect(got).toMatchObject({ dead: 2, missing: 3, damagedHouseholds: 3, typeCode: '11D01', phone: '13900000001', occurredAbout: true, place: { code: '331099102201' } })
    expect(beijing(got.occurredAt)).toBe('2019-08-10 01:32')
  })
})

describe('when, at the desk', () => {
  it.each([
    ['今天凌晨 1 时 32 分左右，后山滑坡', '2019-08-10 01:32'], ['凌晨两点发生滑坡', '2019-08-10 02:00'], ['8月10日1时30分滑坡', '2019-08-10 01:30'], ['2019年8月9日晚上11点半', '2019-08-09 23:30'], ['昨晚十一点', '2019-08-09 23:00'],
    ['23点左右', '2019-08-09 23:00'], ['昨天下午三点一刻', '2019-08-09 15:15'], ['20分钟前山塌了', '2019-08-10 01:55'], ['半小时前进水', '2019-08-10 01:45'], ['刚才房子塌了', '2019-08-10 02:15'], ['截至2时，1时20分滑坡', '2019-08-10 01:20'],
  ])('%s', (text, expected) => expect(beijing(read(text).occurredAt)).toBe(expected))

  it.each(['截至2时，雨量 80 毫米', '超保证 0.36 米，时涨 0.62 米', '2小时内报告', '计划8月12日9时召开会议'])('%s tells no time of occurrence', (text) => expect(read(text).occurredAt).toBeNull())

  it('never gives a future instant', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom('', '今天', '昨天', '10日', '下午'), (hour, minute, word) => {
      const { occurredAt } = read(`${word}${hour}时${minute}分发生滑坡`)
      expect(occurredAt === null || occurredAt <= now).toBe(true)
    }))
  })
})

describe('where, at the desk', () => {
  it('speaks names as people do', () => expect(['岭下村委会', '东门社区居委会', '甲镇'].map(spokenName)).toEqual(['岭下村', '东门社区', '甲镇']))
  it('takes the village of the town that is named too', () => expect(read('乙镇岭下村后山滑坡').place).toMatchObject({ code: '331099102201', others: [] }))
  it('says when a name is not enough', () => expect(read('岭下村后山滑坡').place).toMatchObject({ others: [expect.any(String)] }))
  it('knows a village without 村 right behind its town', () => {
    expect(read('乙镇岭下后山滑坡').place?.code).toBe('331099102201')
    expect(read('山岭下起火').place).toBeNull()
  })
})

describe('how a figure stands in the text', () => {
  it.each([
    ['约20人受伤', 'injured', { value: 20, bound: 'about', confidence: 'medium' }],
    ['20余人受伤', 'injured', { value: 20, bound: 'above', confidence: 'medium' }],
    ['3至5人失联', 'missing', { value: 3, most: 5, confidence: 'medium' }],
    ['死亡2人', 'dead', { value: 2, most: 2, bound: 'exact', confidence: 'high', alternatives: [] }],
    ['直接经济损失300万元以上', 'directLossWan', { value: 300, bound: 'least' }],
    ['村里说死亡3人，镇里说死亡2人', 'dead', { value: 3, confidence: 'low', alternatives: [{ value: 2, start: 11, end: 15, text: '死亡2人' }] }],
  ] as const)('%s', (text, field, expected) => expect(read(text).readings.find((each) => each.field === field)).toMatchObject(expected))
})

describe('a long text', () => {
  it('is read to its end, within the time a test may take', () => {
    const paragraph = '8月10日1时32分，乙镇岭下村后山发生山体滑坡，冲毁民房3户，死亡2人、失联3人，紧急转移群众120人，直接经济损失约30万元。'
    // The square of the length would take minutes here.
    expect(read(paragraph.repeat(1280))).toMatchObject({ dead: 2, missing: 3, evacuated: 120, typeCode: '11D01' })
  })
})
