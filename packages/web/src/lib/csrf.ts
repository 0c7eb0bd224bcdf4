/**
 * The token that proves a command comes from our page, and what happens when the session behind it is gone. Set by the
 * session; read by every call.
 */
class CsrfHolder {
  token = ''
  #renew: () => Promise<boolean> = () => Promise.resolve(false)
  #lost: () => void = () => undefined

  /** Lets the session say how to get a new token and what to do when it is lost. */
  attach(handlers: { renew: () => Promise<boolean>; lost: () => void }): () => void {
    this.#renew = handlers.renew
    this.#lost = handlers.lost
    return () => {
      this.#renew = () => Promise.resolve(false)
      this.#lost = () => undefined
    }
  }

  /** Whether a new token for the same account was obtained. */
  renew(): Promise<boolean> {
    return this.#renew()
  }

  reportLoss(): void {
    this.#lost()
  }
}

/** One per page: a page has one session. */
export const csrf = new CsrfHolder()
