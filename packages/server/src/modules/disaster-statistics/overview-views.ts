import {
  formSets, listReturnDeadlines, sumForms, type DisasterProcess, type FormSetKey, type FormValues, type OverviewRow, type OverviewView, type ReturnHead, type ReturnKind,
} from '@fengsui/contract/disaster-statistics'
import { divisionLevelOf, divisionLevels, divisionRange, isWithin, Problem, type DivisionLevel } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { mayDecide, mayFill } from './disaster-policy.ts'
import { getProcess, levelBelow, listPlacesAbove, traceOf, type SeriesKey } from './disaster-store.ts'

interface VersionRow extends ReturnHead {
  readonly divisionCode: string
  readonly values: FormValues
  readonly sources: readonly { divisionCode: string; returnId: string }[]
}

interface PlaceRow {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly hasBelow: boolean
  readonly receivedAt: string | null
  readonly finalReceivedAt: string | null
}

const prefixLength: Readonly<Record<DivisionLevel, number>> = { province: 2, city: 4, county: 6, town: 9, village: 12 }

/** The place and those directly below it, each with when something of the level directly below it first came in. */
async function readPlaces(db: Queryable, key: SeriesKey): Promise<PlaceRow[]> {
  const below = levelBelow(key.divisionCode)
  const { rows } = await sql<PlaceRow>`
    select d.code, d.name, d.level, exists (select 1 from division b where b.parent_code = d.code and b.valid_to is null) as "hasBelow", r.received as "receivedAt", r.final_received as "finalReceivedAt"
    from division d, lateral (
      select min(r.submitted_at) as received, min(r.submitted_at) filter (where r.kind = 'final') as final_received from disaster_return r join division c on c.code = r.division_code and c.parent_code = d.code
      where r.process_id = ${key.processId}::uuid and r.form_set = ${key.formSet} and r.status <> 'draft' and r.division_code <> d.code
        and r.division_code >= left(d.code, case when d.code = ${key.divisionCode} then ${prefixLength[divisionLevelOf(key.divisionCode)]}::int else ${below === null ? 12 : prefixLength[below]}::int end)
        and r.division_code < left(d.code, case when d.code = ${key.divisionCode} then ${prefixLength[divisionLevelOf(key.divisionCode)]}::int else ${below === null ? 12 : prefixLength[below]}::int end) || ':') r
    where (d.code = ${key.divisionCode} or d.parent_code = ${key.divisionCode}) and d.valid_to is null order by d.code`.execute(db)
  return rows
}

/** Versions of the place and of those directly below, oldest first: newest ones with their figures, the rest as heads. */
async function readVersions(db: Queryable, key: SeriesKey): Promise<VersionRow[]> {
  const { lo, hi } = divisionRange(key.divisionCode)
  const { rows } = await sql<VersionRow>`
    select r.id, r.division_code as "divisionCode", r.kind, r.sequence, r.status, r.zero, r.submitted_at as "submittedAt", r.decided_at as "decidedAt", r.due_at as "dueAt", r.values, r.sources
    from disaster_return r join division d on d.code = r.division_code
    where r.process_id = ${key.processId}::uuid and r.form_set = ${key.formSet} and r.division_code >= ${lo} and r.division_code < ${hi} and (d.code = ${key.divisionCode} or d.parent_code = ${key.divisionCode})
    order by r.division_code, r.sequence`.execute(db)
  return rows
}

/** For rows that have been summed upward: which checked version of the places below them is the newest. */
async function readNewestBelow(db: Queryable, key: SeriesKey): Promise<Map<string, string>> {
  const { lo, hi } = divisionRange(key.divisionCode)
  const { rows } = await sql<{ code: string; id: string }>`
    select distinct on (r.division_code) r.division_code as code, r.id from disaster_return r join division d on d.code = r.division_code left join division p on p.code = d.parent_code
    where r.process_id = ${key.processId}::uuid and r.form_set = ${key.formSet} and r.division_code >= ${lo} and r.division_code < ${hi} and r.status = 'accepted' and (d.parent_code = ${key.divisionCode} or p.parent_code = ${key.divisionCode})
    order by r.division_code, r.sequence desc`.execute(db)
  return new Map(rows.map(({ code, id }) => [code, id]))
}

const head = ({ id, kind, sequence, status, zero, submittedAt, decidedAt, dueAt }: VersionRow): ReturnHead => ({ id, kind, sequence, status, zero, submittedAt, decidedAt, dueAt })

/** Whether a place is asked: it lies in the area named, or holds part of it. */
export function isExpected(process: Pick<DisasterProcess, 'divisionCode' | 'areaCodes'>, code: string): boolean {
  const areas = process.areaCodes.length === 0 ? [process.divisionCode] : process.areaCodes
  return areas.some((area) => isWithin(code, area) || isWithin(area, code))
}

/** Figures of a version are out of date when a place it summed has a newer checked one, or one was checked that it did not sum. */
export function isOutdated(version: Pick<VersionRow, 'sources'> | null, divisionCode: string, newest: ReadonlyMap<string, string>): boolean {
  if (version === null || version.sources.length === 0) return false
  const summed = new Map(version.sources.map((source) => [source.divisionCode, source.returnId]))
  return [...newest].some(([code, id]) => code !== divisionCode && isWithin(code, divisionCode) && divisionLevels.indexOf(divisionLevelOf(code)) === divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1 && summed.get(code) !== id)
}

/** One place: where it stands, what is summed of it, its clocks. @throws Problem not-found */
export async function getOverview(objects: ObjectStore, db: Queryable, actor: Actor, query: { processId: string; formSet: FormSetKey; divisionCode?: string | undefined }, clock: { at: string; asOf: string }): Promise<OverviewView> {
  const process = await getProcess(objects, db, actor, query.processId)
  if (formSets[query.formSet].process !== process.kind) throw new Problem('rule-refused', '这组表不属于这类统计，请重新选择')
  const divisionCode = query.divisionCode ?? actor.divisionCode
  if (!covers(actor.scope, divisionCode)) throw new Problem('not-found', '没有找到这个地区的报表，可能不在您的辖区内')
  const key: SeriesKey = { processId: process.id, formSet: query.formSet, divisionCode }
  const [places, versions, newest] = await Promise.all([readPlaces(db, key), readVersions(db, key), readNewestBelow(db, key)])
  const rows = places.map((place) => rowOf(actor, process, place, versions.filter((version) => version.divisionCode === place.code), newest, clock))
  const own = rows.find((row) => row.divisionCode === divisionCode)
  if (!own) throw new Problem('not-found', '没有这个行政区划')
  const below = rows.filter((row) => row !== own)
  const sums = sumForms(query.formSet, below.flatMap(({ divisionCode: code, accepted }) => (accepted === null ? [] : [{ divisionCode: code, values: accepted.values }])))
  const trail = await readTrail(db, actor, divisionCode)
  return {
    divisionCode, placeName: own.placeName, level: own.level, trail, own, rows: below,
    sums: sums.map((sum) => ({ ...sum, unknown: [...sum.unknown] })), mayDecide: below.some(({ divisionCode: code }) => mayDecide(actor, code)), mayFill: process.status !== 'closed' && mayFill(actor, divisionCode),
  }
}

function rowOf(actor: Actor, process: DisasterProcess, place: PlaceRow, versions: readonly VersionRow[], newest: ReadonlyMap<string, string>, clock: { at: string; asOf: string }): OverviewRow {
  const handedIn = versions.filter(({ status }) => status !== 'draft')
  const latest = handedIn.at(-1) ?? null
  const accepted = handedIn.filter(({ status }) => status === 'accepted').at(-1) ?? null
  const before = accepted === null ? null : (handedIn.filter(({ sequence, status }) => sequence < accepted.sequence && status !== 'returned').at(-1) ?? null)
  const waiting = handedIn.filter(({ status, sequence }) => status === 'submitted' && sequence > (accepted?.sequence ?? 0)).at(-1) ?? null
  const submissions = handedIn.flatMap(({ kind, submittedAt }): { kind: ReturnKind; at: string }[] => (submittedAt === null ? [] : [{ kind, at: submittedAt }]))
  const expected = isExpected(process, place.code)
  const deadlines = expected ? listReturnDeadlines(process, traceOf(place.code, place, submissions, latest?.values ?? {}), clock.at, clock.asOf) : []
  return {
    divisionCode: place.code, placeName: place.name, level: place.level, expected, hasBelow: place.hasBelow, latest: latest === null ? null : head(latest),
    draft: versions.some(({ status }) => status === 'draft') && actor.divisionCode === place.code,
    accepted: accepted === null ? null : { ...head(accepted), values: accepted.values, before: before?.values ?? null },
    waiting: waiting === null ? null : { ...head(waiting), values: waiting.values },
    updatedBelow: isOutdated(accepted ?? latest, place.code, newest), deadlines: [...deadlines],
  }
}

async function readTrail(db: Queryable, actor: Actor, divisionCode: string): Promise<{ divisionCode: string; placeName: string }[]> {
  const codes = listPlacesAbove(divisionCode).filter((code) => covers(actor.scope, code))
  const { rows } = await sql<{ divisionCode: string; placeName: string }>`select code as "divisionCode", name as "placeName" from division where code = any(${codes}::text[]) order by array_position(${codes}::text[], code)`.execute(db)
  return rows
}
