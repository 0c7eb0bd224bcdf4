import { createHash } from 'node:crypto'
import { drawSpotChecks, sealedText, type SpotCheckDraw } from '@fengsui/contract/duty'
import { minutesBetween, type Instant } from '@fengsui/contract/kernel'

/** Later than this after its drawn instant, a check is named as late: the node was off, or somebody waited. */
const LATE_MINUTES = 5

/** The digest by which a draw is sealed. */
export function sealDigest(draw: Parameters<typeof sealedText>[0]): string {
  return createHash('sha256').update(sealedText(draw)).digest('hex')
}

/**
 * Whether an opened draw was honest: the seed fits the digest of before, and each unit was checked as often as the seed says and never before its
 * drawn instant. `made` are the checks of the draw. Checks of after the rule was ended are missing rightly: `endedAt`.
 */
export function proveDraw(draw: SpotCheckDraw, made: readonly { unitId: string; calledAt: Instant }[], endedAt: Instant | null, now: Instant): { proven: boolean; why: string } {
  if (draw.seed === null) return { proven: false, why: '种子尚未公开' }
  if (sealDigest({ ...draw, seed: draw.seed }) !== draw.digest) return { proven: false, why: '种子与事先封存的摘要不符' }
  const due = drawSpotChecks(draw as Parameters<typeof drawSpotChecks>[0]).filter((check) => check.at <= now && (endedAt === null || check.at < endedAt))
  if (due.length !== made.length) return { proven: false, why: `应查 ${due.length} 次，实查 ${made.length} 次，不一致` }
  const byUnit = new Map<string, Instant[]>()
  for (const { unitId, calledAt } of made) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), calledAt].sort())
  let late = 0
  for (const check of [...due].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const calledAt = byUnit.get(check.unitId)?.shift()
    if (calledAt === undefined) return { proven: false, why: '查了抽签以外的单位，不一致' }
    if (calledAt < check.at) return { proven: false, why: '有一次查岗早于抽签所定时刻，不一致' }
    if (minutesBetween(check.at, calledAt) > LATE_MINUTES) late += 1
  }
  return { proven: true, why: `摘要相符，${due.length} 次查岗均为抽签所定${late === 0 ? '' : `，其中 ${late} 次发出时晚于抽签时刻 ${LATE_MINUTES} 分钟以上`}` }
}
