import type { PhoneLog } from '@fengsui/contract/duty'
import { boundToReceipt, Problem, type Instant } from '@fengsui/contract/kernel'

const FAR_PAST_DAYS = 31

/** A stated instant of the past: what lies ahead counts as now; more than a month ago is a slip of the pen. @throws Problem */
export function statedInstant(stated: Instant | null, now: Instant, path: string): Instant {
  if (stated === null) return now
  if (Date.parse(now) - Date.parse(stated) > FAR_PAST_DAYS * 86_400_000) throw new Problem('invalid-input', `只能补记 ${FAR_PAST_DAYS} 天以内的，请核对时间`, [{ path, message: '时间太早' }])
  return boundToReceipt(stated, now).at
}

/** Additions to a line of the telephone log: each field is written once and then stays. @throws Problem naming what is there already */
export function requireAddable(log: Pick<PhoneLog, 'proposal' | 'instruction' | 'result' | 'correctedById'>, given: { proposal: string; instruction: string; result: string }): void {
  if (log.correctedById !== null) throw new Problem('lifecycle-refused', '这条电话记录已被更正，请在更正后的那一条上补记')
  const names = { proposal: '拟办意见', instruction: '领导批示', result: '办理结果' } as const
  const fields = Object.keys(names) as (keyof typeof names)[]
  const taken = fields.filter((field) => given[field] !== '' && log[field] !== null)
  if (taken.length > 0) throw new Problem('lifecycle-refused', `${taken.map((field) => names[field]).join('、')}已经写过，写过的不能改；确有错误请用“更正”另起一条`, taken.map((field) => ({ path: field, message: '已经写过' })))
  if (fields.every((field) => given[field] === '')) throw new Problem('invalid-input', '请至少填写一项：拟办意见、领导批示或办理结果', [{ path: 'result', message: '请填写' }])
}
