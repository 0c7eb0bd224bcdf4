import { accessRoutes } from '@fengsui/contract/access'
import type { HttpServer } from '../../platform/http/http-server.ts'
import type { AccessParts } from './access-parts.ts'
import { listAudit } from './audit-views.ts'
import { delegate, revokeDelegation } from './delegate.ts'
import { getDelegation, listDelegations, listDeputies } from './delegation-views.ts'
import { endAccountSessions, endOtherSessions, endSession } from './end-sessions.ts'
import { beginSecondFactor, confirmSecondFactor, disableSecondFactor, readRuleFor, renewRecoveryCodes, resetSecondFactor, setSecondFactorRule } from './second-factor.ts'
import { readSecondFactor } from './second-factor-views.ts'
import { listOwnSessions, listSessions } from './session-views.ts'

const ok = { ok: true } as const

/** Binds what surrounds an account: second factor, sessions, delegations, audit. */
export function bindAdministration(http: HttpServer, parts: AccessParts): void {
  const { database, objects, clocks } = parts
  const seenBy = (csrfToken: string | null) => ({ now: clocks.wall.now(), csrfToken })

  http.bind(accessRoutes.getSecondFactor, async ({ actor }) => readSecondFactor(database, actor.accountId))
  http.bind(accessRoutes.beginSecondFactor, async ({ authentication, body }) => beginSecondFactor(parts, authentication, body))
  http.bind(accessRoutes.confirmSecondFactor, async ({ authentication, body, request }) => confirmSecondFactor(parts, authentication, { ...body, address: request.ip }))
  http.bind(accessRoutes.renewRecoveryCodes, async ({ authentication, body }) => renewRecoveryCodes(parts, authentication, body))
  http.bind(accessRoutes.disableSecondFactor, async ({ authentication, body, request }) => {
    await disableSecondFactor(parts, authentication, { ...body, address: request.ip })
    return ok
  })
  http.bind(accessRoutes.resetSecondFactor, async ({ actor, params, body, request }) => {
    await resetSecondFactor(parts, actor, { ...params, ...body, address: request.ip })
    return ok
  })
  http.bind(accessRoutes.getSecondFactorRule, async ({ actor }) => readRuleFor(parts, actor))
  http.bind(accessRoutes.setSecondFactorRule, async ({ actor, body }) => {
    await setSecondFactorRule(parts, actor, body)
    return readRuleFor(parts, actor)
  })

  http.bind(accessRoutes.listOwnSessions, async ({ actor, authentication }) => ({ items: await listOwnSessions(database, actor, seenBy(authentication.csrfToken)) }))
  http.bind(accessRoutes.endOtherSessions, async ({ authentication, request }) => endOtherSessions(parts, authentication, request.ip))
  http.bind(accessRoutes.endSession, async ({ authentication, params, request }) => endSession(parts, authentication, { ...params, address: request.ip }))
  http.bind(accessRoutes.listSessions, async ({ actor, authentication }) => ({ items: await listSessions(database, actor, seenBy(authentication.csrfToken)) }))
  http.bind(accessRoutes.endAccountSessions, async ({ authentication, params, request }) => endAccountSessions(parts, authentication, { ...params, address: request.ip }))

  http.bind(accessRoutes.listDelegations, async ({ actor }) => ({ items: await listDelegations(objects, database, actor, clocks.business.now()) }))
  http.bind(accessRoutes.listDeputies, async ({ actor }) => ({ items: await listDeputies(database, actor) }))
  http.bind(accessRoutes.delegate, async ({ actor, body }) => getDelegation(objects, database, actor, clocks.business.now(), (await delegate(parts, actor, body)).id))
  http.bind(accessRoutes.revokeDelegation, async ({ actor, params, body }) => getDelegation(objects, database, actor, clocks.business.now(), (await revokeDelegation(parts, actor, { ...params, ...body })).id))

  http.bind(accessRoutes.listAudit, async ({ actor, query }) => listAudit(database, actor, query))
}
