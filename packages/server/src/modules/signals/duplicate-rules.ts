import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { distanceMetres, divisionAt, divisionLevelOf, isWithin, minutesBetween, type Position } from '@fengsui/contract/kernel'
import { UNCLASSIFIED } from '@fengsui/contract/signals'

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
  facts?: IncidentFacts
}

export interface DuplicateCandidate {
  signalId: string
  /** 0 to 1. */
  likeness: number
  because: string
}

/** Below this nothing is suggested: a duty officer stops reading suggestions that are mostly wrong. */
export const SUGGEST_FROM = 0.6
/** Farther apart in time two reports are not compared, minutes. */
export const WINDOW_MINUTES = 180
/** By then the time they have in common speaks no more for them. */
const FADES_MINUTES = 150

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

/** Farther apart they are two events, metres; a caller seldom errs by more. */
const FAR_METRES = 4000

/** How well two places agree, 0 to 1; null when they rule each other out. A town without its village agrees with every village of it, a little. */
function placeLikeness(a: ComparableSignal, b: ComparableSignal): { likeness: number; metres: number | null } | null {
  const metres = a.position && b.position ? distanceMetres(a.position, b.position) : null
  if (a.divisionCode === b.divisionCode && divisionLevelOf(a.divisionCode) === 'village') return { likeness: metres === null ? 1 : Math.max(0.8, 1 - metres / FAR_METRES), metres }
  if (metres !== null) return metres > FAR_METRES ? null : { likeness: 1 - (0.8 * metres) / FAR_METRES, metres }
  const vague = [a, b].some((each) => divisionLevelOf(each.divisionCode) !== 'village')
  if (vague && (isWithin(a.divisionCode, b.divisionCode) || isWithin(b.divisionCode, a.divisionCode))) return { likeness: divisionAt(a.divisionCode, 'town') === divisionAt(b.divisionCode, 'town') ? 0.55 : 0.25, metres }
  return divisionAt(a.divisionCode, 'town') === divisionAt(b.divisionCode, 'town') ? { likeness: 0.15, metres } : null
}

/** How alike two signals are in kind, place, time, words and figures; null when they cannot be about one thing. */
export function compareSignals(a: ComparableSignal, b: ComparableSignal): DuplicateCandidate | null {
  if (a.id === b.id || a.source === 'sensor' || b.source === 'sensor') return null
  if (divisionAt(a.divisionCode, 'county') !== divisionAt(b.divisionCode, 'county')) return null
  const minutes = Math.abs(minutesBetween(a.at, b.at))
  if (minutes > WINDOW_MINUTES) return null
  const unclassified = a.typeCode === UNCLASSIFIED || b.typeCode === UNCLASSIFIED
  const kind = unclassified ? 0.5 : a.typeCode === b.typeCode ? 1 : a.typeCode.slice(0, 3) === b.typeCode.slice(0, 3) ? 0.8 : a.typeCode.slice(0, 2) === b.typeCode.slice(0, 2) ? 0.4 : 0
  if (kind === 0) return null
  const place = placeLikeness(a, b)
  if (place === null) return null
  const time = Math.max(0, 1 - minutes / FADES_MINUTES)
  const figures = sharesFigure(a.facts, b.facts)
  const withoutWords = 0.25 * kind + 0.45 * place.likeness + 0.15 * time + (figures ? 0.05 : 0)
  // Words are the costly part: only where they can still decide.
  if (withoutWords + 0.15 < SUGGEST_FROM) return null
  const words = wordLikeness(a.words, b.words)
  const likeness = Math.min(1, withoutWords + 0.15 * Math.min(1, words * 2))
  if (likeness < SUGGEST_FROM) return null
  const reasons = [unclassified ? '类型未定' : kind === 1 ? '类型相同' : '类型相近', place.metres === null ? (a.divisionCode === b.divisionCode ? '同一地点' : '同一乡镇') : `相距 ${place.metres < 1000 ? `${Math.round(place.metres)} 米` : `${(place.metres / 1000).toFixed(1)} 公里`}`, `相隔 ${Math.round(minutes)} 分钟`]
  if (words > 0.25) reasons.push('说法相近')
  if (figures) reasons.push('数字相同')
  return { signalId: b.id, likeness: Math.round(likeness * 100) / 100, because: reasons.join('，') }
}

/** Whether both say the same figure above zero of anything. */
function sharesFigure(a: IncidentFacts = {}, b: IncidentFacts = {}): boolean {
  return Object.entries(a).some(([name, value]) => typeof value === 'number' && value > 0 && b[name as keyof IncidentFacts] === value)
}

/** Likeliest earlier or later reports of the same thing, best first. */
export function findDuplicates(signal: ComparableSignal, others: readonly ComparableSignal[], most = 5): DuplicateCandidate[] {
  return others
    .flatMap((other) => compareSignals(signal, other) ?? [])
    .sort((a, b) => b.likeness - a.likeness || a.signalId.localeCompare(b.signalId))
    .slice(0, most)
}
