import type { Signal } from '@fengsui/contract/signals'
import { divisionAt, legalDay, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Takes signals of the jurisdiction for this command, in id order. @throws Problem not-found */
export async function lockSignals(objects: ObjectStore, tx: Transaction, scope: Scope, ids: readonly string[]): Promise<Signal[]> {
  const rows = (await objects.read(tx, 'signal', sql`t.id = any(${[...ids]}::uuid[]) and ${withinScope(scope, sql`t.division_code`, sql`'signal:' || t.id`)}`, { lock: true })) as unknown as Signal[]
  return ids.map((id) => {
    const found = rows.find((row) => row.id === id)
    if (!found) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
    return found
  })
}

export async function lockSignal(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Signal> {
  const [signal] = await lockSignals(objects, tx, scope, [id])
  if (!signal) throw new Problem('not-found', '没有找到这条来报，可能不在您的辖区内')
  return signal
}

/** Signals that were merged into any of these. */
export async function lockMergedInto(objects: ObjectStore, tx: Transaction, ids: readonly string[]): Promise<Signal[]> {
  return (await objects.read(tx, 'signal', sql`t.merged_into_id = any(${[...ids]}::uuid[])`, { lock: true })) as unknown as Signal[]
}

/** Next number of a county's day, `L331099-20190810-0007`. */
export async function nextSignalNumber(tx: Transaction, divisionCode: string, at: string): Promise<string> {
  const prefix = `L${divisionAt(divisionCode, 'county').slice(0, 6)}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signal-number:${prefix}`}, 0))`.execute(tx)
  // In code point order through its index: a day's numbers are one stretch of it, whatever the database's collation.
  const { rows } = await sql<{ last: string | null }>`select max(number collate "C") as last from signal where number collate "C" >= ${prefix} and number collate "C" < ${`${prefix}~`}`.execute(tx)
  const last = rows[0]?.last
  return `${prefix}${String((last ? Number(last.slice(prefix.length)) : 0) + 1).padStart(4, '0')}`
}

export interface StationRow {
  id: string
  name: string
  divisionCode: string
  guaranteeLevelMetres: number | null
  longitude: number | null
  latitude: number | null
}

/** @throws Problem for a station that does not exist or lies outside the reporter's jurisdiction */
export async function getStation(tx: Transaction, scope: Scope, id: string): Promise<StationRow> {
  const { rows } = await sql<StationRow>`
    select id, name, division_code as "divisionCode", guarantee_level_metres as "guaranteeLevelMetres", position[0] as longitude, position[1] as latitude
    from station t where id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`)}`.execute(tx)
  const station = rows[0]
  if (!station) throw new Problem('invalid-input', '没有这个水位站，或不在您的辖区', [{ path: 'gauge.stationId', message: '没有这个水位站' }])
  return station
}
