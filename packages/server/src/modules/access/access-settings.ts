import type { Role } from '@fengsui/contract/kernel'

/** Longest life of a session whatever happens: one watch (值班班次) of 12 hours. */
export const SESSION_HOURS = 12
/** Without use for so long an ordinary session ends. */
export const IDLE_MINUTES = 60
/** A duty desk must not go blind in a quiet night: it lasts its whole watch. */
const DUTY_IDLE_MINUTES = SESSION_HOURS * 60
/** Used longer than this, a session gets a new token. */
export const ROTATE_MINUTES = 15
/** Requests under way while the token changes may still bring the old one. */
export const ROTATION_GRACE_SECONDS = 60
/** Uses are written down no more often than this. */
export const TOUCH_SECONDS = 60
/** Farther than this in the future a use was written down by a clock that was put back since. */
export const CLOCKS_APART_MINUTES = 1
/** Wrong passwords in a row until the account is locked. */
export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15
/** After the password, so long for the code. */
export const PENDING_MINUTES = 5
/** Failed sign-ins one address may make a minute. */
export const FAILURES_PER_ADDRESS_AND_MINUTE = 20

/** Minutes without use after which a session of these roles ends. */
export function idleMinutesOf(roles: readonly Role[]): number {
  return roles.some((role) => role === 'duty-officer' || role === 'duty-leader') ? DUTY_IDLE_MINUTES : IDLE_MINUTES
}
