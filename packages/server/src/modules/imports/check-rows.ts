import type { ImportError, ImportKind } from '@fengsui/contract/imports'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { Table } from '../../platform/tables/table.ts'
import { mapColumns, readPeople, readTeams, readUnits, type ColumnMap, type PersonRow, type TeamRow, type UnitRow } from './import-rules.ts'
import { findMobiles, findPeople, findPlaces, findTeams, findUnits, type KnownUnit } from './import-store.ts'

export type ReadyUnit = UnitRow & { divisionCode: string; parentId: string | null; /** Row of this table that makes the parent. */ parentRow: number | null }
export type ReadyPerson = PersonRow & { unitId: string; divisionCode: string }
export type ReadyTeam = TeamRow & { unitId: string; divisionCode: string; leaderPersonId: string | null }

/** A table after checking: everything ready to be written, or what must be corrected first. */
export interface Checked {
  readonly map: ColumnMap
  readonly errors: readonly ImportError[]
  readonly units: readonly ReadyUnit[]
  readonly people: readonly ReadyPerson[]
  readonly teams: readonly ReadyTeam[]
}

/** Rows without any error. */
export function countValid(table: Table, checked: Checked): number {
  const bad = new Set(checked.errors.flatMap(({ row }) => row ?? []))
  return checked.map.errors.length > 0 ? 0 : table.rows.filter(({ row }) => !bad.has(row)).length
}

/** Checks a table against its own rules and against what is there: places, units, people, duplicates on both sides. */
export async function checkTable(db: Queryable, actor: Actor, kind: ImportKind, table: Table): Promise<Checked> {
  const map = mapColumns(kind, table.header)
  const none = { map, units: [], people: [], teams: [] }
  if (map.errors.length > 0) return { ...none, errors: map.errors }
  if (table.rows.length === 0) return { ...none, errors: [{ row: null, column: null, message: '表里没有数据。第一行是列名，从第二行起填写' }] }
  if (kind === 'units') {
    const read = readUnits(table.rows, map)
    const { ready, errors } = await checkUnits(db, actor, read.rows)
    return { ...none, errors: sorted([...read.errors, ...errors]), units: ready }
  }
  if (kind === 'people') {
    const read = readPeople(table.rows, map)
    const { ready, errors } = await checkPeople(db, actor, read.rows)
    return { ...none, errors: sorted([...read.errors, ...errors]), people: ready }
  }
  const read = readTeams(table.rows, map)
  const { ready, errors } = await checkTeams(db, actor, read.rows)
  return { ...none, errors: sorted([...read.errors, ...errors]), teams: ready }
}

const sorted = (errors: ImportError[]): ImportError[] => errors.sort((one, other) => (one.row ?? 0) - (other.row ?? 0))

/** Remembers keys with the row they first stood in. */
class SeenRows {
  readonly #rows = new Map<string, number>()

  /** The row in which the key stood before, if it did. */
  add(key: string, row: number): number | undefined {
    const before = this.#rows.get(key)
    if (before === undefined) this.#rows.set(key, row)
    return before
  }
}

async function checkUnits(db: Queryable, actor: Actor, rows: readonly UnitRow[]): Promise<{ ready: ReadyUnit[]; errors: ImportError[] }> {
  const places = await findPlaces(db, actor.scope, unique(rows.map(({ division }) => division)))
  const known = await findUnits(db, actor.scope, unique(rows.flatMap(({ name, parent }) => [name, parent])))
  const errors: ImportError[] = []
  const seen = new SeenRows()
  const placed = rows.flatMap((row) => {
    const found = places.filter(({ code, name }) => code === row.division || name === row.division)
    const place = found.find(({ code }) => code === row.division) ?? (found.length === 1 ? found[0] : undefined)
    if (place) return [{ ...row, divisionCode: place.code }]
    errors.push({ row: row.row, column: '所在地区', message: found.length > 1 ? `辖区内有 ${found.length} 个“${row.division}”，请填 12 位区划代码` : `辖区内没有“${row.division}”，请填辖区内的地名或 12 位区划代码` })
    return []
  })
  const ready = placed.flatMap((row): ReadyUnit[] => {
    const before = seen.add(`${row.divisionCode} ${row.name}`, row.row)
    if (before !== undefined) return refuse(errors, row.row, '单位名称', `与第 ${before} 行重复，请删去一行`)
    if (known.some(({ name, divisionCode }) => name === row.name && divisionCode === row.divisionCode)) return refuse(errors, row.row, '单位名称', '系统里已有这个单位，请删去这一行；要修改请到“单位”里改')
    if (row.parent === '') return [{ ...row, parentId: null, parentRow: null }]
    const parents = known.filter(({ name }) => name === row.parent)
    const here = placed.filter(({ name, row: other }) => name === row.parent && other !== row.row)
    if (parents.length + here.length > 1) return refuse(errors, row.row, '上级单位', `有多个“${row.parent}”，分不清是哪一个，请先空着，导入后再到“单位”里设`)
    if (parents.length + here.length === 0) return refuse(errors, row.row, '上级单位', `没有“${row.parent}”这个单位，请核对名称，或先导入上级单位`)
    return [{ ...row, parentId: parents[0]?.id ?? null, parentRow: here[0]?.row ?? null }]
  })
  const byRow = new Map(ready.map((unit) => [unit.row, unit]))
  for (const unit of ready) {
    const way = new Set([unit.row])
    for (let up = unit.parentRow; up !== null; up = byRow.get(up)?.parentRow ?? null) {
      if (way.has(up)) {
        errors.push({ row: unit.row, column: '上级单位', message: '上级单位绕成了一圈，请检查' })
        break
      }
      way.add(up)
    }
  }
  return { ready, errors }
}

async function checkPeople(db: Queryable, actor: Actor, rows: readonly PersonRow[]): Promise<{ ready: ReadyPerson[]; errors: ImportError[] }> {
  const units = await findUnits(db, actor.scope, unique(rows.map(({ unit }) => unit)))
  const mobileOf = (row: PersonRow) => row.contacts.find(({ kind }) => kind === 'mobile')?.value
  const mobiles = await findMobiles(db, actor, unique(rows.flatMap((row) => mobileOf(row) ?? [])))
  const known = new Set((await findPeople(db, units.map(({ id }) => id), unique(rows.map(({ name }) => name)))).map(({ unitId, name }) => `${unitId} ${name}`))
  const errors: ImportError[] = []
  const people = new SeenRows()
  const numbers = new SeenRows()
  const ready = rows.flatMap((row): ReadyPerson[] => {
    const unit = oneUnit(units, row.unit, errors, row.row, '单位')
    if (!unit) return []
    const before = people.add(`${unit.id} ${row.name}`, row.row)
    if (before !== undefined) return refuse(errors, row.row, '姓名', `与第 ${before} 行是同一单位的同名人员，请删去一行；确是两人请在姓名后注明，如“王伟（科）”`)
    if (known.has(`${unit.id} ${row.name}`)) return refuse(errors, row.row, '姓名', '这个单位已有同名人员，请删去这一行；要修改请到“人员”里改')
    const mobile = mobileOf(row)
    const twin = mobile === undefined ? undefined : numbers.add(mobile, row.row)
    if (twin !== undefined) return refuse(errors, row.row, '手机', `与第 ${twin} 行的手机号相同，请核对`)
    if (mobile !== undefined && mobiles.has(mobile)) return refuse(errors, row.row, '手机', '这个手机号已登记在别人名下，请核对')
    return [{ ...row, unitId: unit.id, divisionCode: unit.divisionCode }]
  })
  return { ready, errors }
}

async function checkTeams(db: Queryable, actor: Actor, rows: readonly TeamRow[]): Promise<{ ready: ReadyTeam[]; errors: ImportError[] }> {
  const units = await findUnits(db, actor.scope, unique(rows.map(({ unit }) => unit)))
  const ids = units.map(({ id }) => id)
  const known = await findTeams(db, ids)
  const leaders = await findPeople(db, ids, unique(rows.map(({ leader }) => leader)))
  const errors: ImportError[] = []
  const seen = new SeenRows()
  const ready = rows.flatMap((row): ReadyTeam[] => {
    const unit = oneUnit(units, row.unit, errors, row.row, '管理单位')
    if (!unit) return []
    if (unit.id !== actor.unitId && !actor.permissions.has('org:edit')) return refuse(errors, row.row, '管理单位', '只能登记在本单位名下；登记到别的单位请联系系统管理员')
    const before = seen.add(`${unit.id} ${row.name}`, row.row)
    if (before !== undefined) return refuse(errors, row.row, '队伍名称', `与第 ${before} 行重复，请删去一行`)
    if (known.has(`${unit.id}:${row.name}`)) return refuse(errors, row.row, '队伍名称', '这个单位已有同名队伍，请删去这一行')
    const found = row.leader === '' ? [] : leaders.filter(({ unitId, name }) => unitId === unit.id && name === row.leader)
    if (row.leader !== '' && found.length !== 1) return refuse(errors, row.row, '负责人', found.length === 0 ? `${unit.name}没有“${row.leader}”，请先登记这个人，或空着` : `${unit.name}有多个“${row.leader}”，请先空着`)
    return [{ ...row, unitId: unit.id, divisionCode: unit.divisionCode, leaderPersonId: found[0]?.id ?? null }]
  })
  return { ready, errors }
}

function oneUnit(units: readonly KnownUnit[], name: string, errors: ImportError[], row: number, column: string): KnownUnit | undefined {
  const found = units.filter((unit) => unit.name === name)
  if (found.length === 1) return found[0]
  errors.push({ row, column, message: found.length === 0 ? `辖区内没有“${name}”这个单位，请核对名称，或先导入单位` : `辖区内有多个“${name}”（${found.map(({ placeName }) => placeName).slice(0, 3).join('、')}），请到“单位”里改成不同的名称再导入` })
  return undefined
}

function refuse(errors: ImportError[], row: number, column: string, message: string): never[] {
  errors.push({ row, column, message })
  return []
}

const unique = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))]
