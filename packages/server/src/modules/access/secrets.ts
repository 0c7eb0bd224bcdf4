import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'

/** 256 random bits, safe in a cookie and a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Id of a row outside the journal (tokens, access log): random also in a sandbox, whose seeded ids start over with each process. */
export function newRowId(): string {
  return randomUUID()
}

/** How tokens are stored: SHA-256 suffices for 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const processKey = randomBytes(32)

/**
 * Stand-in for a password in what identifies a command: same password, same digest, for the life of this process. The key is
 * never stored, so that the command table helps nobody to guess passwords.
 */
export function digestPassword(password: string): string {
  return createHmac('sha256', processKey).update(password).digest('hex')
}
