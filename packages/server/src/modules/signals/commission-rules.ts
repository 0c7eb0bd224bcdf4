import { Problem, type Instant } from '@fengsui/contract/kernel'
import { addMinutes } from '@fengsui/contract/kernel'
import type { Commission } from '@fengsui/contract/signals'

/** Platform defaults: a unit gets ten minutes at least and thirty days at most. */
const SHORTEST_MINUTES = 10
const LONGEST_MINUTES = 30 * 24 * 60

/** @throws Problem when the time asked for cannot be meant */
export function requireDue(dueAt: Instant, now: Instant): void {
  if (dueAt < addMinutes(now, SHORTEST_MINUTES)) throw new Problem('invalid-input', '要求时间至少留 10 分钟', [{ path: 'dueAt', message: '至少留 10 分钟' }])
  if (dueAt > addMinutes(now, LONGEST_MINUTES)) throw new Problem('invalid-input', '要求时间最远 30 天', [{ path: 'dueAt', message: '最远 30 天' }])
}

/** @throws Problem when it is settled already */
export function requireAsked(commission: Pick<Commission, 'status'>): void {
  if (commission.status !== 'asked') throw new Problem('lifecycle-refused', commission.status === 'answered' ? '这件约稿已经报过，补充情况请另报一条' : '这件约稿已撤回')
}
