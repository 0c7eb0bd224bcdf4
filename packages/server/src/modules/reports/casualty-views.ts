import type { CasualtyChange, CasualtyWatch, CasualtyWatchView } from '@fengsui/contract/reports'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { casualtiesOf } from './casualty-rules.ts'

type Row = Parameters<ObjectStore['toObject']>[1]

/** The casualty watch of an incident with its changes; null where the regulation asks for none. @throws Problem not-found when the incident is not to be seen */
export async function getCasualtyWatch(objects: ObjectStore, db: Queryable, actor: Actor, incidentId: string): Promise<{ watch: CasualtyWatchView | null }> {
  const seen = withinScope(actor.scope, sql`t.division_code`, sql`'incident:' || t.id`)
  const { rows } = await sql<{ o: Row | null; unitName: string | null; incidentTitle: string; facts: IncidentFacts; status: string }>`
    select case when w.id is null then null else to_jsonb(w) end as o, u.name as "unitName", t.title as "incidentTitle", t.facts, t.status
    from incident t left join casualty_watch w on w.incident_id = t.id left join unit u on u.id = w.unit_id where t.id = ${incidentId}::uuid and ${seen}`.execute(db)
  const row = rows[0]
  if (!row) throw new Problem('not-found', '没有找到这个事件，可能不在您的辖区内')
  if (row.o === null) return { watch: null }
  const watch = objects.toObject('casualty-watch', row.o) as unknown as CasualtyWatch
  const { rows: found } = await sql<{ o: Row; by: string | null }>`
    select to_jsonb(c) as o, u.name as by from casualty_change c left join unit u on u.id = c.recorded_by_unit_id where c.incident_id = ${incidentId}::uuid order by c.changed_at, c.id limit 200`.execute(db)
  const changes = found.map(({ o, by }) => ({ by, change: objects.toObject('casualty-change', o) as unknown as CasualtyChange }))
  const reveal = await readPersonalFacts(db, changes.map(({ change }) => change.words))
  return {
    watch: {
      ...watch, unitName: row.unitName ?? '', incidentTitle: row.incidentTitle, current: casualtiesOf(row.facts),
      changes: changes.map(({ change, by }) => ({ ...change, words: reveal(change.words), recordedByUnitName: by ?? '' })),
      mayRecord: watch.status === 'running' && row.status !== 'merged' && actor.permissions.has('incident:edit') && covers(actor.scope, watch.divisionCode),
    },
  }
}
