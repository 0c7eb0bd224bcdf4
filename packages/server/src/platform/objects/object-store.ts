import type { Change, Json } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Database, Queryable, Transaction } from '../db/database.ts'

/** What the platform needs to know of a kind of object: its name and the field that identifies it. */
export interface ObjectKindInfo {
  readonly key: string
}

interface Column {
  field: string
  column: string
  type: string
}

type Fields = { [field: string]: Json }

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_')
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Writes changes to the tables of their objects and reads objects back, for every kind alike. Because commands write through
 * this and nothing else, the journal folded over gives the tables.
 */
export class ObjectStore {
  readonly #kinds: Readonly<Record<string, ObjectKindInfo>>
  readonly #columns = new Map<string, Column[]>()

  constructor(kinds: Readonly<Record<string, ObjectKindInfo>>) {
    this.#kinds = kinds
  }

  /** Learns the tables' columns; call once after migration. Throws when a kind has no table. */
  async open(database: Database): Promise<void> {
    const { rows } = await sql<{ table_name: string; column_name: string; udt_name: string }>`
      select table_name, column_name, udt_name from information_schema.columns where table_schema = 'public' and table_name = any(${Object.keys(this.#kinds).map(snake)}::text[])`.execute(database.kysely)
    for (const kind of Object.keys(this.#kinds)) {
      const columns = rows.filter((row) => row.table_name === snake(kind)).map((row) => ({ field: camel(row.column_name), column: row.column_name, type: row.udt_name }))
      if (columns.length === 0) throw new Error(`object kind ${kind} has no table`)
      this.#columns.set(kind, columns)
    }
  }

  /** Writes changes set-based: one statement for all objects of a kind that get the same fields. */
  async write(tx: Transaction, changes: readonly Change[]): Promise<void> {
    const merged = new Map<string, { kind: string; id: string; created: boolean; set: Fields }>()
    for (const change of changes) {
      const name = `${change.object}:${change.id}`
      const known = merged.get(name)
      if (known) Object.assign(known.set, change.set)
      else merged.set(name, { kind: change.object, id: change.id, created: change.created === true, set: { ...change.set } })
    }
    const batches = new Map<string, { kind: string; created: boolean; fields: string[]; rows: Fields[] }>()
    for (const { kind, id, created, set } of merged.values()) {
      const key = this.#kind(kind).key
      const fields = Object.keys(set).filter((field) => field !== key).sort()
      if (!created && fields.length === 0) continue
      const name = `${created ? '+' : '='}${kind}|${created ? '' : fields.join(',')}`
      const batch = batches.get(name) ?? { kind, created, fields, rows: [] }
      batch.rows.push({ ...set, [key]: id })
      batches.set(name, batch)
    }
    for (const batch of batches.values()) await this.#writeBatch(tx, batch)
  }

  async #writeBatch(tx: Transaction, batch: { kind: string; created: boolean; fields: string[]; rows: Fields[] }): Promise<void> {
    const columns = this.#columnsOf(batch.kind)
    const byField = new Map(columns.map((column) => [column.field, column]))
    const records = JSON.stringify(
      batch.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([field, value]) => {
            const column = byField.get(field)
            if (!column) throw new Error(`${batch.kind}.${field} has no column`)
            return [column.column, column.type === 'point' ? toPoint(value) : value]
          }),
        ),
      ),
    )
    const table = sql.id(snake(batch.kind))
    if (batch.created) {
      await sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${records}::jsonb)`.execute(tx)
      return
    }
    const assignments = sql.join(batch.fields.map((field) => sql`${sql.id(snake(field))} = v.${sql.id(snake(field))}`))
    const key = sql.id(snake(this.#kind(batch.kind).key))
    const result = await sql`update ${table} t set ${assignments} from jsonb_populate_recordset(null::${table}, ${records}::jsonb) v where t.${key} = v.${key}`.execute(tx)
    if (Number(result.numAffectedRows ?? 0) !== batch.rows.length) throw new Error(`a change names a ${batch.kind} that does not exist`)
  }

  /**
   * Objects of a kind for which `where` holds; the row is called `t`. `lock` takes the rows for this transaction
   * (ordered by key unless `order` is given, so that two commands take them in the same order).
   */
  async read(db: Queryable, kind: string, where: RawBuilder<unknown>, options: { order?: RawBuilder<unknown>; limit?: number; lock?: boolean } = {}): Promise<Fields[]> {
    const table = sql.id(snake(kind))
    const order = options.order ?? sql`t.${sql.id(snake(this.#kind(kind).key))}`
    const limit = options.limit === undefined ? sql`` : sql`limit ${options.limit}`
    const lock = options.lock ? sql`for update` : sql``
    const { rows } = await sql<{ o: Fields }>`select to_jsonb(t) as o from ${table} t where ${where} order by ${order} ${limit} ${lock}`.execute(db)
    return rows.map((row) => this.toObject(kind, row.o))
  }

  /** A row as `to_jsonb` gives it, in the spelling of the contract. */
  toObject(kind: string, row: Fields): Fields {
    const object: Fields = {}
    for (const { field, column, type } of this.#columnsOf(kind)) {
      const value = row[column] ?? null
      if (value === null) object[field] = null
      else if (type === 'timestamptz' && typeof value === 'string') object[field] = new Date(Date.parse(value)).toISOString()
      else if (type === 'point' && typeof value === 'string') object[field] = fromPoint(value)
      else object[field] = value
    }
    return object
  }

  #kind(kind: string): ObjectKindInfo {
    const info = this.#kinds[kind]
    if (!info) throw new Error(`unknown object kind ${kind}`)
    return info
  }

  #columnsOf(kind: string): Column[] {
    const columns = this.#columns.get(kind)
    if (!columns) throw new Error(`object kind ${kind} is not open`)
    return columns
  }
}

function toPoint(value: Json): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  return `(${String(value['longitude'])},${String(value['latitude'])})`
}

function fromPoint(value: string): Json {
  const [longitude, latitude] = value.slice(1, -1).split(',').map(Number)
  return { longitude: longitude ?? 0, latitude: latitude ?? 0 }
}
