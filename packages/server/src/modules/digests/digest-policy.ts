import type { Digest } from '@fengsui/contract/digests'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'

/** A digest is the business of the office of its place; nobody above or below words it. */
export function isOwnDigest(actor: Actor, digest: Pick<Digest, 'fromUnitId' | 'divisionCode'>): boolean {
  return digest.fromUnitId === actor.unitId || digest.divisionCode === actor.divisionCode
}

export function requireOwnDigest(actor: Actor, digest: Pick<Digest, 'fromUnitId' | 'divisionCode'>): void {
  if (!isOwnDigest(actor, digest)) throw new Problem('forbidden', '这份要情由其他单位编报，只有编报单位能修改、签发')
}

export const mayRevise = (actor: Actor, digest: Pick<Digest, 'fromUnitId' | 'divisionCode' | 'status'>): boolean => digest.status === 'draft' && actor.permissions.has('digest:draft') && isOwnDigest(actor, digest)
export const mayIssue = (actor: Actor, digest: Pick<Digest, 'fromUnitId' | 'divisionCode' | 'status'>): boolean => digest.status === 'draft' && actor.permissions.has('digest:issue') && isOwnDigest(actor, digest)

/** Signing for one is for the unit it was sent to, or its colleagues of the same place. */
export function isRecipient(actor: Actor, to: { readonly unitId: string; readonly divisionCode: string }): boolean {
  return to.unitId === actor.unitId || to.divisionCode === actor.divisionCode
}
