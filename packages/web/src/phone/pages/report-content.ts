import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Position } from '@fengsui/contract/kernel'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import type { Photo } from '../core/compose.ts'

/** A tile of the report: what people say, and the type it is sent as. */
interface ReportTile {
  readonly key: string
  readonly word: string
  readonly symbol: SymbolName
  readonly typeCode: string
  /** Put before the words where the type alone would not say it. */
  readonly says: string | null
}

export const reportTiles: readonly ReportTile[] = [
  { key: 'landslide', word: '滑坡塌方', symbol: 'hazard-landslide', typeCode: '11D01', says: null },
  { key: 'torrent', word: '山洪', symbol: 'hazard-rain', typeCode: '11A51', says: null },
  { key: 'water', word: '进水', symbol: 'hazard-flood', typeCode: '11A02', says: '内涝进水' },
  { key: 'dike', word: '堤坝', symbol: 'hazard-dike', typeCode: '11A01', says: '堤坝险情' },
  { key: 'house', word: '房屋', symbol: 'hazard-collapse', typeCode: '11B06', says: '房屋受损' },
  { key: 'road', word: '断路', symbol: 'hazard-roadblock', typeCode: '12P00', says: '道路中断' },
  { key: 'power', word: '断电断网', symbol: 'hazard-blackout', typeCode: '12P00', says: '断电断网' },
  { key: 'other', word: '其他', symbol: 'hazard-incident', typeCode: '11B00', says: '其他险情' },
]

export const reportCounts = [
  { fact: 'dead', label: '死亡' },
  { fact: 'missing', label: '失联' },
  { fact: 'injured', label: '受伤' },
  { fact: 'trapped', label: '被困' },
] as const
type CountName = (typeof reportCounts)[number]['fact']

/** What is typed so far. */
export interface ReportContent {
  readonly tile: string | null
  readonly divisionCode: string
  /** Minutes before the report that it happened. */
  readonly minutesAgo: number
  readonly counts: Readonly<Partial<Record<CountName, number | null>>>
  readonly words: string
  readonly photos: readonly Photo[]
}

/** Errors larger than this are told to the desk, which would otherwise send people to the wrong spot. */
const roughMetres = 100

interface Sent {
  readonly typeCode: string
  readonly divisionCode: string
  readonly position: Position | null
  readonly occurredAt: string
  readonly facts: IncidentFacts
  readonly words: string
}

/**
 * The report as it goes out. `at`: when it was composed; that stays on record as the time of the happening even if it arrives a
 * day later. Pure.
 */
export function composeReport(content: ReportContent, fix: { readonly position: Position | null; readonly accuracy: number | null }, at: string): Sent | null {
  const tile = reportTiles.find(({ key }) => key === content.tile)
  if (tile === undefined) return null
  const facts = Object.fromEntries(Object.entries(content.counts).filter(([, value]) => value !== null && value !== undefined))
  const rough = fix.position !== null && fix.accuracy !== null && fix.accuracy > roughMetres ? `（手机定位误差约 ${Math.round(fix.accuracy)} 米）` : ''
  const said = [tile.says, content.words.trim()].filter((part) => part !== null && part !== '').join('。')
  const nothing = said === '' && Object.keys(facts).length === 0
  return {
    typeCode: tile.typeCode, divisionCode: content.divisionCode, position: fix.position,
    occurredAt: new Date(Date.parse(at) - content.minutesAgo * 60_000).toISOString(),
    facts, words: `${nothing ? tile.word : said}${rough}`,
  }
}
