import { describe, expect, it } from 'vitest'
import { createPasswordHasher } from './password-hasher.ts'

describe('createPasswordHasher', () => {
  it('makes argon2id hashes of the recommended cost and checks them; without a hash nothing fits', async () => {
    const hasher = createPasswordHasher(() => 'nobody knows this')
    const hash = await hasher.hash('fifteen letters')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await hasher.verify(hash, 'fifteen letters')).toBe(true)
    expect(await hasher.verify(hash, 'fifteen Letters')).toBe(false)
    expect(await hasher.verify(null, 'nobody knows this')).toBe(false)
  })
})
