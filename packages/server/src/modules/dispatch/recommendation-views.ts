import type { Recommendation, ResourceRequest } from '@fengsui/contract/dispatch'
import type { Team } from '@fengsui/contract/resources'
import { Problem, type Position } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { hoursAtWork, isTired } from '../resources/index.ts'
import { availableOf, isExpired, stockDay } from '../stockpile/index.ts'
import { requireDecider } from './dispatch-policy.ts'
import { recommend, type EquipmentSource, type LotSource, type Pool, type TeamSource } from './recommend-rules.ts'
import { gapOf } from './request-rules.ts'
import { capabilitySubstitutes, equipmentSubstitutes, goodsSubstitutes } from './substitute-rules.ts'
import { visibleRequest } from './visibility-store.ts'

type Placed = { longitude: number | null; latitude: number | null }
const at = ({ longitude, latitude }: Placed): Position | null => (longitude === null || latitude === null ? null : { longitude, latitude })
/** Where it is, else where it is stationed, else the middle of its place. */
const where = sql`u.name as "unitName", place_name(t.division_code) as "placeName", t.division_code as "divisionCode", t.unit_id as "unitId"`

/** What could be sent: forces that are free and goods that are not promised, within the jurisdiction, for the lines and what could stand in. Six statements at most. */
async function loadPool(db: Queryable, actor: Actor, request: ResourceRequest, now: string): Promise<Pool> {
  const abilities = request.lines.flatMap(({ capability }) => (capability === null ? [] : [capability, ...(capabilitySubstitutes[capability] ?? []).map((each) => each.capability)]))
  const kinds = request.lines.flatMap(({ equipmentKind }) => (equipmentKind === null ? [] : [equipmentKind, ...(equipmentSubstitutes[equipmentKind] ?? []).map(({ kind }) => kind)]))
  const goods = request.lines.filter(({ kind }) => kind === 'goods')
  const words = goods.flatMap(({ name }) => goodsSubstitutes(name)?.words ?? [])
  const today = stockDay(now)
  const [teams, equipment, items] = await Promise.all([
    sql<Omit<TeamSource, 'position' | 'hoursAtWork' | 'tired'> & Placed & Pick<Team, 'committedAt'>>`
      select t.id, t.name, ${where}, (coalesce(t.position, t.base_position, d.position))[0] as longitude, (coalesce(t.position, t.base_position, d.position))[1] as latitude, t.capabilities, t.strength, t.readiness, t.committed_at as "committedAt"
      from team t left join unit u on u.id = t.unit_id left join division d on d.code = t.division_code
      where t.status = 'active' and t.readiness in ('ready', 'standby', 'resting') and t.capabilities ?| ${abilities}::text[] and ${withinScope(actor.scope, sql`t.division_code`)} order by t.id`.execute(db),
    sql<Omit<EquipmentSource, 'position'> & Placed>`
      select t.id, t.name, t.number, t.kind, (select count(*) from equipment f where f.unit_id = t.unit_id and f.kind = t.kind and f.status = 'active' and f.state in ('ready', 'committed')) as fleet, ${where}, (coalesce(t.position, t.base_position, d.position))[0] as longitude, (coalesce(t.position, t.base_position, d.position))[1] as latitude
      from equipment t left join unit u on u.id = t.unit_id left join division d on d.code = t.division_code
      where t.status = 'active' and t.state = 'ready' and t.kind = any(${kinds}::text[]) and ${withinScope(actor.scope, sql`t.division_code`)} order by t.id`.execute(db),
    sql<Pool['items'][number]>`
      select id, name, unit from item t where status = 'active' and (id = any(${goods.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))}::uuid[]) or name like any(${words.map((word) => `%${word}%`)}::text[])) order by id`.execute(db),
  ])
  const itemIds = items.rows.map(({ id }) => id)
  const [lots, warehouses, minimums] = itemIds.length === 0 ? [[], [], []] : await Promise.all([
    sql<Omit<LotSource, 'available' | 'expired'> & { quantity: number; reserved: number }>`
      select t.id, t.number, t.warehouse_id as "warehouseId", t.item_id as "itemId", t.quantity, t.reserved, t.expires_on as "expiresOn", t.received_at as "receivedAt"
      from lot t join warehouse w on w.id = t.warehouse_id and w.status = 'active' where t.item_id = any(${itemIds}::uuid[]) and t.quantity > 0 and ${withinScope(actor.scope, sql`w.division_code`)} order by t.id`.execute(db).then(({ rows }) => rows),
    sql<Omit<Pool['warehouses'][number], 'position'> & Placed>`
      select t.id, t.name, ${where}, (coalesce(t.position, d.position))[0] as longitude, (coalesce(t.position, d.position))[1] as latitude
      from warehouse t left join unit u on u.id = t.unit_id left join division d on d.code = t.division_code where t.status = 'active' and ${withinScope(actor.scope, sql`t.division_code`)} order by t.id`.execute(db).then(({ rows }) => rows),
    sql<Pool['minimums'][number]>`select warehouse_id as "warehouseId", item_id as "itemId", quantity from stock_minimum t where item_id = any(${itemIds}::uuid[]) and ${withinScope(actor.scope, sql`t.division_code`)} order by id`.execute(db).then(({ rows }) => rows),
  ])
  return {
    teams: teams.rows.map((row) => ({ ...row, position: at(row), hoursAtWork: hoursAtWork(row, now), tired: isTired(row, now) })),
    equipment: equipment.rows.map((row) => ({ ...row, position: at(row) })),
    lots: lots.map((row) => ({ ...row, available: availableOf(row, today), expired: isExpired(row, today) ? row.quantity : 0 })),
    warehouses: warehouses.map((row) => ({ ...row, position: at(row) })), items: items.rows, minimums,
  }
}

/** Recommended package for what is still missing of a request. @throws Problem not-found · forbidden for anybody but who decides */
export async function getRecommendation(objects: ObjectStore, db: Queryable, actor: Actor, requestId: string, now: string): Promise<Recommendation> {
  const [row] = await objects.read(db, 'resource-request', sql`t.id = ${requestId}::uuid and ${visibleRequest(actor)}`)
  if (!row) throw new Problem('not-found', '没有找到这份申请，可能不在您的辖区内')
  const request = row as unknown as ResourceRequest
  requireDecider(actor, request)
  return recommend({
    requestId: request.id, destination: request.position, neededBy: request.neededBy, priority: request.priority, at: now, decidingPlace: request.toDivisionCode, askingPlace: request.divisionCode,
    lines: request.lines.map((line) => ({ ...line, wanted: gapOf(line) })),
  }, await loadPool(db, actor, request, now))
}
