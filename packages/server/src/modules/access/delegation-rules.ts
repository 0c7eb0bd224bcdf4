import { MAX_DELEGATION_DAYS, notDelegable } from '@fengsui/contract/access'
import { addMinutes, minutesBetween, permissionNames, Problem, type Permission } from '@fengsui/contract/kernel'

const MINUTES_PER_DAY = 24 * 60
/** A form that was open for a while still means "from now on". */
const LATE_START_MINUTES = 30

function refuse(path: string, message: string): never {
  throw new Problem('invalid-input', message, [{ path, message }])
}

/**
 * Whether permissions may be lent for this time.
 * @param own what the lender's own roles allow: what was lent to the lender cannot be lent on
 * @throws Problem `invalid-input`
 */
export function checkDelegation(given: { permissions: readonly Permission[]; startsAt: string; endsAt: string }, own: ReadonlySet<Permission>, now: string): void {
  for (const permission of given.permissions) {
    if (notDelegable.includes(permission)) refuse('permissions', `“${permissionNames[permission]}”不能委托，请另设管理员`)
    if (!own.has(permission)) refuse('permissions', `您本人没有“${permissionNames[permission]}”权限（受托得来的不能转委托），不能委托给别人`)
  }
  if (given.endsAt <= given.startsAt) refuse('endsAt', '结束时间应晚于开始时间')
  if (given.endsAt <= now) refuse('endsAt', '结束时间已经过去，请重新选择')
  if (addMinutes(given.startsAt, LATE_START_MINUTES) < now) refuse('startsAt', '开始时间已经过去，委托不能追溯，请重新选择')
  if (minutesBetween(given.startsAt, given.endsAt) > MAX_DELEGATION_DAYS * MINUTES_PER_DAY) refuse('endsAt', `一次委托最长 ${MAX_DELEGATION_DAYS} 天；长期代行职责请调整角色`)
}
