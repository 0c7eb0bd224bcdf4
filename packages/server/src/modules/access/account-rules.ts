import { isWithin, Problem, type Role } from '@fengsui/contract/kernel'

interface AccountPlace {
  divisionCode: string
  roles: readonly Role[]
  status: 'active' | 'disabled'
}

/**
 * Whether an account may have this jurisdiction: never wider than the place of the unit it acts for.
 * @throws Problem `invalid-input`
 */
export function checkJurisdiction(divisionCode: string, unitDivisionCode: string): void {
  if (isWithin(divisionCode, unitDivisionCode)) return
  const message = '账号的辖区不能超出所属单位所在地，请选单位所在地或其下级'
  throw new Problem('invalid-input', message, [{ path: 'divisionCode', message }])
}

/** Whether this account keeps the node manageable. */
export function isActiveAdministrator(account: AccountPlace): boolean {
  return account.status === 'active' && account.roles.includes('administrator')
}

/**
 * Refuses a change after which nobody could manage accounts any more.
 * @param others active administrators beside the account that changes
 * @throws Problem `lifecycle-refused`
 */
export function checkAdministratorRemains(before: AccountPlace, after: AccountPlace, others: number): void {
  if (!isActiveAdministrator(before) || isActiveAdministrator(after) || others > 0) return
  throw new Problem('lifecycle-refused', '这是最后一个系统管理员，停用或去掉角色后将无人能管理账号。请先另设一名系统管理员')
}
