import type { RouteResponse } from '@fengsui/contract/kernel'
import { ClockConduct, ClockRule, type clockRuleRoutes, type ClockRuleView } from '@fengsui/contract/reports'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { platformConduct } from './clock-conduct-rules.ts'
import { findConduct } from './clock-store.ts'

async function readRules(deps: ModuleDeps, where: RawBuilder<unknown>): Promise<ClockRuleView[]> {
  const { rows } = await sql<{ o: Parameters<ObjectStore['toObject']>[1]; placeName: string | null; unitName: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName"
    from clock_rule t left join unit u on u.id = t.set_by_unit_id where ${where} order by t.in_force_from desc, t.set_at desc, t.id limit 200`.execute(deps.database)
  return rows.map((row) => {
    const rule = ClockRule.parse(deps.objects.toObject('clock-rule', row.o))
    return { ...rule, placeName: row.placeName ?? rule.divisionCode, setByUnitName: row.unitName ?? '' }
  })
}

/** How the reader's place keeps its clocks now, what that rests on, and what it has set so far and for later. */
export async function getClockRules(deps: ModuleDeps, actor: Actor): Promise<RouteResponse<typeof clockRuleRoutes.getClockRules>> {
  const [rule, history] = await Promise.all([findConduct(deps.objects, deps.database, actor.divisionCode, deps.clocks.business.now()), readRules(deps, sql`t.division_code = ${actor.divisionCode}`)])
  const [named] = rule === null ? [] : await readRules(deps, sql`t.id = ${rule.id}::uuid`)
  const platform = platformConduct(deps.rulesAsOf())
  return {
    conduct: ClockConduct.parse(rule ?? platform), basis: rule?.basis ?? platform.basis, placeName: named?.placeName ?? null, own: rule?.divisionCode === actor.divisionCode,
    inForceFrom: rule?.inForceFrom ?? null, platform: ClockConduct.parse(platform), history, mayEdit: actor.permissions.has('org:edit'),
  }
}

/** One rule, as the answer to the command that set it. */
export async function getClockRule(deps: ModuleDeps, id: string): Promise<ClockRuleView> {
  const [rule] = await readRules(deps, sql`t.id = ${id}::uuid`)
  if (!rule) throw new Error(`clock rule ${id} is gone`)
  return rule
}
