/** A piece of the text: `text.slice(from, to)`. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Source of a regular expression for a number as people write it: `12`, `1,200`, `二十三`, `两`. */
export const numberSource = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+|[零〇一二两三四五六七八九十百千万]+)`

const digits: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

function readUnderTenThousand(text: string): number | null {
  let total = 0
  let digit: number | null = null
  for (const sign of text) {
    const value = digits[sign]
    const place = places[sign]
    if (value !== undefined) {
      // "一一" spells a telephone or a date, not an amount; only a zero may stand before a digit ("一百零三").
      if (digit !== null && digit !== 0) return null
      digit = value
    } else if (place !== undefined) {
      total += (digit === null || digit === 0 ? 1 : digit) * place
      digit = null
    } else return null
  }
  return total + (digit ?? 0)
}

/** The amount a numeral stands for, Chinese or Arabic; null when it is not an amount. */
export function readNumeral(text: string): number | null {
  const plain = text.replaceAll(',', '')
  if (/^\d+$/.test(plain)) return plain.length > 9 ? null : Number(plain)
  const [high, low, ...more] = plain.split('万')
  if (high === undefined || more.length > 0) return null
  if (low === undefined) return readUnderTenThousand(high)
  const tenThousands = readUnderTenThousand(high)
  const rest = readUnderTenThousand(low)
  return tenThousands === null || rest === null || high === '' ? null : tenThousands * 10_000 + rest
}
