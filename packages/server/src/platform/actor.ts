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
