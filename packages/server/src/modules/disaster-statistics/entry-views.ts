import { DisasterListEntry, getListForm, type EntryView, type ListCode, type ListValue } from '@fengsui/contract/disaster-statistics'
import { divisionRange, Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayFill, maySeeWhole } from './disaster-policy.ts'
import { maskCells } from './mask-rules.ts'
import { readObject } from './protected-words.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

/** What identifies a row: without it a dead person is still counted (身份待确认). */
const naming: Readonly<Record<ListCode, string>> = { D01: 'D01001', D02: 'D02001', D03: 'D03001' }

async function readEntries(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<EntryView[]> {
  const { rows } = await sql<{ o: Stored; placeName: string | null; unitName: string | null; processOpen: boolean }>`
    select to_jsonb(t) as o, place_name(t.division_code) as "placeName", u.name as "unitName", p.status <> 'closed' as "processOpen"
    from disaster_list_entry t join disaster_process p on p.id = t.process_id left join unit u on u.id = t.by_unit_id
    where ${where} and ${withinScope(actor.scope, sql`t.division_code`)} order by t.division_code, t.id limit ${limit}`.execute(db)
  const entries = rows.map((row) => ({ row, entry: DisasterListEntry.parse(objects.toObject('disaster-list-entry', row.o)) }))
  const reveal = await readPersonalFacts(db, entries.flatMap(({ entry }) => [entry.personal, entry.removalReason]))
  return entries.map(({ row, entry }) => {
    const whole = maySeeWhole(actor, entry)
    const personal = readObject(reveal(entry.personal)) as Record<string, ListValue>
    const columns = getListForm(entry.list).columns
    const cells = { ...entry.figures, ...(whole ? personal : maskCells(columns, personal)) }
    const { personal: _personal, removalReason, ...rest } = entry
    return {
      ...rest, cells: Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, Array.isArray(value) ? [...(value as readonly number[])] : (value as string | number)])), masked: !whole,
      unidentified: personal[naming[entry.list]] === undefined, removalReason: whole ? reveal(removalReason) : null, placeName: row.placeName ?? entry.divisionCode, byUnitName: row.unitName ?? '',
      mayEdit: row.processOpen && entry.status === 'listed' && mayFill(actor, entry.divisionCode),
    }
  })
}

interface Query {
  readonly limit: number
  readonly after?: string | undefined
  readonly processId?: string | undefined
  readonly list?: ListCode | undefined
  readonly divisionCode?: string | undefined
  readonly status: 'listed' | 'all'
}

/** Rows of the lists in the jurisdiction, by place. */
export async function listEntries(objects: ObjectStore, db: Queryable, actor: Actor, query: Query): Promise<{ items: EntryView[]; next: string | null }> {
  const [, place, id] = /^(\d{12})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(query.after ?? '') ?? []
  if (query.after !== undefined && (place === undefined || id === undefined)) throw new Problem('invalid-input', '翻页标记无效，请从第一页重新打开', [{ path: 'after', message: '翻页标记无效' }])
  const range = query.divisionCode === undefined ? null : divisionRange(query.divisionCode)
  const all = await readEntries(objects, db, actor, sql`
    (t.division_code, t.id) > (${place ?? ''}, ${id ?? '00000000-0000-0000-0000-000000000000'}::uuid) and (${query.processId ?? null}::uuid is null or t.process_id = ${query.processId ?? null}::uuid)
    and (${query.list ?? null}::text is null or t.list = ${query.list ?? null}) and (${query.status} = 'all' or t.status = 'listed')
    and (${range?.lo ?? null}::text is null or (t.division_code >= ${range?.lo ?? ''} and t.division_code < ${range?.hi ?? ''}))`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.divisionCode}.${last.id}` : null }
}

/** One row, as the answer to a command. @throws Problem not-found */
export async function getEntry(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<EntryView> {
  const [entry] = await readEntries(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!entry) throw new Problem('not-found', '没有找到这一行，可能不在您的辖区内')
  return entry
}
