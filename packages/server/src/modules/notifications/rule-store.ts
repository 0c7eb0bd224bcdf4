import type { Instant } from '@fengsui/contract/kernel'
import { CallingRule, type Ladders, type QuietHours } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { chooseRule, placesOfRule } from './calling-rules.ts'
import { platformLadders, platformQuiet } from './ladder-rules.ts'

/** Every rule of a place and of those above it, also past and coming ones. */
async function listRules(objects: ObjectStore, db: Queryable, divisionCode: string): Promise<CallingRule[]> {
  return (await objects.read(db, 'calling-rule', sql`t.division_code = any(${placesOfRule(divisionCode)}::text[])`)).map((row) => CallingRule.parse(row))
}

/** By what a place calls at an instant: its rule or the nearest above; the platform's own where there is none. */
export interface RuleInForce {
  readonly ladders: Ladders
  readonly quiet: QuietHours
  readonly rule: CallingRule | null
}

export async function loadRule(objects: ObjectStore, db: Queryable, divisionCode: string, at: Instant, rulesAsOf: Instant): Promise<RuleInForce> {
  const rule = chooseRule(await listRules(objects, db, divisionCode), divisionCode, at)
  return rule === null ? { ladders: platformLadders(rulesAsOf), quiet: platformQuiet, rule } : { ladders: rule.ladders, quiet: { from: rule.quietFrom, to: rule.quietTo }, rule }
}
