import { legalDayAt } from '@fengsui/contract/calendar'
import { isWithin } from '@fengsui/contract/kernel'
import { proposeRouting, type Clock, type RoutingView } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { requireOwnReport } from './report-policy.ts'
import { getReportRow, listDesks } from './report-store.ts'

/**
 * Whom a draft should go to: those whose clocks run, the next level up, and the units of the place that the rules name. Read when the sender looks, decided when
 * it is sent. @throws Problem not-found or forbidden
 */
export async function proposeReportRouting(objects: ObjectStore, db: Queryable, actor: Actor, reportId: string, asOf: string): Promise<RoutingView> {
  const report = await getReportRow(objects, db, actor, reportId)
  requireOwnReport(actor, report)
  const clocks = (await objects.read(db, 'clock', sql`t.incident_id = ${report.incidentId}::uuid and t.from_unit_id = ${report.fromUnitId}::uuid and t.status = 'running'`, { order: sql`t.due_at, t.id`, limit: 100 })) as unknown as Clock[]
  const [up] = (await listDesks(db, report.divisionCode)).filter((desk) => desk.divisionCode !== report.divisionCode && isWithin(report.divisionCode, desk.divisionCode)).reverse()
  const { rows: units } = await sql<{ unitId: string; name: string; role: string }>`
    select id as "unitId", name, role from unit where division_code = ${report.divisionCode} and status = 'active' and id <> ${report.fromUnitId}::uuid order by name, id limit 500`.execute(db)
  const { rows: owed } = await sql<{ id: string; name: string }>`select id, name from unit where id = any(${clocks.map((clock) => clock.toUnitId)}::uuid[])`.execute(db)
  const { rows: incidents } = await sql<{ incidentClass: string }>`select incident_class as "incidentClass" from incident where id = ${report.incidentId}::uuid`.execute(db)
  const upward = new Map<string, { unitId: string; name: string; reason: string }>()
  for (const clock of clocks) if (!upward.has(clock.toUnitId)) upward.set(clock.toUnitId, { unitId: clock.toUnitId, name: owed.find((unit) => unit.id === clock.toUnitId)?.name ?? '', reason: `${clock.title}（${clock.legalBasis}）` })
  if (up && !upward.has(up.unitId)) upward.set(up.unitId, { unitId: up.unitId, name: up.name, reason: '按报送线报上一级' })
  return {
    upward: [...upward.values()],
    sideways: proposeRouting({ incidentClass: incidents[0]?.incidentClass ?? '', grade: report.grade, kind: report.kind, units: units.filter((unit) => !upward.has(unit.unitId)), day: legalDayAt(asOf) }),
  }
}
