import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'
import { hashToken } from './secrets.ts'

const PERIOD_SECONDS = 30
/** Clocks of telephones may be so many periods off. */
const DRIFT_STEPS = 1
/** RFC 4226 wants 128 bits and recommends 160. */
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
/** 16 letters of 5 bits. */
const RECOVERY_LETTERS = 16

/** SHA-1, 6 digits, 30 s: what every authenticator app understands (RFC 6238). */
function totpOf(secret: string, username: string): TOTP {
  return new TOTP({ issuer: '烽燧', label: username, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) })
}

/** A new secret in base 32. */
export function newTotpSecret(): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(SECRET_BYTES)).buffer }).base32
}

/** What the authenticator app scans, and the same as a picture. */
export async function drawEnrolment(secret: string, username: string): Promise<{ uri: string; qrSvg: string }> {
  const uri = totpOf(secret, username).toString()
  return { uri, qrSvg: await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }) }
}

/** Number of the 30-second moment whose code this is, at most one before or after now; null for a wrong code. */
export function findStep(secret: string, code: string, nowMs: number): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: nowMs, window: DRIFT_STEPS })
  return delta === null ? null : Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta
}

/** Ten codes of 80 random bits each, for when the telephone is lost: as shown, and as kept. */
export function newRecoveryCodes(): { shown: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => Array.from(randomBytes(RECOVERY_LETTERS), (byte) => BASE32[byte & 31] ?? '').join(''))
  return { shown: codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-')), hashes: codes.map(hashToken) }
}
