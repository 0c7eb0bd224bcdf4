import { AssessmentBulletin, AssessmentEntry, AssessmentObjection, AssessmentSchemeVersion, AssessmentScore, assessmentItems, scoreUnit, type assessmentRoutes, type BulletinSummary, type BulletinView, type SchemeView } from '@fengsui/contract/assessment'
import { Problem, type ParsedRequest, type RouteResponse } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayEdit, seesDetails } from './assessment-policy.ts'
import { monthSpan } from './assessment-rules.ts'
import { findScheme, placesUpward, visibleBulletin } from './assessment-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]
type EntryView = RouteResponse<typeof assessmentRoutes.addAssessmentEntry>

/** The scheme that counts in the actor's place now, and the versions it came from. */
export async function getScheme(objects: ObjectStore, db: Queryable, actor: Actor, at: string): Promise<SchemeView> {
  const places = placesUpward(actor.divisionCode)
  const [{ scheme, version }, versions] = await Promise.all([
    findScheme(objects, db, actor.divisionCode, at),
    sql<{ o: Stored; place_name: string | null }>`select to_jsonb(t) as o, place_name(t.division_code) as place_name from assessment_scheme_version t where t.division_code = any(${places}::text[]) order by t.in_force_from desc, t.set_at desc, t.id limit 50`.execute(db),
  ])
  const listed = versions.rows.map((row) => ({ ...AssessmentSchemeVersion.parse(objects.toObject('assessment-scheme-version', row.o)), placeName: row.place_name ?? '' }))
  return { current: { ...scheme, items: [...scheme.items] }, inForceFrom: version?.inForceFrom ?? null, ofPlaceName: version === null ? '平台' : (listed.find((each) => each.id === version.id)?.placeName ?? ''), mayEdit: actor.permissions.has('assessment:edit'), versions: listed }
}

function beforeMonth(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, month, id] = /^(\d{4}-\d{2})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (month === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.month, t.id) < (${month}, ${id}::uuid)`
}

/** Bulletins one may see, the latest month first. */
export async function listBulletins(objects: ObjectStore, db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined }): Promise<{ items: BulletinSummary[]; next: string | null }> {
  const { rows } = await sql<{ o: Stored; place_name: string | null; units: number; open: number }>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, (select count(*) from assessment_score s where s.bulletin_id = t.id and s.listed) as units,
      (select count(*) from assessment_objection x where x.bulletin_id = t.id and x.status = 'raised' and (t.division_code = ${actor.divisionCode} or x.unit_id = ${actor.unitId}::uuid)) as open
    from assessment_bulletin t where ${visibleBulletin(actor)} and ${beforeMonth(query.after)} order by t.month desc, t.id desc limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit).map((row): BulletinSummary => {
    const { scheme: _, ...bulletin } = AssessmentBulletin.parse(objects.toObject('assessment-bulletin', row.o))
    return { ...bulletin, placeName: row.place_name ?? bulletin.divisionCode, units: row.units, openObjections: row.open, mayEdit: mayEdit(actor, bulletin.divisionCode) }
  })
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? `${last.month}|${last.id}` : null }
}

/** One bulletin: ranks of all units, items and evidence of those whose details one sees. @throws Problem not-found */
export async function getBulletin(objects: ObjectStore, db: Queryable, actor: Actor, id: string, at: string): Promise<BulletinView> {
  const { rows } = await sql<{ o: Stored; place_name: string | null; by_unit_name: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, u.name as by_unit_name from assessment_bulletin t left join unit u on u.id = t.by_unit_id where t.id = ${id}::uuid and ${visibleBulletin(actor)}`.execute(db)
  const row = rows[0]
  if (!row) throw new Problem('not-found', '没有找到这期通报，可能还没有印发')
  const bulletin = AssessmentBulletin.parse(objects.toObject('assessment-bulletin', row.o))
  const [scores, objections] = await Promise.all([
    sql<{ o: Stored; unit_name: string | null }>`select to_jsonb(t) as o, u.name as unit_name from assessment_score t left join unit u on u.id = t.unit_id where t.bulletin_id = ${id}::uuid and t.listed order by t.rank, u.division_code, t.id`.execute(db),
    objects.read(db, 'assessment-objection', sql`t.bulletin_id = ${id}::uuid`, { order: sql`t.raised_at, t.id` }),
  ])
  const edits = mayEdit(actor, bulletin.divisionCode)
  const raised = objections.map((each) => AssessmentObjection.parse(each)).filter((each) => seesDetails(actor, bulletin.divisionCode, each.unitId))
  const details = scores.rows.map(({ o, unit_name }) => ({ unitName: unit_name ?? '', score: AssessmentScore.parse(objects.toObject('assessment-score', o)) })).map((each) => ({ ...each, seen: seesDetails(actor, bulletin.divisionCode, each.score.unitId) }))
  const entryIds = details.filter(({ seen }) => seen).flatMap(({ score }) => score.events.filter((event) => event.kind === 'entry').map((event) => event.id))
  const entries = entryIds.length === 0 ? [] : (await objects.read(db, 'assessment-entry', sql`t.id = any(${entryIds}::uuid[])`)).map((row) => AssessmentEntry.parse(row))
  const reveal = await readPersonalFacts(db, [...raised.flatMap((each) => [each.reason, each.decision]), ...entries.map((entry) => entry.reason)])
  const reasonOf = new Map(entries.map((entry) => [entry.id, reveal(entry.reason) ?? '']))
  const objectionsOpen = bulletin.status === 'published' && bulletin.objectionsUntil !== null && at < bulletin.objectionsUntil
  return {
    ...bulletin, placeName: row.place_name ?? bulletin.divisionCode, byUnitName: row.by_unit_name ?? '', mayEdit: edits,
    scores: details.map(({ score, unitName, seen }) => {
      const items = seen
        ? scoreUnit(bulletin.scheme, score.events, score.excluded).items.map((item) => ({ ...item, name: assessmentItems[item.key].name, events: item.events.map((event) => ({ ...event, label: reasonOf.get(event.id) ?? event.label })) }))
        : null
      return {
        id: score.id, unitId: score.unitId, unitName, total: score.total, rank: score.rank, items, excluded: score.excluded.length,
        mayObject: objectionsOpen && score.unitId === actor.unitId && actor.permissions.has('assessment:object'),
        objections: raised.filter((each) => each.scoreId === score.id).map((each) => ({ ...each, reason: reveal(each.reason) ?? '', decision: reveal(each.decision), mayDecide: edits && each.status === 'raised' && each.unitId !== actor.unitId })),
      }
    }),
  }
}

async function readEntries(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<EntryView[]> {
  const { rows } = await sql<{ o: Stored; unit_name: string | null }>`
    select to_jsonb(t) as o, u.name as unit_name from assessment_entry t left join unit u on u.id = t.unit_id where t.division_code = ${actor.divisionCode} and ${where} order by t.happened_at desc, t.id desc limit ${limit}`.execute(db)
  const entries = rows.map((row) => ({ row, entry: AssessmentEntry.parse(objects.toObject('assessment-entry', row.o)) }))
  const reveal = await readPersonalFacts(db, entries.map(({ entry }) => entry.reason))
  return entries.map(({ row, entry }) => ({ ...entry, reason: reveal(entry.reason) ?? '', unitName: row.unit_name ?? '', mayEdit: entry.status === 'active' }))
}

/** What was entered by hand in the own place, newest first. */
export async function listEntries(objects: ObjectStore, db: Queryable, actor: Actor, query: ParsedRequest<typeof assessmentRoutes.listAssessmentEntries>['query']): Promise<{ items: EntryView[]; next: string | null }> {
  const span = query.month === undefined ? null : monthSpan(query.month)
  const during = span === null ? sql`true` : sql`t.happened_at >= ${span.from}::timestamptz and t.happened_at < ${span.to}::timestamptz`
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && (instant === undefined || id === undefined)) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  const after = instant === undefined || id === undefined ? sql`true` : sql`(t.happened_at, t.id) < (${instant}::timestamptz, ${id}::uuid)`
  const all = await readEntries(objects, db, actor, sql`${during} and ${after}`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.happenedAt}|${last.id}` : null }
}

/** One entry, as the answer to a command. @throws Problem not-found */
export async function getEntry(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<EntryView> {
  const [entry] = await readEntries(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!entry) throw new Problem('not-found', '没有找到这条登记')
  return entry
}
