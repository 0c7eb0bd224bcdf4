import type { DemoAccount } from '@fengsui/contract/access'
import { addMinutes } from '@fengsui/contract/kernel'
import { demoAccounts } from '../../demo/demo-accounts.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Clocks } from '../../platform/clock/clock.ts'
import type { WallSteps } from '../../platform/clock/wall-steps.ts'
import type { CommandRunner } from '../../platform/commands/command-runner.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Authenticate, HttpServer } from '../../platform/http/http-server.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { Log } from '../../platform/log.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import { CLOCKS_APART_MINUTES, IDLE_MINUTES, SESSION_HOURS } from './access-settings.ts'
import { makeApiToken } from './api-tokens.ts'
import { Authenticator, sessionKeyOf } from './authenticator.ts'
import { FailureThrottle } from './failure-throttle.ts'
import { bindAccess } from './http.ts'
import { bindAdministration } from './administration-http.ts'
import { createPasswordHasher, type PasswordHasher } from './password-hasher.ts'
import { deleteExpiredPendingSignIns } from './second-factor-store.ts'
import { newSecret } from './secrets.ts'
import { createSessionCookie } from './session-cookie.ts'
import { deleteExpiredSessions, moveSessions, pullBackSessions } from './session-store.ts'

export { saveNodePlace } from './account-store.ts'
export { lendRights, takeBackRights } from './lend-rights.ts'
export { savePasswords } from './credential-store.ts'
export { createPasswordHasher, type PasswordHasher } from './password-hasher.ts'
export { createCodeCheck, type CodeCheck } from './sign-with-code.ts'

export interface AccessOptions {
  database: Database
  objects: ObjectStore
  commands: CommandRunner
  clocks: Clocks
  log: Log
  hub: LiveHub
  nodeKey: NodeKey
  demo: boolean
  sandbox: { name: string } | null
  secureCookies: boolean
  version: string
  /** Where the machine's clock may be set while the program runs: sessions then move along. */
  steps?: WallSteps | null
  /** Default: argon2id. Tests count its calls. */
  hasher?: PasswordHasher
}

/** Sign-in, accounts and API tokens. */
export interface Access {
  readonly authenticate: Authenticate
  /** Binds the routes, and ends expired sessions every minute for as long as the server lives. */
  bind(http: HttpServer): void
  /** A token for an account, without asking who wants it: for the replay and for tests. */
  issueToken(accountId: string, label: string): Promise<{ token: string; id: string }>
  /** Ends sessions past their time together with their live streams. */
  endExpiredSessions(): Promise<void>
}

const SWEEP_MS = 60_000

/** Made before the HTTP server, which needs `authenticate`. */
export function createAccess(options: AccessOptions): Access {
  const { database, clocks, hub, log } = options
  const hasher = options.hasher ?? createPasswordHasher(newSecret)
  const steps = options.steps ?? null
  steps?.follow((step) => moveSessions(database, step))
  const cookie = createSessionCookie({ secure: options.secureCookies, sandbox: options.sandbox !== null })
  const authenticator = new Authenticator({ database, clocks, cookie, steps })
  const throttle = new FailureThrottle(() => Date.parse(clocks.wall.now()))
  const accounts: readonly DemoAccount[] = demoAccounts

  async function endExpiredSessions(): Promise<void> {
    await steps?.settled()
    const now = clocks.wall.now()
    await pullBackSessions(database, { now, tolerated: addMinutes(now, CLOCKS_APART_MINUTES), latest: addMinutes(now, SESSION_HOURS * 60) })
    const ended = new Set((await deleteExpiredSessions(database, now, addMinutes(now, -IDLE_MINUTES))).map(sessionKeyOf))
    await deleteExpiredPendingSignIns(database, now)
    const business = clocks.business.now()
    // A stream keeps what it was opened with: one that lives on a loan ends with it.
    const hasExpired = (actor: Actor) => actor.borrowed?.some(({ until }) => until <= business) ?? false
    hub.closeWhere((reader) => ended.has(reader.sessionKey) || hasExpired(reader.actor))
  }

  return {
    authenticate: (request, reply) => authenticator.authenticate(request, reply),
    bind(http) {
      bindAccess(http, { ...options, authenticator, hasher, cookie, throttle, demoAccounts: accounts })
      bindAdministration(http, { ...options, hasher })
      const sweep = setInterval(() => void endExpiredSessions().catch((error: unknown) => log.warn(`清理过期会话失败，稍后再试：${String(error)}`)), SWEEP_MS)
      sweep.unref()
      http.app.addHook('onClose', async () => clearInterval(sweep))
    },
    issueToken: (accountId, label) => makeApiToken(database, { accountId, label, at: clocks.wall.now() }),
    endExpiredSessions,
  }
}
