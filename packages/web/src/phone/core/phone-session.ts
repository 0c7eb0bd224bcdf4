import { accessRoutes, Me } from '@fengsui/contract/access'
import { ApiProblem } from '../../lib/api-problem.ts'
import { callRoute } from '../../lib/api.ts'
import { csrf } from '../../lib/csrf.ts'
import type { KeptReads } from '../../lib/offline/kept-reads.ts'
import type { SessionCheck } from '../../lib/offline/queue-sender.ts'
import { announceSession, listenToSessions } from '../../lib/session-channel.ts'

/** Who uses this phone, as kept for opening without a network: without the token of the session. */
export const KeptMe = Me.omit({ csrfToken: true })
export type KeptMe = Omit<Me, 'csrfToken'>

/** `unknown`: the server was not asked yet or gave no answer; work goes on into the queue. */
export type Standing = 'unknown' | 'ready' | 'expired' | 'other-account'

const meFact = 'me'
const signOutFact = 'sign-out-owed'

/** The account of this phone: known without a network, proven whenever there is one. */
export class PhoneSession {
  readonly #reads: KeptReads
  readonly #changed: () => void
  #asking: Promise<SessionCheck> | null = null
  me: KeptMe | null = null
  standing: Standing = 'unknown'
  /** Who is signed in at this browser instead. */
  otherName = ''
  /** Signed out here without a network: the server's session must end before anything else. */
  #signOutOwed = false

  constructor(reads: KeptReads, changed: () => void) {
    this.#reads = reads
    this.#changed = changed
    csrf.attach({ renew: async () => (await this.check(true)) === 'ready', lost: () => this.#stand('expired') })
    listenToSessions(() => {
      this.standing = 'unknown'
      void this.check(true)
    })
  }

  /** Who was here last, without asking anybody. */
  async restore(): Promise<void> {
    this.#signOutOwed = (await this.#reads.getFact(signOutFact)) === true
    const kept = KeptMe.safeParse(await this.#reads.getFact(meFact))
    this.me = kept.success ? kept.data : null
    this.#changed()
  }

  /** Whether this page may act as the phone's account now; asks the server unless that is known. */
  check(afresh: boolean): Promise<SessionCheck> {
    if (!afresh && this.standing === 'ready' && csrf.token !== '' && this.me?.mustEnrol !== true) return Promise.resolve('ready')
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #ask(): Promise<SessionCheck> {
    try {
      if (this.#signOutOwed) await this.#payOwedSignOut()
      const next = await callRoute(accessRoutes.getMe, {})
      if (this.me !== null && this.me.account.id !== next.account.id) {
        this.otherName = next.displayName
        this.#stand('other-account')
        return 'other-account'
      }
      await this.#take(next)
      // Until it has its second factor the server refuses everything; refusals must not eat the queue.
      return next.mustEnrol ? 'signed-out' : 'ready'
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) return 'unreachable'
      this.#stand('expired')
      return 'signed-out'
    }
  }

  /** @throws ApiProblem when refused; `second-factor-needed` asks for `finishSignIn` */
  async signIn(username: string, password: string): Promise<void> {
    if (this.#signOutOwed) await this.#payOwedSignOut()
    await this.#enter(await callRoute(accessRoutes.signIn, { body: { username, password } }))
  }

  /** @throws ApiProblem when the code is wrong */
  async finishSignIn(code: string): Promise<void> {
    await this.#enter(await callRoute(accessRoutes.finishSignIn, { body: { code } }))
  }

  /** Goes on as the account that is signed in at this browser; what the other one had unsent waits for it. */
  async becomeOther(): Promise<void> {
    await this.#enter(await callRoute(accessRoutes.getMe, {}))
  }

  /**
   * Leaves this phone: what was read is wiped, what is unsent stays for its account. Without a network the server's session ends as
   * soon as there is one, before anybody else can come in by it.
   */
  async signOut(): Promise<void> {
    const left = this.me
    this.#signOutOwed = true
    await this.#reads.setFact(signOutFact, true)
    await this.#payOwedSignOut().catch(() => undefined)
    if (left !== null) await this.#reads.wipe(left.account.id)
    await this.#reads.setFact(meFact, null)
    csrf.token = ''
    this.me = null
    this.standing = 'unknown'
    this.#changed()
    announceSession(null)
  }

  async #payOwedSignOut(): Promise<void> {
    try {
      if (csrf.token === '') csrf.token = (await callRoute(accessRoutes.getMe, {})).csrfToken
      await callRoute(accessRoutes.signOut, {})
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    }
    csrf.token = ''
    this.#signOutOwed = false
    await this.#reads.setFact(signOutFact, false)
  }

  async #enter(next: Me): Promise<void> {
    if (this.me !== null && this.me.account.id !== next.account.id) await this.#reads.wipe(this.me.account.id)
    await this.#take(next)
    announceSession(next.account.id)
  }

  async #take(next: Me): Promise<void> {
    const { csrfToken, ...kept } = next
    csrf.token = csrfToken
    this.me = kept
    this.#stand('ready')
    await this.#reads.setFact(meFact, kept)
  }

  #stand(standing: Standing): void {
    if (standing === 'expired' && this.me === null) standing = 'unknown'
    this.standing = standing
    this.#changed()
  }
}
