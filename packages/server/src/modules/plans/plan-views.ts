import type { PlanSummary } from '@fengsui/contract/plans';
import { Plan } from '@fengsui/contract/plans'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { listFindings, type PlanFinding } from './plan-import-rules.ts'

export type NamedPlan = Plan & { placeName: string; ownerUnitName: string }

type Row = { o: Parameters<ObjectStore['toObject']>[1]; place_name: string | null; owner_unit_name: string | null }

async function readPlans(objects: ObjectStore, db: Queryable, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<NamedPlan[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, u.name as owner_unit_name
    from plan t left join unit u on u.id = t.owner_unit_id where ${where} ${tail}`.execute(db)
  return rows.map((row) => {
    const plan = Plan.parse(objects.toObject('plan', row.o))
    return { ...plan, placeName: row.place_name ?? plan.divisionCode, ownerUnitName: row.owner_unit_name ?? '' }
  })
}

function summarise({ structure, ...plan }: NamedPlan): PlanSummary {
  return {
    ...plan,
    levels: structure.responseLevels.length,
    groups: structure.groups.length,
    tasks: structure.responseLevels.reduce((sum, level) => sum + level.tasks.length, 0),
    problems: listFindings(structure).length,
  }
}

/** The library of the jurisdiction by place and title, oldest version first; the cursor is the last plan's id. */
export async function listPlans(objects: ObjectStore, db: Queryable, scope: Scope, page: { limit: number; after?: string | undefined }): Promise<{ items: PlanSummary[]; next: string | null }> {
  const order = sql`(t.division_code, t.title, t.imported_at, t.id)`
  const after = page.after === undefined ? sql`true` : sql`${order} > (select p.division_code, p.title, p.imported_at, p.id from plan p where p.id::text = ${page.after})`
  const plans = await readPlans(objects, db, sql`${withinScope(scope, sql`t.division_code`)} and ${after}`, sql`order by t.division_code, t.title, t.imported_at, t.id limit ${page.limit + 1}`)
  const items = plans.slice(0, page.limit).map(summarise)
  return { items, next: plans.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

/** One plan with what does not fit inside it. @throws Problem not-found when missing or outside the jurisdiction */
export async function getPlanPage(objects: ObjectStore, db: Queryable, scope: Scope, planId: string): Promise<NamedPlan & { findings: PlanFinding[] }> {
  const [plan] = await readPlans(objects, db, sql`t.id = ${planId}::uuid and ${withinScope(scope, sql`t.division_code`)}`, sql``)
  if (!plan) throw new Problem('not-found', '没有找到这个预案，可能不在您的辖区内')
  return { ...plan, findings: listFindings(plan.structure) }
}
