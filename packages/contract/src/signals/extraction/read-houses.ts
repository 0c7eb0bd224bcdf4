import { readNumber } from './read-number.ts'

/** Houses as a text counts them: rooms (间) that fell, households (户) hit. `[start, end)` in the text read. */
export interface HouseCount { readonly field: 'collapsedRooms' | 'damagedHouseholds'; readonly value: number; readonly more: boolean; readonly start: number; readonly end: number }

const DAMAGE = '倒塌|冲毁|倒房|垮塌|塌了|毁坏|损毁|被埋|掩埋|压塌|砸毁|烧毁'
const HOUSE = '房屋|民房|农房|住房|平房|房子|房'
const DAMAGE_FIRST = new RegExp(`(?:${DAMAGE})(?:${HOUSE})?(?:约|共|达|近)?`, 'g')
const NUMBER_FIRST = new RegExp(`([\\d零〇一二两三四五六七八九十百千万.,]{1,12})(余|多)?(间|户)(?:${HOUSE}|人家)?(?:被)?(?:${DAMAGE})`, 'g')
const UNSURE = /可能|预计|威胁|避免|模拟|演练|如果|若|去年|曾|未|无|没有/

/** Fallen rooms and households hit, the largest figure of each; fears, exercises and other years are left out. */
export function readHouses(text: string, excluded: (at: number) => boolean): HouseCount[] {
  const found = new Map<HouseCount['field'], HouseCount>()
  const take = (count: HouseCount): void => {
    const from = Math.max(text.lastIndexOf('，', count.start), text.lastIndexOf('。', count.start)) + 1
    if (excluded(count.start) || UNSURE.test(text.slice(Math.max(from, count.start - 20), count.start))) return
    if ((found.get(count.field)?.value ?? -1) < count.value) found.set(count.field, count)
  }
  const fieldOf = (unit: string | undefined): HouseCount['field'] => (unit === '间' ? 'collapsedRooms' : 'damagedHouseholds')
  for (const match of text.matchAll(DAMAGE_FIRST)) {
    let at = match.index + match[0].length
    for (let turn = 0; turn < 2; turn += 1) {
      const number = readNumber(text, at)
      if (number === undefined || number.indefinite) break
      const tail = /^(余|多)?(间|户)/.exec(text.slice(number.end, number.end + 2))
      if (tail === null) break
      at = number.end + tail[0].length
      take({ field: fieldOf(tail[2]), value: Math.floor(number.value), more: number.above || tail[1] !== undefined, start: match.index, end: at })
    }
  }
  for (const match of text.matchAll(NUMBER_FIRST)) {
    const number = readNumber(text, match.index)
    if (number === undefined || number.indefinite) continue
    take({ field: fieldOf(match[3]), value: Math.floor(number.value), more: number.above || match[2] !== undefined, start: match.index, end: match.index + match[0].length })
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}
