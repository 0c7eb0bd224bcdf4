import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'

/** Accounts outside the administrator's jurisdiction do not exist for them. @throws Problem `not-found` */
export function requireAccountInScope<T extends { divisionCode: string }>(actor: Actor, account: T | undefined): T {
  if (!account || !covers(actor.scope, account.divisionCode)) throw new Problem('not-found', '没有这个账号，或不在您的辖区')
  return account
}

/** Some changes need a second administrator. @throws Problem `forbidden` */
export function refuseOwnAccount(actor: Actor, accountId: string, why: string): void {
  if (actor.accountId === accountId) throw new Problem('forbidden', why)
}
