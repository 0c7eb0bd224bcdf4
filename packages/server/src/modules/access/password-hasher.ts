import { hash, verify } from '@node-rs/argon2'

/** Makes and checks password hashes. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Whether the password fits. Without a hash (unknown user) it costs the same and is false. */
  verify(passwordHash: string | null, password: string): Promise<boolean>
}

/** OWASP Password Storage Cheat Sheet for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id. The hash that unknown users are checked against is of the same cost and of a password that nobody has. */
export function createPasswordHasher(newSecret: () => string): PasswordHasher {
  let nobody: Promise<string> | undefined
  return {
    hash: (password) => hash(password, PARAMETERS),
    async verify(passwordHash, password) {
      nobody ??= hash(newSecret(), PARAMETERS)
      const known = await nobody
      const fits = await verify(passwordHash ?? known, password)
      return passwordHash !== null && fits
    },
  }
}
