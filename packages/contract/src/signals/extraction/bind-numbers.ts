import { fates, type Fate } from './lexicon.ts'
import { serves, type Quantity, type Token } from './lex-sentence.ts'

/** A number and what it counts, as token indexes of its sentence. */
export interface Binding {
  readonly fate: Fate | 'loss'
  readonly quantity: Quantity
  /** Index of the number, and of the first and last token the statement spans. */
  readonly at: number
  readonly from: number
  readonly to: number
  /** The word that carries the fate. */
  readonly word: number
}

/** Characters between a number and its fate: 3名在井下作业的矿工不幸遇难. Farther apart they say nothing of each other. */
const REACH = 26
const OBJECT_REACH = 22

const isPerson = (token: Token | undefined): boolean => token?.quantity !== undefined && (token.quantity.unit === 'person' || token.quantity.unit === 'none')
const rank = (fate: Fate): number => (fate === 'deadOrMissing' ? 0.5 : fate === 'deadOrInjured' ? 4.5 : fates.indexOf(fate))

/** Somebody acts here on others (搜救失联人员); 在扑救中牺牲 tells when. */
const isActing = (tokens: readonly Token[], at: number): boolean => tokens[at]?.role === 'actor' && !/^(?:中|时|过程|途中|期间|后|任务)/.test(tokens[at + 1]?.text ?? '')

/** Of several fates of the same persons: joined by 和、或 they are one figure, else the gravest holds (被困后遇难). */
function fateOf(tokens: readonly Token[], found: readonly number[]): Fate {
  const named = found.map((at) => tokens[at]?.fate as Fate)
  const joined = found.some((at, index) => index > 0 && (tokens[at - 1]?.role === 'connector' || found[index - 1] === at - 1 && tokens[at]?.text.length === 2))
  const joinedBySign = found.some((at, index) => index > 0 && at - (found[index - 1] ?? at) >= 1 && tokens.slice((found[index - 1] ?? at) + 1, at).some((token) => token.role === 'connector'))
  const has = (fate: Fate): boolean => named.includes(fate)
  // 失联者遗体: found dead.
  if (found.some((at) => /遗体|尸体/.test(tokens[at]?.text ?? ''))) return 'dead'
  if ((joined || joinedBySign) && has('dead') && has('missing')) return 'deadOrMissing'
  if (joinedBySign && has('dead') && (has('injured') || has('seriouslyInjured') || has('slightlyInjured'))) return 'deadOrInjured'
  if (joinedBySign && has('missing') && has('injured')) return 'deadOrInjured'
  if (has('seriouslyInjured') && has('slightlyInjured')) return 'injured'
  return named.reduce((gravest, fate) => (rank(fate) < rank(gravest) ? fate : gravest))
}

/** Binds the numbers of one sentence. `used` holds tokens already spoken for (denials) and gains those bound. */
export function bindNumbers(tokens: readonly Token[], used: Set<number>): Binding[] {
  const bindings = bindRespectively(tokens, used)
  let from = 0
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && !endsSegment(tokens, at)) continue
    bindSegment(tokens, from, at, used, bindings)
    from = at + 1
  }
  return bindings.sort((a, b) => a.at - b.at)
}

/** Commas end a segment; 、和 and brackets do so unless they join two fates of one number. */
function endsSegment(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token?.kind === 'break') return true
  if (token?.role !== 'connector') return false
  const [before, after, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]]
  if (before?.fate === undefined || after?.fate === undefined) {
    // 死亡(人) and 死亡(名): the unit in brackets before its number.
    return !(token.text === '(' && before?.fate !== undefined && /^[人名]$/.test(after?.text ?? '')) && !(token.text === ')' && /^[人名]$/.test(before?.text ?? ''))
  }
  // 3人死亡、受伤5人 is two statements; 死亡、失踪3人 and 3人死亡、失踪 are one.
  return isPerson(next) && numberJustBefore(tokens, at - 1)
}

function numberJustBefore(tokens: readonly Token[], fateAt: number): boolean {
  for (let back = fateAt - 1; back >= 0 && fateAt - back <= 4; back -= 1) {
    const token = tokens[back]
    if (isPerson(token)) return true
    if (token?.kind === 'break' || token?.role === 'connector' || token?.fate !== undefined) return false
  }
  return false
}

function bindSegment(tokens: readonly Token[], from: number, to: number, used: Set<number>, bindings: Binding[]): void {
  for (let at = to - 1; at >= from; at -= 1) {
    const token = tokens[at]
    if (token?.quantity === undefined || used.has(at)) continue
    // 由3人升至5人: the first number is what was.
    if (at > from && tokens[at - 1]?.role === 'superseded' && hasLaterNumber(tokens, at, to)) continue
    const binding = token.quantity.unit === 'money' ? bindLoss(tokens, at, from, to, used) : isPerson(token) ? (bindForward(tokens, at, to, used) ?? bindBackward(tokens, at, from, used)) : undefined
    if (binding === undefined) continue
    used.add(at)
    bindings.push(binding)
  }
}

function hasLaterNumber(tokens: readonly Token[], at: number, to: number): boolean {
  for (let next = at + 1; next < to && next <= at + 6; next += 1) if (isPerson(tokens[next]) || tokens[next]?.quantity?.unit === 'money') return true
  return false
}

/** 3名矿工不幸遇难. */
function bindForward(tokens: readonly Token[], at: number, to: number, used: Set<number>): Binding | undefined {
  const quantity = tokens[at]?.quantity
  if (quantity === undefined) return undefined
  const found: number[] = []
  let last = tokens[at]?.end ?? 0
  for (let next = at + 1; next < to; next += 1) {
    const token = tokens[next]
    if (token === undefined || isPerson(token) || isActing(tokens, next) || token.role === 'neg' || token.role === 'found' || token.start - last > REACH) break
    if (token.role === 'plain' && /^(?:无生命危险|没有生命危险|均无生命危险|暂无生命危险|无大碍|无碍|无恙)$/.test(token.text)) break
    if (token.fate === undefined) continue
    if (used.has(next) || serves(tokens[next + 1], 'void')) break
    // 三名干部在转移群众途中: they move others.
    if (token.fate === 'evacuated' && /^(?:途中|过程中|过程|时|期间|工作)/.test(tokens[next + 2]?.text ?? '') && serves(tokens[next + 1], 'linker')) break
    if (quantity.unit === 'none' && next !== at + 1 && found.length === 0) break
    found.push(next)
    last = token.end
  }
  const [first] = found
  if (first === undefined) return undefined
  for (const each of found) used.add(each)
  return { fate: fateOf(tokens, found), quantity, at, from: at, to: found.at(-1) ?? first, word: first }
}

/** 死亡人数升至3人, 死亡、失踪16人, 转移受威胁群众8户25人. */
function bindBackward(tokens: readonly Token[], at: number, from: number, used: Set<number>): Binding | undefined {
  const quantity = tokens[at]?.quantity
  const numberStart = tokens[at]?.start ?? 0
  if (quantity === undefined) return undefined
  let loose = false
  for (let back = at - 1; back >= from; back -= 1) {
    const token = tokens[back]
    if (token === undefined || numberStart - token.end > OBJECT_REACH) return undefined
    if (token.fate !== undefined) {
      // 转移被困群众12人: they are out.
      if (token.fate === 'trapped' && tokens[back - 1]?.fate === 'evacuated') continue
      const households = loose && token.fate === 'trapped' && /^[^，。]{1,6}户$/.test(tokens.slice(back + 1, at).map((each) => each.text).join(''))
      if (used.has(back) || tokens[back + 1]?.role === 'void' || loose && token.fate !== 'evacuated' && !households) return undefined
      if (quantity.unit === 'none' && token.fate === 'evacuated') return undefined
      const found = [back]
      while (tokens[(found[0] ?? 0) - 1]?.role === 'connector' && tokens[(found[0] ?? 0) - 2]?.fate !== undefined && !used.has((found[0] ?? 0) - 2)) found.unshift((found[0] ?? 0) - 2)
      for (const each of found) used.add(each)
      return { fate: fateOf(tokens, found), quantity, at, from: found[0] ?? back, to: at, word: back }
    }
    if (isActing(tokens, back) || token.role === 'neg') return undefined
    const transparent = serves(token, 'linker') || serves(token, 'amend') || serves(token, 'total') || serves(token, 'also') || serves(token, 'added') || token.role === 'superseded' || serves(token, 'connector')
      || (token.quantity !== undefined && tokens[back - 1]?.role === 'superseded')
    if (transparent) continue
    if (isPerson(token)) return undefined
    // 死亡村民张某等3人
    if (token.kind === 'other' && token.text.endsWith('等') && token.text.length <= 12) continue
    loose = true
  }
  return undefined
}

/** 直接经济损失初步估算约3000万元, 造成2000万元的直接经济损失. */
function bindLoss(tokens: readonly Token[], at: number, from: number, to: number, used: Set<number>): Binding | undefined {
  const token = tokens[at]
  if (token?.quantity === undefined) return undefined
  const bound = (word: number): Binding => {
    used.add(word)
    return { fate: 'loss', quantity: token.quantity as Quantity, at, from: Math.min(at, word), to: Math.max(at, word), word }
  }
  for (let next = at + 1; next < to && next <= at + 2; next += 1) {
    if (tokens[next]?.loss !== undefined && !used.has(next) && tokens[next + 1]?.quantity === undefined) return bound(next)
    if (tokens[next]?.text !== '的' && tokens[next]?.text !== '人民币') break
  }
  for (let back = at - 1; back >= from; back -= 1) {
    const before = tokens[back]
    if (before === undefined || token.start - before.end > OBJECT_REACH || before.quantity !== undefined && tokens[back - 1]?.role !== 'superseded' || before.role === 'actor') return undefined
    if (before.loss !== undefined) return used.has(back) ? undefined : bound(back)
  }
  return undefined
}

/** 死亡、失踪、受伤人数分别为3人、2人、5人: the n-th number counts the n-th fate. */
function bindRespectively(tokens: readonly Token[], used: Set<number>): Binding[] {
  const bindings: Binding[] = []
  tokens.forEach((token, at) => {
    if (token.role !== 'respectively') return
    const named: number[] = []
    for (let back = at - 1; back >= 0 && at - back <= 16; back -= 1) {
      const before = tokens[back]
      if (before?.fate !== undefined || before?.loss !== undefined) named.unshift(back)
      else if (before?.kind === 'break' || !(before?.role === 'connector' || serves(before, 'linker') || serves(before, 'filler'))) break
    }
    const numbers: number[] = []
    for (let next = at + 1; next < tokens.length && next - at <= 20; next += 1) {
      const after = tokens[next]
      if (after?.quantity !== undefined) numbers.push(next)
      else if (!(after?.role === 'connector' || after?.kind === 'break' || serves(after, 'linker'))) break
    }
    if (named.length < 2 || named.length !== numbers.length) return
    named.forEach((word, index) => {
      const number = numbers[index] ?? 0
      const quantity = tokens[number]?.quantity
      if (quantity === undefined) return
      used.add(word).add(number)
      bindings.push({ fate: tokens[word]?.fate ?? 'loss', quantity, at: number, from: word, to: number, word })
    })
  })
  return bindings
}

const STATES_TOTAL = /^(?:为|达|已达|达到|升至|增至|上升至|增加至|共有|有)$/

/** 死亡新增2人，累计达11人 · 死亡人数与昨日持平，为11人: a clause of nothing but a total, said of the fate in the clause before. */
export function bindAcrossComma(tokens: readonly Token[], used: Set<number>): Binding[] {
  const bindings: Binding[] = []
  let clauseBefore = -1
  let clause = 0
  tokens.forEach((token, at) => {
    if (token.kind === 'break') [clauseBefore, clause] = [clause, at + 1]
    if (!isPerson(token) || used.has(at) || clauseBefore < 0 || token.quantity === undefined || at - clause > 4 || at === clause) return
    const next = tokens[at + 1]
    const lead = tokens.slice(clause, at)
    if ((next !== undefined && next.kind !== 'break') || !lead.every((each) => serves(each, 'linker') || serves(each, 'total') || serves(each, 'amend')) || !lead.some((each) => serves(each, 'total') || serves(each, 'amend') || STATES_TOTAL.test(each.text))) return
    const before = tokens.slice(Math.max(clauseBefore, clause - 14), clause - 1)
    const back = before.findLastIndex((each) => each.fate !== undefined)
    const fate = before[back]?.fate
    if (fate === undefined || fate === 'deadOrInjured' || before.some((each) => each.role === 'neg') || serves(before[back + 1], 'void')) return
    used.add(at)
    const word = clause - 1 - before.length + back
    bindings.push({ fate, quantity: token.quantity, at, from: word, to: at, word })
  })
  return bindings
}
