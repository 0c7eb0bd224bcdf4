/** A number as written, Arabic, Chinese or both (`1.2万`, `一百二十三`, `廿`, `2000余万`, `3—5`). */
export interface NumberReading {
  /** The number, or the lower end of a range. */
  readonly value: number
  /** The upper end of a range; equal to `value` otherwise. */
  readonly most: number
  readonly end: number
  /** 余、多、几 inside it: more than `value`. */
  readonly above: boolean
  /** 数十、几百、若干: an amount, but no number. */
  readonly indefinite: boolean
  /** Carries 万 or 亿, so that money may go without its 元. */
  readonly large: boolean
}

const DIGITS: Readonly<Record<string, number>> = { 零: 0, '〇': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 }
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 }
/** No figure that counts people or money is longer; a longer run of digits is something else. */
const LONGEST = 24

const isAscii = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9'
const digitOf = (unit: string | undefined): number | undefined => (unit === undefined ? undefined : DIGITS[unit])

/** Floating-point dust of `2071.35 × 10000` removed; ten thousand billions in cents still fit. */
export const tidy = (value: number): number => Number(value.toPrecision(14))

interface Part { value: number; end: number; plain: boolean }

/** `12`, `1,234`, `1.25`. */
function readAscii(text: string, at: number): Part | undefined {
  let end = at
  while (end < text.length && end - at < LONGEST && isAscii(text[end])) end += 1
  if (end === at || isAscii(text[end])) return undefined
  while (text[end] === ',' && end - at < LONGEST && /^,\d{3}(?!\d)/.test(text.slice(end, end + 5))) end += 4
  if (text[end] === '.' && isAscii(text[end + 1])) {
    end += 1
    while (end - at < LONGEST && isAscii(text[end])) end += 1
  }
  return { value: Number(text.slice(at, end).replaceAll(',', '')), end, plain: true }
}

/** A Chinese numeral below 万: `一百二十三`, `两千零五`, `廿三`, `二〇一九`, `百` (only where the caller asks). */
function readHan(text: string, at: number): Part & { range?: number } | undefined {
  let end = at
  let total = 0
  let digit: number | undefined
  let lastStep = 0
  const run: number[] = []
  for (; end < text.length && end - at < LONGEST; end += 1) {
    const unit = text[end] ?? ''
    const one = digitOf(unit)
    if (one !== undefined) {
      run.push(one)
      digit = one
      continue
    }
    const step = unit === '廿' ? 20 : unit === '卅' ? 30 : STEPS[unit]
    if (step === undefined) break
    if (unit === '廿' || unit === '卅') total += step
    else {
      total += (digit ?? 1) * step
      lastStep = step
    }
    if (digit === undefined && end === at && step > 10 && unit !== '廿' && unit !== '卅') return { value: step, end: end + 1, plain: false }
    digit = undefined
    run.length = 0
  }
  if (end === at) return undefined
  if (lastStep === 0 && total === 0) {
    const [first, second] = run
    // 三五人, 七八人: a range, not 35 and 78.
    if (run.length === 2 && first !== undefined && second !== undefined && second > first && first > 0) return { value: first, range: second, end, plain: true }
    return { value: Number(run.join('')), end, plain: true }
  }
  // 一百二 is 120; 一百零二 is 102.
  const colloquial = run.length === 1 && lastStep >= 100 && digit !== undefined ? lastStep / 10 : 1
  return { value: total + (digit ?? 0) * colloquial, end, plain: true }
}

/** One number without range; undefined where none begins. */
function readSingle(text: string, at: number): NumberReading | undefined {
  const vague = /^(?:数|几|若干|好几|成)(?=[十百千万亿人名位例个])/.exec(text.slice(at, at + 4))
  if (vague) {
    let end = at + vague[0].length
    while (end - at < 8 && /[十百千万亿]/.test(text[end] ?? '')) end += 1
    return { value: 0, most: 0, end, above: true, indefinite: true, large: false }
  }
  // 上亿元, 近亿元
  if (/^亿[元人]/.test(text.slice(at, at + 2))) return { value: 1e8, most: 1e8, end: at + 1, above: false, indefinite: false, large: true }
  let cursor = at
  let total = 0
  let above = false
  let large = false
  let most: number | undefined
  let lastLarge = Number.POSITIVE_INFINITY
  for (let parts = 0; parts < 4; parts += 1) {
    const part: (Part & { range?: number }) | undefined = isAscii(text[cursor]) ? readAscii(text, cursor) : readHan(text, cursor)
    if (!part) break
    if (!part.plain && !/^[余多]?[人名位例口万亿]|^[余多]/.test(text.slice(part.end, part.end + 2))) break
    let { value } = part
    cursor = part.end
    // 三点五亿; 三点五十分 is a time of day.
    const fraction = /^点([零〇一二三四五六七八九]{1,3})(?=[万亿级])/.exec(text.slice(cursor, cursor + 6))
    if (fraction?.[1] !== undefined && !isAscii(text[at])) {
      value += Number(`0.${[...fraction[1]].map((one) => DIGITS[one] ?? 0).join('')}`)
      cursor += fraction[0].length
    }
    let scale = 1
    for (;;) {
      const unit = text[cursor] ?? ''
      if (/[余多几]/.test(unit) && !(unit === '几' && !/[十]/.test(text[cursor - 1] ?? ''))) above = true
      else if (STEPS[unit] !== undefined && isAscii(text[part.end - 1]) && scale === 1) scale *= STEPS[unit]
      else if (LARGE[unit] !== undefined) {
        scale *= LARGE[unit]
        large = true
      } else break
      cursor += 1
    }
    total += value * scale
    if (part.range !== undefined) most = part.range * scale
    if (scale >= lastLarge || scale < 1e4 || above) break
    lastLarge = scale
    // 一亿二: 1.2 亿; 1亿2000万 is read as two parts.
  }
  return cursor === at ? undefined : { value: tidy(total), most: tidy(most ?? total), end: cursor, above, indefinite: false, large }
}

/** The number that begins at `at`, with its range; undefined where none begins. Looks at most a few dozen characters ahead. */
export function readNumber(text: string, at: number): NumberReading | undefined {
  const first = readSingle(text, at)
  if (!first || first.indefinite || first.above) return first
  const joint = /^(?:-{1,2}|至|到|、)/.exec(text.slice(first.end, first.end + 2))?.[0]
  if (joint === undefined) return first
  const second = readSingle(text, first.end + joint.length)
  if (!second || second.indefinite) return first
  // 五、六人 is a range only between neighbours; 3、5人 is a list.
  if (joint === '、' && !(second.value === first.value + 1 && digitOf(text[at]) !== undefined)) return first
  const from = !first.large && second.large && first.value < second.value ? first.value * (second.value >= 1e8 ? 1e8 : 1e4) : first.value
  if (from > second.value) return first
  return { value: tidy(from), most: second.value, end: second.end, above: false, indefinite: false, large: second.large }
}

/** Whether a number may begin with this character. */
export function startsNumber(unit: string): boolean {
  return isAscii(unit) || DIGITS[unit] !== undefined || STEPS[unit] !== undefined || '廿卅数几若好成'.includes(unit)
}
