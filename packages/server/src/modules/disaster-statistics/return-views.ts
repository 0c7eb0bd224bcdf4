import { DisasterReturn, listRequiredForms, ReturnKind, type disasterStatisticsRoutes, type FormSetKey, type FormValues, type ReturnView } from '@fengsui/contract/disaster-statistics'
import { divisionLevelOf, divisionRange, Problem, type RouteResponse } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayDecide, mayFill } from './disaster-policy.ts'
import { getProcess, listAcceptedBelow, readListTotals, sumBelow, visibleReturn } from './disaster-store.ts'
import { readWords } from './protected-words.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

/** One version with everything it is held against. @throws Problem not-found */
export async function getReturn(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<ReturnView> {
  const { rows } = await sql<{ o: Stored; placeName: string; unitName: string | null }>`
    select to_jsonb(t) as o, d.full_name as "placeName", u.name as "unitName" from disaster_return t join division d on d.code = t.division_code left join unit u on u.id = t.by_unit_id
    where t.id = ${id}::uuid and ${visibleReturn(actor)}`.execute(db)
  const [row] = rows
  if (!row) throw new Problem('not-found', '没有找到这份报表，可能不在您的辖区内，或还没有上报')
  const found = DisasterReturn.parse(objects.toObject('disaster-return', row.o))
  const [process, below, lists, last, reveal] = await Promise.all([
    getProcess(objects, db, actor, found.processId), listAcceptedBelow(db, found), readListTotals(db, found.processId, found.divisionCode), readLast(db, found),
    readPersonalFacts(db, [found.explanations, found.signatures, found.returnReason]),
  ])
  const signatures = readWords(reveal(found.signatures))
  const summed = new Map(found.sources.map((source) => [source.divisionCode, source.returnId]))
  const updated = found.sources.length === 0 ? [] : below.filter(({ divisionCode, returnId }) => summed.get(divisionCode) !== returnId).map(({ divisionCode }) => divisionCode)
  const names = await readNames(db, updated)
  const values = sumBelow(found.formSet, below)
  return {
    ...found, explanations: readWords(reveal(found.explanations)), signatures: { head: signatures['head'] ?? '', statisticsHead: signatures['statisticsHead'] ?? '', filler: signatures['filler'] ?? '' }, returnReason: reveal(found.returnReason),
    placeName: row.placeName, level: divisionLevelOf(found.divisionCode), byUnitName: row.unitName ?? '', processTitle: process.title, requiredForms: listRequiredForms(found.formSet, process), last,
    below: values === null ? null : { values, places: below.length, updated: updated.map((divisionCode) => ({ divisionCode, placeName: names.get(divisionCode) ?? divisionCode })) },
    lists, mayEdit: found.status === 'draft' && process.status !== 'closed' && mayFill(actor, found.divisionCode), mayDecide: found.status === 'submitted' && mayDecide(actor, found.divisionCode),
  }
}

async function readLast(db: Queryable, found: DisasterReturn): Promise<ReturnView['last']> {
  const { rows } = await sql<{ id: string; kind: string; sequence: number; values: FormValues; submittedAt: string }>`
    select id, kind, sequence, values, submitted_at as "submittedAt" from disaster_return
    where process_id = ${found.processId}::uuid and form_set = ${found.formSet} and division_code = ${found.divisionCode} and sequence < ${found.sequence} and status in ('submitted', 'accepted', 'superseded')
    order by sequence desc limit 1`.execute(db)
  const [row] = rows
  return row === undefined ? null : { ...row, kind: ReturnKind.parse(row.kind), values: { ...row.values } }
}

async function readNames(db: Queryable, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; name: string }>`select code, name from division where code = any(${codes}::text[])`.execute(db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}

type ReturnList = RouteResponse<typeof disasterStatisticsRoutes.listDisasterReturns>

/** Versions of the jurisdiction, newest first. */
export async function listReturns(db: Queryable, actor: Actor, query: { limit: number; after?: string | undefined; processId?: string | undefined; divisionCode?: string | undefined; formSet?: FormSetKey | undefined }): Promise<ReturnList> {
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && (instant === undefined || id === undefined)) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  const range = query.divisionCode === undefined ? null : divisionRange(query.divisionCode)
  const { rows } = await sql<ReturnList['items'][number] & { draftedAt: string }>`
    select t.id, t.kind, t.sequence, t.status, t.zero, t.submitted_at as "submittedAt", t.decided_at as "decidedAt", t.due_at as "dueAt", t.drafted_at as "draftedAt", t.process_id as "processId", t.division_code as "divisionCode", d.name as "placeName", t.form_set as "formSet", coalesce(u.name, '') as "byUnitName"
    from disaster_return t join division d on d.code = t.division_code left join unit u on u.id = t.by_unit_id
    where (${query.processId ?? null}::uuid is null or t.process_id = ${query.processId ?? null}::uuid) and (${query.formSet ?? null}::text is null or t.form_set = ${query.formSet ?? null})
      and (${range?.lo ?? null}::text is null or t.division_code = ${query.divisionCode ?? ''}) and (${instant ?? null}::timestamptz is null or (t.drafted_at, t.id) < (${instant ?? null}::timestamptz, ${id ?? null}::uuid))
      and ${visibleReturn(actor)} order by t.drafted_at desc, t.id desc limit ${query.limit + 1}`.execute(db)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return { items: items.map(({ draftedAt: _draftedAt, ...item }) => item), next: rows.length > query.limit && last ? `${last.draftedAt}|${last.id}` : null }
}
