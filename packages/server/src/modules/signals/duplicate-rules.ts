import { distanceMetres, divisionAt, minutesBetween, type Position } from '@fengsui/contract/kernel'

/** What likeness is judged on. */
export interface ComparableSignal {
  id: string
  typeCode: string
  divisionCode: string
  position: Position | null
  /** When it happened, or, unknown, when it was received. */
  at: string
  words: string
  source: string
}

export interface DuplicateCandidate {
  signalId: string
  /** 0 to 1. */
  likeness: number
  because: string
}

/** Below this nothing is suggested: a duty officer stops reading suggestions that are mostly wrong. */
export const SUGGEST_FROM = 0.55
const WINDOW_MINUTES = 180
const NEAR_METRES = 3000

/** Share of two-character pieces that two texts have in common (Dice), 0 to 1; Chinese needs no word borders for this. */
export function wordLikeness(a: string, b: string): number {
  const pieces = (text: string) => {
    const letters = [...text.replace(/[\s，。、；：！？,.;:!?（）()“”"]/g, '')]
    return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`))
  }
  const left = pieces(a)
  const right = pieces(b)
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const piece of left) if (right.has(piece)) shared += 1
  return (2 * shared) / (left.size + right.size)
}

/** How alike two signals are in kind, place, time and words; null when they cannot be about one thing. */
export function compareSignals(a: ComparableSignal, b: ComparableSignal): DuplicateCandidate | null {
  if (a.id === b.id || a.source === 'sensor' || b.source === 'sensor') return null
  if (divisionAt(a.divisionCode, 'county') !== divisionAt(b.divisionCode, 'county')) return null
  const minutes = Math.abs(minutesBetween(a.at, b.at))
  if (minutes > WINDOW_MINUTES) return null
  const kind = a.typeCode === b.typeCode ? 1 : a.typeCode.slice(0, 3) === b.typeCode.slice(0, 3) ? 0.7 : a.typeCode.slice(0, 2) === b.typeCode.slice(0, 2) ? 0.3 : 0
  if (kind === 0) return null
  const metres = a.position && b.position ? distanceMetres(a.position, b.position) : null
  const samePlace = a.divisionCode === b.divisionCode ? 1 : divisionAt(a.divisionCode, 'town') === divisionAt(b.divisionCode, 'town') ? 0.6 : 0.1
  const place = metres === null ? samePlace : Math.max(samePlace * 0.8, metres <= NEAR_METRES ? 1 - (0.5 * metres) / NEAR_METRES : 0)
  const time = 1 - minutes / WINDOW_MINUTES
  const words = wordLikeness(a.words, b.words)
  const likeness = 0.3 * kind + 0.35 * place + 0.15 * time + 0.2 * Math.min(1, words * 2)
  if (likeness < SUGGEST_FROM) return null
  const reasons = [kind === 1 ? '类型相同' : '类型相近', metres === null ? (samePlace === 1 ? '同一地点' : '同一乡镇') : `相距 ${metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`}`, `相隔 ${Math.round(minutes)} 分钟`]
  if (words > 0.25) reasons.push('说法相近')
  return { signalId: b.id, likeness: Math.round(likeness * 100) / 100, because: reasons.join('，') }
}

/** Likeliest earlier or later reports of the same thing, best first. */
export function findDuplicates(signal: ComparableSignal, others: readonly ComparableSignal[], most = 5): DuplicateCandidate[] {
  return others
    .flatMap((other) => compareSignals(signal, other) ?? [])
    .sort((a, b) => b.likeness - a.likeness || a.signalId.localeCompare(b.signalId))
    .slice(0, most)
}
