import { Problem } from '@fengsui/contract/kernel'
import { covers } from '../../platform/actor.ts'
import type { Authentication } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import { requireAccountInScope } from './account-policy.ts'
import { findAccount } from './account-store.ts'
import { sessionKeyOf } from './authenticator.ts'
import { logAccess } from './credential-store.ts'
import { endSessions, findSessionAccount } from './session-store.ts'

async function end(parts: AccessParts, by: Authentication, address: string, which: { id: string } | { accountId: string }, keepOwn: boolean): Promise<{ ended: number }> {
  const ended = await parts.database.transaction(async (tx) => {
    const gone = await endSessions(tx, which, keepOwn ? by.csrfToken : null)
    const accountId = gone[0]?.accountId
    if (accountId !== undefined) {
      await logAccess(tx, { at: parts.clocks.wall.now(), event: 'session-ended', accountId, address, ...(accountId === by.actor.accountId ? {} : { byAccountId: by.actor.accountId }), detail: `${gone.length} 个会话` })
    }
    return gone
  })
  const keys = new Set(ended.map(({ csrfToken }) => sessionKeyOf(csrfToken)))
  if (keys.size > 0) parts.hub.closeWhere((reader) => keys.has(reader.sessionKey))
  return { ended: ended.length }
}

/** Ends one session: an own one, or as administrator one of the jurisdiction. @throws Problem not-found */
export async function endSession(parts: AccessParts, by: Authentication, given: { sessionId: string; address: string }): Promise<{ ended: number }> {
  const found = await findSessionAccount(parts.database, given.sessionId)
  const own = found?.accountId === by.actor.accountId
  const manages = found !== undefined && by.actor.permissions.has('account:manage') && covers(by.actor.scope, found.divisionCode)
  if (!own && !manages) throw new Problem('not-found', '没有这个会话，可能已经结束')
  return end(parts, by, given.address, { id: given.sessionId }, false)
}

/** Ends the own sessions except the one this comes by. */
export function endOtherSessions(parts: AccessParts, by: Authentication, address: string): Promise<{ ended: number }> {
  return end(parts, by, address, { accountId: by.actor.accountId }, true)
}

/** Ends all sessions of an account of the jurisdiction; of the own account all but the present one. */
export async function endAccountSessions(parts: AccessParts, by: Authentication, given: { accountId: string; address: string }): Promise<{ ended: number }> {
  requireAccountInScope(by.actor, await parts.database.transaction((tx) => findAccount(parts.objects, tx, given.accountId)))
  return end(parts, by, given.address, { accountId: given.accountId }, true)
}
