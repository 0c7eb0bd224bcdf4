import { describe, expect, it } from 'vitest'
import { buildGazetteer, extractFacts, findStandardByName, type Extraction } from './index.ts'

const reference = '2026-01-05T02:00:00.000Z'
const gazetteer = buildGazetteer([
  { code: '331000000000', name: '台州市', fullName: '浙江省台州市', level: 'city', pinyin: 'tai zhou shi' },
  { code: '331024000000', name: '仙居县', fullName: '浙江省台州市仙居县', level: 'county', pinyin: 'xian ju xian', aliases: ['永安县'] },
  { code: '331024101000', name: '横溪镇', fullName: '浙江省台州市仙居县横溪镇', level: 'town', pinyin: 'heng xi zhen' },
  { code: '331082000000', name: '临海市', fullName: '浙江省台州市临海市', level: 'county', pinyin: 'lin hai shi' },
  { code: '331082101000', name: '横溪镇', fullName: '浙江省台州市临海市横溪镇', level: 'town', pinyin: 'heng xi zhen' },
  { code: '331024101201', name: '上陈村委会', fullName: '浙江省台州市仙居县横溪镇上陈村委会', level: 'village', pinyin: 'shang chen cun wei hui' },
])
const read = (text: string, options: { standard?: string; reference?: string | null } = {}): Extraction =>
  extractFacts(text, { reference: options.reference === undefined ? reference : options.reference, asOf: '2026-01-05', standard: options.standard, gazetteer })

describe('when', () => {
  it.each<[string, string | null, string | null]>([
    ['2025年12月30日14时25分，某地发生滑坡', '2025-12-30T06:25:00.000Z', '2025-12-30'],
    ['12 月 30 日 14 时 25 分许，某地突发滑坡', '2025-12-30T06:25:00.000Z', '2025-12-30'],
    ['1月3日下午3时半，一厂房起火', '2026-01-03T07:30:00.000Z', '2026-01-03'],
    ['今日6时10分，一民房起火', '2026-01-04T22:10:00.000Z', '2026-01-05'],
    ['昨晚11时许，一辆货车侧翻', '2026-01-04T15:00:00.000Z', '2026-01-04'],
    ['2025-12-30 08:05 发生爆炸', '2025-12-30T00:05:00.000Z', '2025-12-30'],
    ['二〇二五年十二月三十日凌晨二时，发生爆炸', '2025-12-29T18:00:00.000Z', '2025-12-30'],
    ['12月30日，某地发生滑坡', null, '2025-12-30'],
    ['1月3日接到报告。经查，1月2日22:40，某煤矿发生透水', '2026-01-02T14:40:00.000Z', '2026-01-02'],
    ['截至1月4日18时，累计死亡2人', null, null],
    ['滑坡造成2人死亡', null, null],
    ['去年7月8日曾发生滑坡。今日8时再次发生滑坡', '2026-01-05T00:00:00.000Z', '2026-01-05'],
    ['13月45日99时发生滑坡', null, null],
  ])('%s', (text, at, day) => {
    const { occurredAt, occurredOn } = read(text)
    expect([occurredAt, occurredOn]).toEqual([at, day])
  })

  it('leaves the year open without a reference', () => {
    expect(read('12月30日14时发生滑坡', { reference: null })).toMatchObject({ occurredAt: null, occurredOn: null })
    expect(read('2025年12月30日14时发生滑坡', { reference: null }).occurredAt).toBe('2025-12-30T06:00:00.000Z')
  })
})

describe('where', () => {
  it.each<[string, string | null]>([
    ['仙居县横溪镇上陈村发生滑坡', '331024101201'],
    ['临海横溪镇发生滑坡', '331082101000'],
    ['永安县发生洪涝', '331024000000'],
    ['xianjuxian 发生洪涝', '331024000000'],
    ['临海市应急管理局报告：仙居县横溪镇突发泥石流', '331024101000'],
    ['台州市仙居县一企业起火', '331024000000'],
    ['某地发生滑坡', null],
  ])('%s', (text, code) => expect(read(text).place?.code ?? null).toBe(code))

  it('shows the whole chain of names as the source', () => {
    expect(read('今日，台州市仙居县横溪镇发生滑坡').spans.find(({ field }) => field === 'place')?.text).toBe('台州市仙居县横溪镇')
  })
})

describe('what', () => {
  it.each<[string, string | null]>([
    ['受地震影响，某村发生滑坡灾害', '11D01'], ['受暴雨影响，某沟暴发泥石流', '11D02'], ['某地发生5.8级地震', '11C02'], ['某煤矿发生透水事故', '12A00'], ['一金矿发生爆炸', '12B00'], ['一老年公寓发生火灾', '12G00'],
    ['一大客车与货车相撞', '12H00'], ['一渔船翻沉', '12J00'], ['某化工企业反应釜爆炸', '12D00'], ['某中学发生食物中毒', '13C00'], ['发生森林火灾', '11G01'], ['某建筑工地脚手架坍塌', '12C00'], ['发布地质灾害风险预警', null], ['一切正常', null],
  ])('%s is %s', (text, code) => expect(read(text).typeCode).toBe(code))
})

describe('the grade proposed', () => {
  it.each<[string, string, number | null]>([
    ['死亡3人', 'work-safety', 3], ['死亡2人', 'work-safety', 4], ['不足3人死亡', 'work-safety', 4], ['死亡10人', 'work-safety', 2], ['近10人死亡', 'work-safety', 3], ['超过9人死亡', 'work-safety', 2], ['30人死亡', 'work-safety', 1],
    ['99人重伤', 'work-safety', 2], ['100人重伤', 'work-safety', 1], ['138人受伤，其中重伤9人', 'work-safety', 4], ['直接经济损失近1000万元', 'work-safety', 4], ['直接经济损失1000万元', 'work-safety', 3], ['直接经济损失1亿元', 'work-safety', 1], ['直接经济损失9999.99万元', 'work-safety', 2],
    ['直接经济损失500万元', 'geological-disaster', 2], ['直接经济损失99万元，间接经济损失900万元', 'geological-disaster', 4], ['死亡失踪10人', 'natural-disaster-casualty', 2], ['死亡2人、失踪1人', 'natural-disaster-casualty', 3], ['无人员伤亡', 'natural-disaster-casualty', null], ['无人员伤亡', 'geological-disaster', null],
    ['受害森林面积150亩', 'forest-fire', 3], ['发生6.1级地震', 'earthquake', 2], ['发生6.1级地震，死亡3人', 'earthquake', 4], ['超过100人中毒', 'food-poisoning', 3], ['仅失踪2人', 'work-safety', 4],
  ])('%s by %s', (text, standard, grade) => expect(read(text, { standard }).grade).toBe(grade))

  it('is by the best matching standard where none is named, with its rule', () => {
    expect(read('山体滑坡致3人死亡')).toMatchObject({ standard: 'geological-disaster', grade: 3, decision: { ruleId: 'geological-disaster.III.dead' } })
    expect(read('煤矿透水致3人死亡')).toMatchObject({ standard: 'work-safety', grade: 3 })
    expect(read('死亡3人')).toMatchObject({ dead: 3, standard: null, grade: null })
  })

  it.each([
    ['work-safety', 'work-safety'], ['生产安全事故', 'work-safety'], ['地质灾害防治条例（灾情）', 'geological-disaster'], ['总体/自然灾害(按死亡失踪)', 'natural-disaster-casualty'], ['地震灾害分级', 'earthquake'], ['国家突发环境事件应急预案', 'environment'], ['月球标准', undefined], ['', undefined],
  ])('finds the standard called %s', (name, id) => expect(findStandardByName(name, '2026-01-05')).toBe(id))
})
