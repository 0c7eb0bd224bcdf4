import type { Fate } from './lexicon.ts'
import { serves, type Token } from './lex-sentence.ts'

/** What a sentence denies: the fates or losses and where it says so; used tokens belong to no number any more. */
export interface Denial {
  readonly fate: Fate | 'loss'
  readonly from: number
  readonly to: number
}

const CAUSES = new Set(['造成', '导致', '致使', '引发', '致', '使'])
/** What stands between a denial and what it denies is short; beyond this it is another statement. */
const BRIDGE_TOKENS = 10
const BRIDGE_REST = 4

const isFateOrLoss = (token: Token | undefined): boolean => token?.fate !== undefined || token?.loss !== undefined
const targetOf = (token: Token): Fate | 'loss' => token.fate ?? 'loss'

/**
 * Finds 无人员伤亡, 未造成人员死亡和财产损失, 没有一人受伤, 死亡人数为零. A denial reaches its object over known words only, so that
 * 未按规定操作造成3人死亡 denies nothing, and 未造成重大伤亡 denies too little to count.
 */
export function findDenials(tokens: readonly Token[], used: Set<number>): Denial[] {
  const denials: Denial[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]?.role !== 'neg' && !isZeroBefore(tokens, at)) continue
    const before = deniedBefore(tokens, at)
    if (before !== undefined) {
      used.add(before)
      denials.push({ fate: targetOf(tokens[before] as Token), from: before, to: at })
    } else if (tokens[at]?.role === 'neg') at = denyAfter(tokens, at, used, denials)
  }
  return denials
}

const isZeroBefore = (tokens: readonly Token[], at: number): boolean => tokens[at]?.text === '零' && tokens[at - 1] !== undefined

/** 死亡人数为零, 伤亡情况：无; the index of the fate, when the denial stands after it and at the end of its clause. */
function deniedBefore(tokens: readonly Token[], at: number): number | undefined {
  const next = tokens[at + 1]
  if (next !== undefined && next.kind !== 'break' && next.role !== 'connector' && !(next.kind === 'word' && next.text === '人') && !(next.kind === 'other' && /^(?:报告|异常|例)/.test(next.text))) return undefined
  let linked = false
  for (let back = at - 1; back >= 0 && at - back <= 5; back -= 1) {
    const token = tokens[back]
    if (token?.fate !== undefined) return linked || tokens[at]?.text === '零' || tokens[at]?.text === '无' ? back : undefined
    if (!serves(token, 'linker')) return undefined
    linked = true
  }
  return undefined
}

/** Walks from a denial to what it denies and along the list of it; returns the last index read. */
function denyAfter(tokens: readonly Token[], neg: number, used: Set<number>, denials: Denial[]): number {
  let partial = false
  let rest = 0
  let caused = false
  let last = neg
  for (let at = neg + 1; at < tokens.length && at - last <= BRIDGE_TOKENS; at += 1) {
    const token = tokens[at]
    if (token === undefined || token.kind === 'break') break
    if (isFateOrLoss(token)) {
      if (tokens[at + 1]?.role === 'void') break
      // 未造成死亡3人 denies the number too; in 未造成死亡5人受伤 the number has its own object.
      const number = tokens[at + 1]?.quantity
      if (number !== undefined && number.value > 0 && number.unit !== 'other' && !isFateOrLoss(tokens[at + 2])) used.add(at + 1)
      used.add(at)
      if (!partial) denials.push({ fate: targetOf(token), from: neg, to: at })
      last = at
      rest = 0
      if (number !== undefined) break
      continue
    }
    if (token.quantity !== undefined) {
      if (token.quantity.unit !== 'person' && token.quantity.unit !== 'none') break
      if (last !== neg) break
      if (token.quantity.value <= 1 && token.quantity.bound === 'exact') continue
      if (rest > 0) break
      // 没有造成3人死亡: neither a number nor a zero.
      used.add(at)
      partial = true
      continue
    }
    if (last !== neg && !(serves(token, 'filler') || token.role === 'connector' || serves(token, 'degree') || serves(token, 'linker'))) break
    if (serves(token, 'degree')) partial = true
    if (CAUSES.has(token.text) && rest > 0) break
    if (CAUSES.has(token.text)) caused = true
    if (serves(token, 'filler') || serves(token, 'degree') || token.role === 'connector' || serves(token, 'linker') || token.role === 'actor') continue
    rest += token.text.length
    if (token.kind !== 'other' || rest > (caused ? BRIDGE_REST * 2 : BRIDGE_REST)) break
  }
  return last
}
