import { spotCheckLifecycle, type SpotCheck, type SpotCheckStatus } from '@fengsui/contract/duty'
import type { Instant } from '@fengsui/contract/kernel'

export function checkMayBecome(from: SpotCheckStatus, to: SpotCheckStatus): boolean {
  return (spotCheckLifecycle[from] as readonly SpotCheckStatus[]).includes(to)
}

/** What an answer at an instant makes of a check, whether or not it was counted as missed meanwhile; null when it was answered before. Whole seconds, by the server's clock alone: a stated time proves nothing here. */
export function foldAnswer(check: Pick<SpotCheck, 'status' | 'calledAt' | 'answerBy'>, at: Instant): { status: 'answered' | 'late'; answeredAt: Instant; answerSeconds: number } | null {
  const answerSeconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(check.calledAt)) / 1000))
  const status = at <= check.answerBy ? 'answered' : 'late'
  return check.status === 'waiting' || check.status === 'missed' ? { status, answeredAt: at, answerSeconds } : null
}
