import type { Audience, Permission } from '@fengsui/contract/kernel'

/** What every read is limited to: a half-open range of division codes, plus objects opened to the unit (`party` rows). */
export interface Scope {
  readonly lo: string
  readonly hi: string
  readonly unitId: string
}

/** Who acts: an account with its permissions and jurisdiction. */
export interface Actor {
  /** As the journal names it, `account:<id>`. */
  readonly label: string
  readonly accountId: string
  readonly personId: string | null
  readonly unitId: string
  readonly divisionCode: string
  readonly roles: readonly string[]
  readonly permissions: ReadonlySet<Permission>
  readonly scope: Scope
  /** What others lent to this account for a while, beyond its own roles; already part of `permissions`. */
  readonly borrowed?: readonly Borrowed[]
}

export interface Borrowed {
  readonly fromAccountId: string
  readonly permissions: readonly Permission[]
  /** Instant from which it counts no more. */
  readonly until: string
}

/**
 * The actor as the journal names it for this permission: what only a delegation allows is done in both names,
 * `account:<who acts> for account:<who lent it>`. Compare persons by `accountId`, never by label.
 */
export function actingBy(actor: Actor, permission: string): Actor {
  const loan = actor.borrowed?.find(({ permissions }) => permissions.some((each) => each === permission))
  return loan === undefined ? actor : { ...actor, label: `account:${actor.accountId} for account:${loan.fromAccountId}` }
}

/** Whether a journal entry is meant for the actor, as far as place and unit decide that. */
export function isInAudience(actor: Actor, audience: Audience): boolean {
  const inPlace = audience.ownPlaceOnly ? actor.divisionCode === audience.division : covers(actor.scope, audience.division)
  return inPlace || (audience.units?.includes(actor.unitId) ?? false)
}

/** Whether a place lies in the actor's jurisdiction. */
export function covers(scope: Scope, divisionCode: string): boolean {
  return divisionCode >= scope.lo && divisionCode < scope.hi
}
