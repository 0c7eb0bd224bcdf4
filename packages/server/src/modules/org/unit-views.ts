import type { SpecialHeadquarters, Unit } from '@fengsui/contract/org'
import { divisionAt, divisionLevelOf, divisionLevels, divisionPrefix, type Protected } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { containsPattern, readCursor, writeCursor } from './list-cursor.ts'

type ObjectRow = Parameters<ObjectStore['toObject']>[1]

export type UnitItem = Unit & { divisionName: string; people: number }

/** Places above one, nearest last. */
function listPlacesAbove(code: string): string[] {
  return divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(code))).map((level) => divisionAt(code, level))
}

/**
 * Units of the jurisdiction, the own unit, and the duty and flood offices of the places above: whoever reports upward must be
 * able to name the recipient. Of those outside only the name is shown, not how many people they have.
 */
export async function listUnits(objects: ObjectStore, db: Queryable, actor: Actor, query: { q?: string | undefined; divisionCode?: string | undefined; limit: number; after?: string | undefined }): Promise<{ items: UnitItem[]; next: string | null }> {
  const after = readCursor(query.after)
  const pattern = containsPattern(query.q)
  const prefix = query.divisionCode ? `${divisionPrefix(query.divisionCode)}%` : null
  const { rows } = await sql<{ o: ObjectRow; divisionName: string; people: number }>`
    select to_jsonb(u) as o, d.name as "divisionName", (select count(*) from person p where p.unit_id = u.id and p.status = 'active') as people
    from unit u join division d on d.code = u.division_code
    where (${withinScope(actor.scope, sql`u.division_code`)} or u.id = ${actor.unitId}
        or (u.role in ('duty-office', 'flood-office') and u.status = 'active' and u.division_code = any(${listPlacesAbove(actor.divisionCode)}::text[])))
      and (u.division_code, u.id) > (${after.divisionCode}, ${after.id}::uuid)
      and (${pattern}::text is null or u.name like ${pattern}) and (${prefix}::text is null or u.division_code like ${prefix})
    order by u.division_code, u.id limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit).map((row) => {
    const unit = objects.toObject('unit', row.o) as Unit
    return { ...unit, divisionName: row.divisionName, people: covers(actor.scope, unit.divisionCode) ? row.people : 0 }
  })
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? writeCursor(last) : null }
}

/** One unit, for answers to commands that already asked who may. */
export async function getUnit(objects: ObjectStore, db: Queryable, unitId: string): Promise<Unit> {
  const [unit] = await objects.read(db, 'unit', sql`t.id = ${unitId}`)
  if (!unit) throw new Error(`unit ${unitId} is gone`)
  return unit as Unit
}

export type HeadquartersItem = Omit<SpecialHeadquarters, 'members'> & { officeName: string; divisionName: string; chiefName: string | null; members: { unitId: string; unitName: string; duty: string }[] }

/** Special HQs of the jurisdiction, and those elsewhere that the own unit is a member of; of the latter the chief stays unnamed. */
export async function listHeadquarters(objects: ObjectStore, db: Queryable, actor: Actor, query: { divisionCode?: string | undefined }): Promise<{ items: HeadquartersItem[] }> {
  const { rows } = await sql<{ o: ObjectRow; officeName: string; divisionName: string; chief: Protected | null; memberNames: Record<string, string> }>`
    select to_jsonb(h) as o, u.name as "officeName", d.name as "divisionName", p.name as chief,
      (select coalesce(jsonb_object_agg(m.id, m.name), '{}') from unit m where m.id in (select (e ->> 'unitId')::uuid from jsonb_array_elements(h.members) e)) as "memberNames"
    from special_headquarters h join unit u on u.id = h.office_unit_id join division d on d.code = h.division_code
      left join post o on o.id = h.chief_post_id left join person p on p.id = o.person_id
    where (${withinScope(actor.scope, sql`h.division_code`)} or h.members @> ${JSON.stringify([{ unitId: actor.unitId }])}::jsonb)
      and (${query.divisionCode ?? null}::text is null or h.division_code = ${query.divisionCode ?? null})
    order by h.division_code, h.hazard, h.id`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.chief))
  return {
    items: rows.map((row) => {
      const { members, ...headquarters } = objects.toObject('special-headquarters', row.o) as SpecialHeadquarters
      return {
        ...headquarters,
        officeName: row.officeName,
        divisionName: row.divisionName,
        chiefName: covers(actor.scope, headquarters.divisionCode) ? nameOf(row.chief) : null,
        members: members.map(({ unitId, duty }) => ({ unitId, unitName: row.memberNames[unitId] ?? '', duty })),
      }
    }),
  }
}
