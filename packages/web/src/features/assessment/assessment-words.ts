import { assessmentItems, type AssessmentItemKey, type ScoredEvent } from '@fengsui/contract/assessment'
import { paths } from '../../lib/navigation.ts'

/** `2026年10月`. */
export const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** `+3`, `-2.5`. */
export const pointWords = (points: number): string => `${points > 0 ? '+' : ''}${points}`

/** The month before the one that holds a day: what a bulletin is usually made for. */
export function monthBefore(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

/** Address that shows what an event was read from; null where it has no page of its own. */
export function evidencePath(event: Pick<ScoredEvent, 'kind' | 'id' | 'incidentId'>): string | null {
  if (event.kind === 'report') return paths.report(event.id)
  if (event.incidentId !== null) return paths.incident(event.incidentId)
  return event.kind === 'instruction-duty' ? paths.instructions() : null
}

export const itemName = (key: AssessmentItemKey): string => assessmentItems[key].name
