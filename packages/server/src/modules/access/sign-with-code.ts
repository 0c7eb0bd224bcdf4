import { Problem } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Clocks } from '../../platform/clock/clock.ts'
import type { Database, Queryable } from '../../platform/db/database.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import { chargeAttempt, clearFailures } from './credential-store.ts'
import { hasSecondFactor } from './second-factor-store.ts'
import { spendCode } from './spend-code.ts'

/** A signature by the holder of an account: who has a second factor proves it once more with a fresh code. */
export interface CodeCheck {
  /** Whether a code is asked of the account. */
  asks(db: Queryable, accountId: string): Promise<boolean>
  /**
   * Call before the command: counts the attempt outside its transaction, so that wrong guesses stay counted.
   * @returns whether a code is asked for; then call `spend` within the command
   * @throws Problem `invalid-input` when a code is needed and missing, `account-locked`
   */
  begin(accountId: string, code: string): Promise<boolean>
  /** @throws Problem `invalid-input` for a wrong or used code */
  spend(context: CommandContext, accountId: string, code: string): Promise<void>
}

export function createCodeCheck({ database, nodeKey, clocks }: { database: Database; nodeKey: NodeKey; clocks: Clocks }): CodeCheck {
  return {
    asks: hasSecondFactor,
    async begin(accountId, code) {
      if (!(await hasSecondFactor(database, accountId))) return false
      if (code.trim() === '') throw new Problem('invalid-input', '您的账号启用了动态口令，签字时请输入手机上的口令', [{ path: 'code', message: '请输入动态口令' }])
      if ((await chargeAttempt(database, accountId, clocks.wall.now())) === null) throw new Problem('account-locked', '输错次数过多，已锁定，请稍后再试或请系统管理员重设密码')
      return true
    },
    async spend(context, accountId, code) {
      if ((await spendCode(context.tx, nodeKey, { accountId, code: code.trim(), now: context.wallAt })) === null) throw new Problem('invalid-input', '口令不对或已用过，请等手机上换出新的口令再输', [{ path: 'code', message: '口令不对或已用过' }])
      await clearFailures(context.tx, accountId)
    },
  }
}
