import { readNumber } from './read-number.ts'

/** A measured value and where it stands. */
interface Measure { readonly value: number; readonly start: number; readonly end: number }

const HECTARES: readonly (readonly [string, number])[] = [['平方公里', 100], ['平方千米', 100], ['公顷', 1], ['万亩', 10_000 / 15], ['亩', 1 / 15]]
const QUAKE = /(?:里氏|[Mm][Ss]?)?(?<![\d.])(\d(?:\.\d)?)级(?:左右)?(?:的)?(?:强烈|破坏性|有感)?(?:地震|余震|强震)|地震(?:[^，。]{0,6})震级(?:为|约|达)?(\d(?:\.\d)?)级?|[Mm][Ss]?(\d\.\d)(?:级)?地震/g
const BURNT = /(?:受害森林面积|受害草原面积|森林受害面积|草原受害面积|受害面积|受害林地面积)(?:约|为|达|共|初步|测算|估算|核定|累计|近|超过|[:：])*/g

/** The largest magnitude said of this event, and the burnt area in hectares; the area a fire merely passed (过火面积) is no damage. */
export function readMeasures(text: string, excluded: (at: number) => boolean): { magnitude: Measure | null; burntArea: Measure | null } {
  let magnitude: Measure | null = null
  for (const match of text.matchAll(QUAKE)) {
    const value = Number(match[1] ?? match[2] ?? match[3])
    if (excluded(match.index) || /余震/.test(match[0]) || /^(?:以上|以下)/.test(text.slice(match.index + match[0].length)) || value > 10) continue
    if (magnitude === null || value > magnitude.value) magnitude = { value, start: match.index, end: match.index + match[0].length }
  }
  let burntArea: Measure | null = null
  for (const match of text.matchAll(BURNT)) {
    if (excluded(match.index)) continue
    const number = readNumber(text, match.index + match[0].length)
    if (!number || number.indefinite) continue
    const unit = HECTARES.find(([name]) => text.startsWith(name, number.end) || text.startsWith(`余${name}`, number.end))
    if (unit) burntArea = { value: Number((number.value * unit[1]).toPrecision(12)), start: match.index, end: number.end + unit[0].length }
  }
  return { magnitude, burntArea }
}
