import { accessRoutes, type DemoAccount } from '@fengsui/contract/access'
import { Problem } from '@fengsui/contract/kernel'
import type { HttpServer } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import type { Authenticator } from './authenticator.ts'
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
import { finishSignIn, signIn, type SignInParts } from './sign-in.ts'

export interface AccessHttpParts extends AccessParts {
  readonly authenticator: Authenticator
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
  const me = (accountId: string, csrfToken: string, held?: Parameters<typeof readMe>[4]) => readMe(objects, database, accountId, { csrfToken, demo, sandbox }, held)
  const signInParts = { ...parts, wall: clocks.wall }
  /** Who was just signed in: with what is lent to it, and what it owes. */
  const meAsSignedIn = async (opened: { accountId: string; token: string; csrfToken: string }) => {
    const { actor, limited } = await parts.authenticator.recognise(opened.token)
    return me(opened.accountId, opened.csrfToken, { permissions: actor.permissions, borrowed: actor.borrowed ?? [], mustEnrol: limited !== undefined })
  }

  http.bindPublic(accessRoutes.signIn, async ({ body, request, reply }) => {
    const oldToken = cookie.read(request)
    const step = await signIn(signInParts, { ...body, address: request.ip, userAgent: request.headers['user-agent'] ?? '', oldToken })
    if (step.kind === 'code') {
      cookie.setPending(reply, step.pendingToken)
      throw new Problem('second-factor-needed', '密码正确，请再输入手机上的 6 位动态口令（手机不在身边可用恢复码）')
    }
    cookie.set(reply, step.token)
    return meAsSignedIn(step)
  })
  http.bindPublic(accessRoutes.finishSignIn, async ({ body, request, reply }) => {
    const opened = await finishSignIn(signInParts, { code: body.code, pendingToken: cookie.readPending(request), address: request.ip, userAgent: request.headers['user-agent'] ?? '', oldToken: cookie.read(request) })
    cookie.setInsteadOfPending(reply, opened.token)
    return meAsSignedIn(opened)
  })
  http.bind(accessRoutes.getMe, async ({ actor, authentication }) => me(actor.accountId, authentication.csrfToken ?? '', { permissions: actor.permissions, borrowed: actor.borrowed ?? [], mustEnrol: authentication.limited !== undefined }))
  http.bind(accessRoutes.signOut, async ({ actor, authentication, request, reply }) => {
    const token = cookie.read(request)
    if (authentication.csrfToken !== null && token !== null) {
      await deleteSession(database, hashToken(token))
      parts.hub.closeWhere((reader) => reader.sessionKey === authentication.sessionKey)
      await logAccess(database, { at: clocks.wall.now(), event: 'sign-out', accountId: actor.accountId, address: request.ip })
    }
    cookie.clear(reply)
    return { ok: true } as const
  })
  http.bind(accessRoutes.changePassword, async ({ authentication, body, request }) => {
    await changePassword(parts, authentication, { ...body, address: request.ip })
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
  http.bind(accessRoutes.resetPassword, async ({ actor, params, body, request }) => getAccount(objects, database, (await resetPassword(parts, actor, { ...params, ...body, address: request.ip })).id))
  http.bind(accessRoutes.listApiTokens, async ({ actor }) => ({ items: await listApiTokens(database, actor, clocks.wall.now()) }))
  http.bind(accessRoutes.createApiToken, async ({ actor, body, request }) => createApiToken(parts, actor, { ...body, address: request.ip }))
  http.bind(accessRoutes.revokeApiToken, async ({ actor, params, body, request }) => {
    await revokeApiToken(parts, actor, { ...params, ...body, address: request.ip })
    return { ok: true } as const
  })
}
