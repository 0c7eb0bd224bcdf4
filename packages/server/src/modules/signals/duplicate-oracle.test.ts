import { addMinutes } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { compareSignals, SUGGEST_FROM, type ComparableSignal } from './duplicate-rules.ts'

/** A seeded generator, so that the figures below are the same on every machine. */
function createDice(seed: number): { below: (limit: number) => number; of: <T>(list: readonly T[]) => T; chance: (share: number) => boolean } {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, of: (list) => list[below(list.length)] as never, chance: (share) => next() < share }
}

interface Happening { readonly code: string; readonly kin: readonly string[]; readonly words: readonly string[] }
const happenings: readonly Happening[] = [
  { code: '11D01', kin: ['11D00', '11D02'], words: ['后山滑坡，埋了房子', '山体塌方压了民房，有人被埋', '屋后的山垮下来了，快来人', '发生山体滑坡，冲毁民房'] },
  { code: '11D02', kin: ['11D01', '11A51'], words: ['泥石流冲下来了，冲走两间房', '沟里发泥石流，路断了', '泥石流堵了桥，房子进了泥', '暴发泥石流，冲毁道路'] },
  { code: '11A02', kin: ['11A01'], words: ['街上积水没过膝盖', '小区地下车库进水', '路口内涝车子熄火', '低洼处严重积水，居民出不来'] },
  { code: '12G00', kin: ['12D00'], words: ['厂房着火，浓烟很大', '仓库起火，火势猛', '一家厂子烧起来了，有爆炸声', '发生火灾，正在燃烧'] },
  { code: '12H00', kin: ['12C00'], words: ['两车相撞，有人受伤', '大货车侧翻，堵住了路', '发生车祸，人卡在车里', '车辆追尾，伤了几个人'] },
]
const callers = ['', '我是村里的，', '12345转：', '网格员报：', '路过看到，', '请快派人，']
const sources = ['phone', 'public', 'grid', 'unit', 'media', 'hospital'] as const
const start = '2019-08-09T12:00:00.000Z'

/** One night in a county: each event is reported one to six times, by people who see, say and place it differently. */
function makeNight(seed: number, events: number): { signals: ComparableSignal[]; eventOf: ReadonlyMap<string, number> } {
  const dice = createDice(seed)
  const signals: ComparableSignal[] = []
  const eventOf = new Map<string, number>()
  for (let event = 0; event < events; event += 1) {
    const what = dice.of(happenings)
    const town = 1 + dice.below(12)
    const village = 1 + dice.below(30)
    const position = { longitude: 120.7 + town * 0.04 + village * 0.006, latitude: 28.5 + (village % 7) * 0.012 }
    const happened = addMinutes(start, dice.below(12 * 60))
    const reports = 1 + dice.below(6)
    for (let report = 0; report < reports; report += 1) {
      const id = `${event}-${report}`
      // Some know the village, some only the town or the neighbouring village; some stand a kilometre away; some send no position.
      const where = dice.below(10)
      const divisionCode = `331099${String(100 + town)}${where < 6 ? String(200 + village) : where < 8 ? '000' : String(200 + Math.max(1, village - 1))}`
      const away = (): number => (dice.below(2000) - 1000) / 100_000
      signals.push({
        id, typeCode: dice.chance(0.75) ? what.code : dice.of(what.kin), divisionCode, position: dice.chance(0.5) ? { longitude: position.longitude + away(), latitude: position.latitude + away() } : null,
        at: addMinutes(happened, dice.below(70)), words: `${dice.of(callers)}${dice.of(what.words)}`, source: dice.of(sources), facts: dice.chance(0.4) ? { trapped: 1 + (event % 4) } : {},
      })
      eventOf.set(id, event)
    }
  }
  return { signals, eventOf }
}

function measure(seed: number): { precision: number; recall: number; suggested: number } {
  const { signals, eventOf } = makeNight(seed, 60)
  let [right, suggested, same] = [0, 0, 0]
  signals.forEach((a, index) => {
    for (const b of signals.slice(index + 1)) {
      const twin = eventOf.get(a.id) === eventOf.get(b.id)
      const found = compareSignals(a, b) !== null
      if (twin) same += 1
      if (found) suggested += 1
      if (twin && found) right += 1
    }
  })
  return { precision: right / suggested, recall: right / same, suggested }
}

describe('duplicates on nights whose truth is known', () => {
  it('are found, and little else is', () => {
    const measured = [11, 23, 37, 51, 73].map(measure)
    const mean = (name: 'precision' | 'recall'): number => measured.reduce((sum, each) => sum + each[name], 0) / measured.length
    const [precision, recall] = [mean('precision'), mean('recall')]
    process.stdout.write(`duplicates from ${SUGGEST_FROM}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, pairs suggested ${measured.reduce((sum, each) => sum + each.suggested, 0)}\n`)
    expect(precision).toBeGreaterThan(0.8)
    expect(recall).toBeGreaterThan(0.7)
  })
})
