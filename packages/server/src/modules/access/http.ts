import { accessRoutes, type DemoAccount } from '@fengsui/contract/access'
import type { HttpServer } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import { hasAnyAccount, findNodePlaceName } from './account-store.ts'
import { getAccount, listAccounts, listApiTokens, readMe } from './account-views.ts'
import { createApiToken, revokeApiToken } from './api-tokens.ts'
import { changePassword } from './change-password.ts'
import { createAccount } from './create-account.ts'
import { logAccess } from './credential-store.ts'
import { resetPassword } from './reset-password.ts'
import type { SessionCookie } from './session-cookie.ts'
import { hashToken } from './secrets.ts'
import { deleteSession } from './session-store.ts'
import { setAccountRoles } from './set-account-roles.ts'
import { setAccountStatus } from './set-account-status.ts'
import { requireLoopback, setUp } from './set-up.ts'
import { signIn, type SignInParts } from './sign-in.ts'

export interface AccessHttpParts extends AccessParts {
  readonly cookie: SessionCookie
  readonly throttle: SignInParts['throttle']
  readonly demo: boolean
  readonly demoAccounts: readonly DemoAccount[]
  readonly sandbox: { name: string } | null
  readonly version: string
}

/** Binds sign-in, accounts and tokens to their routes. */
export function bindAccess(http: HttpServer, parts: AccessHttpParts): void {
  const { database, objects, clocks, cookie, demo, sandbox } = parts
  const me = (accountId: string, csrfToken: string) => readMe(objects, database, accountId, { csrfToken, demo, sandbox })

  http.bindPublic(accessRoutes.signIn, async ({ body, request, reply }) => {
    const oldToken = cookie.read(request)
    const opened = await signIn({ ...parts, wall: clocks.wall }, { ...body, address: request.ip, userAgent: request.headers['user-agent'] ?? '', oldToken })
    cookie.set(reply, opened.token)
    return me(opened.accountId, opened.csrfToken)
  })
  http.bind(accessRoutes.getMe, async ({ actor, authentication }) => me(actor.accountId, authentication.csrfToken ?? ''))
  http.bind(accessRoutes.signOut, async ({ actor, authentication, request, reply }) => {
    const token = cookie.read(request)
    if (authentication.csrfToken !== null && token !== null) {
      await deleteSession(database, hashToken(token))
      parts.hub.closeWhere((reader) => reader.sessionKey === authentication.sessionKey)
      const { username } = await getAccount(objects, database, actor.accountId)
      await logAccess(database, { at: clocks.wall.now(), event: 'sign-out', username, accountId: actor.accountId, address: request.ip })
    }
    cookie.clear(reply)
    return { ok: true } as const
  })
  http.bind(accessRoutes.changePassword, async ({ authentication, body }) => {
    await changePassword(parts, authentication, body)
    return { ok: true } as const
  })
  http.bindPublic(accessRoutes.getEntrance, async () => ({
    needsSetUp: !(await hasAnyAccount(database)),
    demo,
    demoAccounts: demo ? [...parts.demoAccounts] : [],
    placeName: await findNodePlaceName(database),
    version: parts.version,
  }))
  http.bindPublic(accessRoutes.setUp, async ({ body, request }) => {
    requireLoopback(request)
    await setUp(parts, body)
    return { ok: true } as const
  })
  http.bind(accessRoutes.listAccounts, async ({ actor, query }) => listAccounts(objects, database, actor, query))
  http.bind(accessRoutes.createAccount, async ({ actor, body }) => getAccount(objects, database, (await createAccount(parts, actor, body)).id))
  http.bind(accessRoutes.setAccountStatus, async ({ actor, params, body }) => getAccount(objects, database, (await setAccountStatus(parts, actor, { ...params, ...body })).id))
  http.bind(accessRoutes.setAccountRoles, async ({ actor, params, body }) => getAccount(objects, database, (await setAccountRoles(parts, actor, { ...params, ...body })).id))
  http.bind(accessRoutes.resetPassword, async ({ actor, params, body }) => getAccount(objects, database, (await resetPassword(parts, actor, { ...params, ...body })).id))
  http.bind(accessRoutes.listApiTokens, async ({ actor }) => ({ items: await listApiTokens(database, actor) }))
  http.bind(accessRoutes.createApiToken, async ({ actor, body }) => createApiToken(parts, actor, body))
  http.bind(accessRoutes.revokeApiToken, async ({ actor, params, body }) => {
    await revokeApiToken(parts, actor, { ...params, ...body })
    return { ok: true } as const
  })
}
