import type { RouteResponse } from '@fengsui/contract/kernel'
import { CallingRule, platformBasis, type CallingRuleView, type notificationRoutes } from '@fengsui/contract/notifications'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { platformLadders, platformQuiet } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { loadRule } from './rule-store.ts'

async function readRules(deps: NotificationDeps, where: RawBuilder<unknown>): Promise<CallingRuleView[]> {
  const { rows } = await sql<{ o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; unitName: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName"
    from calling_rule t left join unit u on u.id = t.set_by_unit_id where ${where} order by t.in_force_from desc, t.set_at desc, t.id`.execute(deps.database)
  return rows.map((row) => {
    const rule = CallingRule.parse(deps.objects.toObject('calling-rule', row.o))
    return { ...rule, placeName: row.placeName ?? rule.divisionCode, setByUnitName: row.unitName ?? '' }
  })
}

/** By what the reader's place calls now, what it rests on, and what it has set so far and for later. */
export async function getCallingRules(deps: NotificationDeps, actor: Actor): Promise<RouteResponse<typeof notificationRoutes.getCallingRules>> {
  const [{ ladders, quiet, rule }, history] = await Promise.all([loadRule(deps.objects, deps.database, actor.divisionCode, deps.clocks.business.now(), deps.rulesAsOf()), readRules(deps, sql`t.division_code = ${actor.divisionCode}`)])
  const [named] = rule === null ? [] : await readRules(deps, sql`t.id = ${rule.id}::uuid`)
  return {
    ladders, quiet, basis: rule?.basis ?? platformBasis, placeName: named?.placeName ?? null, own: rule?.divisionCode === actor.divisionCode, inForceFrom: rule?.inForceFrom ?? null,
    platform: { ladders: platformLadders(deps.rulesAsOf()), quiet: platformQuiet }, history, mayEdit: actor.permissions.has('org:edit'),
  }
}

/** One rule, as the answer to the command that set it. */
export async function getCallingRule(deps: NotificationDeps, id: string): Promise<CallingRuleView> {
  const [rule] = await readRules(deps, sql`t.id = ${id}::uuid`)
  if (!rule) throw new Error(`calling rule ${id} is gone`)
  return rule
}
