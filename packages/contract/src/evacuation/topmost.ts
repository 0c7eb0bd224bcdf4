import { isWithin } from '../kernel/index.ts'

/**
 * The statements that speak for the rest: a place's own statement stands for everything below it, so what lies inside another
 * stating place is left out and the remaining ones may be added. The statements must be of one incident and one kind.
 */
export function listTopmost<Statement extends { readonly divisionCode: string }>(statements: readonly Statement[]): Statement[] {
  return statements.filter((one) => !statements.some((other) => other.divisionCode !== one.divisionCode && isWithin(one.divisionCode, other.divisionCode)))
}
