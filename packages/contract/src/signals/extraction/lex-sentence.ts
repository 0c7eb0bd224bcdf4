import { findEntry, mayBe, type Fate, type LossKind, type Role } from './lexicon.ts'
import { readNumber, startsNumber, tidy } from './read-number.ts'

/** How a number is meant: 约3人 · 超过3人 · 不足3人 · 3人以上 (the legal "以上": the number is included). */
export type Bound = 'exact' | 'about' | 'above' | 'below' | 'least'

export interface Quantity {
  readonly value: number
  readonly most: number
  readonly bound: Bound
  readonly indefinite: boolean
  readonly unit: 'person' | 'money' | 'none' | 'other'
  /** Both 以上 and 以下, or 以下 alone: a class of events, not an event. */
  readonly threshold: boolean
}

export interface Token {
  readonly kind: 'word' | 'quantity' | 'break' | 'other'
  readonly role?: Role
  readonly fate?: Fate
  readonly loss?: LossKind
  readonly quantity?: Quantity
  readonly text: string
  readonly start: number
  readonly end: number
}

const BEFORE: readonly (readonly [string, Bound])[] = [
  ['大约', 'about'], ['约', 'about'], ['将近', 'below'], ['接近', 'below'], ['近', 'below'], ['不足', 'below'], ['不到', 'below'], ['不满', 'below'], ['未满', 'below'], ['少于', 'below'], ['低于', 'below'], ['逾', 'above'], ['超过', 'above'],
  ['超出', 'above'], ['突破', 'least'], ['超', 'above'], ['至少', 'least'], ['不少于', 'least'], ['不低于', 'least'], ['最少', 'least'], ['上', 'least'], ['最多', 'about'], ['至多', 'about'], ['大概', 'about'], ['大致', 'about'], ['多于', 'above'], ['几近', 'below'],
]
const PERSON_NOUN = /^(?:人|工|孩|小孩|学生|老人|民|群众|村民|矿工|员工|职工|男|女|儿童|游客|乘客|大人|娃)/

/** The unit behind a number and what closes it (余、左右、以上); `end` after both. */
function readUnit(text: string, at: number, large: boolean): { unit: Quantity['unit']; scale: number; bound: Bound | undefined; threshold: boolean; end: number } {
  let end = at
  let bound: Bound | undefined
  let threshold = false
  let unit: Quantity['unit'] = 'other'
  let scale = 1
  const closing = (): void => {
    for (let found = true; found;) {
      found = false
      const ahead = text.slice(end, end + 4)
      if (/^(?:余|多)(?!发|次|处)/.test(ahead)) [bound, end, found] = ['above', end + 1, true]
      else if (/^(?:左右|上下)/.test(ahead)) [bound, end, found] = ['about', end + 2, true]
      else if (ahead.startsWith('以上')) [bound, end, found] = [bound ?? 'least', end + 2, true]
      else if (/^(?:及其|及|或)以上/.test(ahead)) [bound, end, found] = [bound ?? 'least', end + (ahead.startsWith('及其') ? 4 : 3), true]
      else if (ahead.startsWith('以下') || ahead.startsWith('以内')) [threshold, end, found] = [true, end + 2, true]
      else if (ahead.startsWith('(含)')) [end, found] = [end + 3, true]
      if (end - at > 12) return
    }
  }
  closing()
  const money = /^(?:(?:个)?(百|千|万|亿)?(?:人民币)?元|人民币|块钱)(?!素|旦)/.exec(text.slice(end, end + 6))
  const ahead = text.slice(end, end + 4)
  if (money) {
    unit = 'money'
    scale = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[money[1] ?? ''] ?? 1
    end += money[0].length
  } else if (/^[人名位例口俩仨]/.test(ahead) && !/^(?:人次|人份|人民币|人头|人工|口井|口堰|口塘|口鱼|口水|口径|口粮|口池|人医|例行|例外|位于|位置|位移|位数|人代|人大|人高|名列|名为|人机)/.test(ahead)) {
    unit = 'person'
    end += 1
    if (ahead.startsWith('名') && /^(?:牲|家禽|鸡|羊|牛)/.test(ahead.slice(1))) unit = 'other'
  } else if (ahead.startsWith('个') && PERSON_NOUN.test(text.slice(end + 1, end + 4))) {
    unit = 'person'
    end += ahead.startsWith('个人') ? 2 : 1
  } else if (ahead.startsWith('具') && /^具[^体备]/.test(ahead)) {
    unit = 'person'
    end += 1
  } else if (/^(?:$|[^一-鿿A-Za-z0-9%.℃°/²³-]|死|亡|伤|失|遇|受|重|轻|转|和|及|与|罹|牺|殉)/.test(ahead)) {
    unit = large && !/^(?:[死亡伤失遇受重轻转])/.test(ahead) ? 'money' : 'none'
  }
  if (unit !== 'other') closing()
  return { unit, scale, bound, threshold, end }
}

/** Number with bound and unit from `at`; undefined where none begins. */
function readQuantity(text: string, at: number): Token | undefined {
  let cursor = at
  let bound: Bound = 'exact'
  for (let turn = 0; turn < 2; turn += 1) {
    const before = BEFORE.find(([word]) => text.startsWith(word, cursor))
    if (!before) break
    bound = before[1]
    cursor += before[0].length
  }
  if (text[cursor] === '¥') cursor += 1
  if (text[at - 1] === '第' && cursor === at) return undefined
  const number = readNumber(text, cursor)
  if (!number) return undefined
  const read = readUnit(text, number.end, number.large)
  let most = number.most * read.scale
  let { end } = read
  // 100万元至200万元, 3人到5人: a range across its unit.
  const joint = read.unit === 'other' || read.unit === 'none' ? null : /^(?:-{1,2}|至|到)/.exec(text.slice(end, end + 2))
  const second = joint ? readNumber(text, end + joint[0].length) : undefined
  const unitAgain = second ? readUnit(text, second.end, second.large) : undefined
  const spansUnit = second !== undefined && unitAgain?.unit === read.unit && second.value * (unitAgain?.scale ?? 1) > most
  if (spansUnit && unitAgain) {
    most = second.value * unitAgain.scale
    end = unitAgain.end
  }
  // 3人以上10人以下: the words of a class of events.
  const upTo = read.bound === 'least' && !spansUnit ? readNumber(text, end) : undefined
  const upToUnit = upTo ? readUnit(text, upTo.end, upTo.large) : undefined
  const classOfEvents = upToUnit?.threshold === true
  if (classOfEvents) end = upToUnit.end
  if (/^美元|^欧元|^日元|^港元|^港币|^美金/.test(text.slice(end, end + 2)) || /^(?:[万亿]?)(?:美元|欧元|日元|港元|港币|美金|卢布|韩元|英镑)/.test(text.slice(number.end, number.end + 3))) return other(text, at, end)
  const quantity: Quantity = {
    value: tidy(number.value * read.scale), most: tidy(most), bound: number.above ? 'above' : (read.bound === 'above' || bound === 'exact' ? (read.bound ?? bound) : bound),
    indefinite: number.indefinite, unit: read.unit, threshold: read.threshold || classOfEvents,
  }
  return { kind: 'quantity', quantity, text: text.slice(at, end), start: at, end }
}

const other = (text: string, start: number, end: number): Token => ({ kind: 'other', text: text.slice(start, end), start, end })

const KIND_OF_LOSS = /^(?:直接|间接)(?=(?:约|为|近|超|达|超过)?[\d.,]+(?:余|多)?(?:百|千)?(?:万|亿)?(?:余|多)?元)/

/** Cuts a sentence into words of the lexicon, quantities, breaks and the rest, in one pass. */
export function lexSentence(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = []
  let restFrom = start
  const flush = (at: number): void => {
    if (at > restFrom) tokens.push(other(text, restFrom, at))
  }
  for (let at = start; at < end;) {
    const unit = text[at] ?? ''
    if (unit === '，') {
      flush(at)
      tokens.push({ kind: 'break', text: unit, start: at, end: at + 1 })
      at += 1
      restFrom = at
      continue
    }
    // 直接、间接经济损失分别为…: the first word shares the noun of the second.
    const shared = unit === '直' ? /^直接(?=(?:、|和|及|与|以及)间接(?:的)?(?:经济|财产)?损失)/.exec(text.slice(at, at + 14)) : null
    if (shared) {
      flush(at)
      tokens.push({ kind: 'word', role: 'loss', loss: 'direct', text: shared[0], start: at, end: at + 2 })
      at += 2
      restFrom = at
      continue
    }
    // 其中直接8300万元、间接2700万元.
    const kind = unit === '直' || unit === '间' ? KIND_OF_LOSS.exec(text.slice(at, at + 20))?.[0] : undefined
    if (kind !== undefined) {
      flush(at)
      tokens.push({ kind: 'word', role: 'loss', loss: kind === '直接' ? 'direct' : 'indirect', text: kind, start: at, end: at + 2 })
      at += 2
      restFrom = at
      continue
    }
    const entry = findEntry(text, at)
    const numeric = startsNumber(unit) || '约近逾超至不大将接突上最少低多未几¥'.includes(unit)
    const token = numeric && (entry === undefined || entry.text.length === 1 || (entry.role === 'plain' && /^(?:一次|一批|未满|千万|一一)$/.test(entry.text))) ? readQuantity(text, at) : undefined
    if (token && token.end <= end && !(entry?.role === 'neg' && entry.text.length > 1)) {
      flush(at)
      // 零伤亡, 零死亡: a denial, not a number.
      if (token.text === '零') tokens.push({ kind: 'word', role: 'neg', text: '零', start: at, end: token.end })
      else tokens.push(token)
      at = token.end
      restFrom = at
    } else if (entry && at + entry.text.length <= end) {
      flush(at)
      tokens.push({ kind: 'word', role: entry.role, ...(entry.fate ? { fate: entry.fate } : {}), ...(entry.loss ? { loss: entry.loss } : {}), text: entry.text, start: at, end: at + entry.text.length })
      at += entry.text.length
      restFrom = at
    } else at += 1
  }
  flush(end)
  return foldRemarks(tokens)
}

/** Tokens of a remark in brackets that is looked through for its end. */
const LONGEST_REMARK = 14

/** 死亡失踪(含直升机失事)16人, 陈某(女，67岁): a remark in brackets that counts nothing stands in nobody's way. */
function foldRemarks(tokens: readonly Token[]): Token[] {
  const folded: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    const close = token.text === '(' ? tokens.slice(at + 1, at + LONGEST_REMARK).findIndex((each) => each.text === ')') : -1
    const inside = close < 0 ? [] : tokens.slice(at + 1, at + 1 + close)
    if (inside.length === 0 || inside.some((each) => each.fate !== undefined || each.role === 'neg' || each.role === 'drill' || each.role === 'hypothesis' || each.role === 'part' && inside.length > 4 || (each.quantity !== undefined && each.quantity.unit !== 'other') || /^[人名]$/.test(each.text) && inside.length === 1)) {
      folded.push(token)
      continue
    }
    const last = tokens[at + 1 + close] as Token
    folded.push({ kind: 'word', role: 'linker', text: `${token.text}…${last.text}`, start: token.start, end: last.end })
    at += 1 + close
  }
  return folded
}

/** Whether the token may serve as `role`. */
export const serves = (token: Token | undefined, role: Role): boolean => token !== undefined && token.kind === 'word' && (token.role === role || mayBe(token.text, role))
