import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { StartupProblem } from '../db/startup-problem.ts'

/** Secrets under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM keeps them secret and whole. All binary values base64. */
export const SealedKeys = z.object({
  kdf: z.literal('scrypt'), n: z.number().int().min(16_384).max(1_048_576), r: z.literal(8), p: z.literal(1),
  salt: z.string(), nonce: z.string(), tag: z.string(), data: z.string(),
})
export type SealedKeys = z.infer<typeof SealedKeys>

/** Relative path under the key folder → content, base64. */
const KeyFiles = z.record(z.string(), z.string())
export type KeyFiles = z.infer<typeof KeyFiles>

const N = 32_768
const MIN_PASSPHRASE = 12
const ADDITIONAL = Buffer.from('fengsui.backup.keys.v1')

/** @throws StartupProblem for a passphrase that can be guessed */
export function checkPassphrase(passphrase: string): string {
  if ([...passphrase].length < MIN_PASSPHRASE) throw new StartupProblem(`备份口令至少要 ${MIN_PASSPHRASE} 个字符，请换一个长一些的`)
  return passphrase
}

export async function sealKeys(files: KeyFiles, passphrase: string): Promise<SealedKeys> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, salt, N), nonce)
  cipher.setAAD(ADDITIONAL)
  const data = Buffer.concat([cipher.update(JSON.stringify(files)), cipher.final()])
  return { kdf: 'scrypt', n: N, r: 8, p: 1, salt: salt.toString('base64'), nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

/** @throws StartupProblem when the passphrase is wrong (or the sealed bytes were changed: the two cannot be told apart) */
export async function openKeys(sealed: SealedKeys, passphrase: string): Promise<KeyFiles> {
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', await deriveKey(passphrase, bytes(sealed.salt), sealed.n), bytes(sealed.nonce), { authTagLength: 16 })
  decipher.setAAD(ADDITIONAL)
  try {
    decipher.setAuthTag(bytes(sealed.tag))
    const text = Buffer.concat([decipher.update(bytes(sealed.data)), decipher.final()]).toString('utf8')
    return KeyFiles.parse(JSON.parse(text))
  } catch {
    throw new StartupProblem('备份口令不对，密钥打不开，没有改动任何东西。请核对口令文件；口令确已遗失时可加 --without-keys 恢复其余内容')
  }
}

function deriveKey(passphrase: string, salt: Buffer, n: number): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, { N: n, r: 8, p: 1, maxmem: 256 * n * 8 }, (error, key) => (error ? reject(error) : resolve(key))),
  )
}
