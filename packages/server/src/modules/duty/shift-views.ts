import type { DutyDesk, DutyWatch, Handover, HandoverRow, HandoverView, WatchView } from '@fengsui/contract/duty'
import { strictKinds } from '@fengsui/contract/duty'
import { minutesBetween, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { lastHeadWords } from '../../platform/journal/head-words.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { listOnDuty } from '../rosters/index.ts'
import type { DutyDeps } from './duty-deps.ts'
import { leadsDuty } from './duty-policy.ts'
import { findOpenHandover, findPersonOf, findRunningWatch, getUnit, visibleDuty } from './duty-store.ts'
import { markArrivals, whyNotSuccessor } from './handover-rules.ts'
import { loadAccountNames, loadPersonNames, loadUnitNames } from './name-views.ts'
import { loadOpenItems } from './open-items-store.ts'
import { beforeCursor, cutPage } from './page-views.ts'

async function toWatchViews(db: Queryable, watches: readonly DutyWatch[], at: string): Promise<WatchView[]> {
  const [accountName, personName, unitName] = await Promise.all([loadAccountNames(db, watches.map((watch) => watch.officerAccountId)), loadPersonNames(db, watches.map((watch) => watch.leaderPersonId)), loadUnitNames(db, watches.map((watch) => watch.unitId))])
  return watches.map((watch) => ({ ...watch, unitName: unitName(watch.unitId), officerName: accountName(watch.officerAccountId), leaderName: personName(watch.leaderPersonId), overdueMinutes: watch.status === 'running' ? Math.max(0, Math.floor(minutesBetween(watch.plannedEndAt, at))) : 0 }))
}

/** The bar over the duty desk of the actor's own unit. */
export async function getDutyDesk(deps: DutyDeps, actor: Actor): Promise<DutyDesk> {
  const db = deps.database
  const at = deps.clocks.business.now()
  const unit = await getUnit(db, actor.unitId)
  const watch = await findRunningWatch(deps.objects, db, unit.id)
  const [items, onDuty, handover, views] = await Promise.all([loadOpenItems(db, unit, at), listOnDuty(db, { unitId: unit.id, at }), watch === null ? null : findOpenHandover(deps.objects, db, watch.id), toWatchViews(db, watch === null ? [] : [watch], at)])
  const personName = await loadPersonNames(db, onDuty.map((each) => each.personId))
  const works = actor.permissions.has('duty:work')
  return {
    unitId: unit.id, unitName: unit.name, watch: views[0] ?? null, rostered: onDuty.map((each) => ({ ...each, personName: personName(each.personId) ?? '' })),
    openCount: items.length, strictCount: items.filter((item) => strictKinds.includes(item.kind)).length,
    handover: handover !== null && (handover.status === 'draft' || handover.status === 'signed') ? { id: handover.id, number: handover.number, status: handover.status } : null,
    isMine: watch?.officerAccountId === actor.accountId, mayTake: works && watch === null, mayHandOver: works && watch !== null && (watch.officerAccountId === actor.accountId || leadsDuty(actor)),
  }
}

/** Duties of the jurisdiction, the latest first. */
export async function listWatches(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined; status: 'running' | 'all'; unitId?: string | undefined }): Promise<{ items: WatchView[]; next: string | null }> {
  const where = sql`${visibleDuty(actor)} and ${query.status === 'running' ? sql`t.status = 'running'` : sql`true`} and ${query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`} and ${beforeCursor(query.after, sql`t.taken_at`)}`
  const rows = (await deps.objects.read(deps.database, 'duty-watch', where, { order: sql`t.taken_at desc, t.id desc`, limit: query.limit + 1 })) as unknown as DutyWatch[]
  const { items, next } = cutPage(rows, query.limit, (row) => row.takenAt)
  return { items: await toWatchViews(deps.database, items, deps.clocks.business.now()), next }
}

/** One duty, as the answer to a command. @throws Problem not-found */
export async function getWatch(deps: DutyDeps, actor: Actor, id: string): Promise<WatchView> {
  const rows = (await deps.objects.read(deps.database, 'duty-watch', sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`)) as unknown as DutyWatch[]
  const [view] = await toWatchViews(deps.database, rows, deps.clocks.business.now())
  if (!view) throw new Problem('not-found', '没有找到这一班，可能不在您的辖区内')
  return view
}

type Stored = Handover & { officerAccountId: string; watchTakenAt: string; plannedEndAt: string }

async function readHandovers(deps: DutyDeps, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<Stored[]> {
  const { rows } = await sql<{ o: Parameters<typeof deps.objects.toObject>[1]; officerAccountId: string; takenAt: string; plannedEndAt: string }>`
    select to_jsonb(t) as o, w.officer_account_id as "officerAccountId", w.taken_at as "takenAt", w.planned_end_at as "plannedEndAt" from handover t join duty_watch w on w.id = t.watch_id where ${where} ${tail}`.execute(deps.database)
  return rows.map((row) => ({ ...(deps.objects.toObject('handover', row.o) as unknown as Handover), officerAccountId: row.officerAccountId, watchTakenAt: row.takenAt, plannedEndAt: row.plannedEndAt }))
}

/** Handovers of the jurisdiction, the latest first. */
export async function listHandovers(deps: DutyDeps, actor: Actor, query: { limit: number; after?: string | undefined; unitId?: string | undefined }): Promise<{ items: HandoverRow[]; next: string | null }> {
  const where = sql`${visibleDuty(actor)} and ${query.unitId === undefined ? sql`true` : sql`t.unit_id = ${query.unitId}::uuid`} and ${beforeCursor(query.after, sql`t.drafted_at`)}`
  const { items, next } = cutPage(await readHandovers(deps, where, sql`order by t.drafted_at desc, t.id desc limit ${query.limit + 1}`), query.limit, (row) => row.draftedAt)
  const [accountName, unitName] = await Promise.all([loadAccountNames(deps.database, items.flatMap((each) => [each.officerAccountId, each.successorAccountId])), loadUnitNames(deps.database, items.map((each) => each.unitId))])
  return { items: items.map(({ id, number, status, unitId, divisionCode, draftedAt, leavingSignedAt, successorSignedAt, ...each }) => ({ id, number, status, unitId, divisionCode, draftedAt, leavingSignedAt, successorSignedAt, unitName: unitName(unitId), fromName: accountName(each.officerAccountId), successorName: each.successorAccountId === null ? null : accountName(each.successorAccountId), itemCount: each.items?.length ?? 0 })), next }
}

/** One handover with what is open: live until it is completed, from then on as it was. @throws Problem not-found */
export async function getHandover(deps: DutyDeps, actor: Actor, id: string): Promise<HandoverView> {
  const db = deps.database
  const [found] = await readHandovers(deps, sql`t.id = ${id}::uuid and ${visibleDuty(actor)}`, sql``)
  if (!found) throw new Problem('not-found', '没有找到这份交接班，可能不在您的辖区内')
  const { officerAccountId, watchTakenAt, plannedEndAt, notes, onBehalfReason, items: fixed, ...handover } = found
  const unit = await getUnit(db, handover.unitId)
  const open = handover.status === 'draft' || handover.status === 'signed'
  const items = fixed ?? (open ? markArrivals(await loadOpenItems(db, unit, deps.clocks.business.now()), handover.leavingSignedAt) : [])
  const [accountName, reveal, asksCode, officerPersonId] = await Promise.all([loadAccountNames(db, [officerAccountId, handover.leavingAccountId, handover.successorAccountId]), readPersonalFacts(db, [notes, onBehalfReason]), deps.codes.asks(db, actor.accountId), findPersonOf(db, officerAccountId)])
  const own = handover.unitId === actor.unitId && actor.permissions.has('duty:work')
  const leaving = [{ accountId: officerAccountId, personId: officerPersonId }, ...(handover.leavingAccountId === null ? [] : [{ accountId: handover.leavingAccountId, personId: null }])]
  const whyNotAccept = handover.status !== 'signed' ? (handover.status === 'draft' ? '等交班人签字' : null) : !own ? '接班由本单位人员签字' : whyNotSuccessor(actor, leaving)
  const mayLead = own && (officerAccountId === actor.accountId || leadsDuty(actor))
  return {
    ...handover, notes: reveal(notes), onBehalfReason: reveal(onBehalfReason), unitName: unit.name, fromName: accountName(officerAccountId), leavingName: handover.leavingAccountId === null ? null : accountName(handover.leavingAccountId), successorName: handover.successorAccountId === null ? null : accountName(handover.successorAccountId),
    watchTakenAt, plannedEndAt, items, headWords: handover.headPosition === null ? null : lastHeadWords({ position: handover.headPosition, chain: handover.headChain ?? '', signedAt: null }),
    maySign: handover.status === 'draft' && mayLead, mayAccept: handover.status === 'signed' && whyNotAccept === null, whyNotAccept, mayWithdraw: open && (mayLead || (own && handover.leavingAccountId === actor.accountId)), asksCode,
  }
}

