/** Why nothing was fetched, in words for the person who keeps the source. Never holds anything of the answer. */
export class FetchProblem extends Error {
  /** `refused`: our own rules; `failed`: the other side or the way there. */
  readonly kind: 'refused' | 'failed'
  constructor(kind: FetchProblem['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
