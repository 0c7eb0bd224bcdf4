/** Structured program log. Never given request bodies, secrets or personal data. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

/** One JSON line an event on standard error; standard output is for the ready line and command results. */
export function createLog(now: () => string, write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const emit = (level: string) => (message: string, fields: Record<string, unknown> = {}) => write(`${JSON.stringify({ at: now(), level, message, ...fields })}\n`)
  return { info: emit('info'), warn: emit('warn'), error: emit('error') }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
