/**
 * Something the person who starts the program can put right: the message is Chinese, complete, and says what to do.
 * `main` prints the message alone, without a stack, and exits with 1.
 */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem'
}

/** The message of anything thrown, for texts that quote a cause. */
export function describeCause(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(describeCause).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
