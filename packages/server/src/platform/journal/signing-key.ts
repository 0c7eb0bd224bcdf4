import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The node's Ed25519 key pair, made at first start, readable by the program's user only. */
export interface SigningKey {
  readonly publicKey: string
  sign(message: string): string
}

const keyPath = (dataDir: string): string => join(dataDir, 'keys', 'journal-ed25519.pem')

/** Public half (base64 SPKI) of the key of a data directory, or null where there is none: then signatures cannot be checked. */
export function findPublicKey(dataDir: string): string | null {
  return existsSync(keyPath(dataDir)) ? openSigningKey(dataDir).publicKey : null
}

/** Public halves of keys that signed earlier heads and are gone: what a restore without the secret leaves behind. */
export const retiredKeysFile = 'retired-journal-keys.json'

/** The present public key, if there is one, then the retired ones. */
export function findPublicKeys(dataDir: string): string[] {
  const present = findPublicKey(dataDir)
  const path = join(dirname(keyPath(dataDir)), retiredKeysFile)
  const retired = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : []
  return [...(present === null ? [] : [present]), ...retired]
}

export function openSigningKey(dataDir: string): SigningKey {
  const path = keyPath(dataDir)
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  chmodSync(path, 0o600)
  const privateKey: KeyObject = createPrivateKey(readFileSync(path))
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  return { publicKey, sign: (message) => sign(null, Buffer.from(message), privateKey).toString('base64') }
}

/** The last public key read: a verifier checks a signature for every minute there was with the same one. */
let lastRead: { readonly text: string; readonly key: KeyObject } | undefined

function readPublicKey(text: string): KeyObject {
  if (lastRead?.text !== text) lastRead = { text, key: createPublicKey({ key: Buffer.from(text, 'base64'), type: 'spki', format: 'der' }) }
  return lastRead.key
}

/** Whether `signature` (base64) of `message` was made with the key whose public half (base64 SPKI) is given. */
export function isSignedBy(publicKey: string, message: string, signature: string): boolean {
  // Base64 with other unused bits would decode to the same signature: only the one spelling counts.
  if (Buffer.from(signature, 'base64').toString('base64') !== signature) return false
  try {
    return verify(null, Buffer.from(message), readPublicKey(publicKey), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
