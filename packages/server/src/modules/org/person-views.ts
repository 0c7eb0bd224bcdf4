import type { PersonView, Post } from '@fengsui/contract/org'
import type { Protected } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { maskPhone, readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { containsPattern, readCursor, writeCursor } from './list-cursor.ts'

type Contact = PersonView['contacts'][number]

interface PersonRow {
  id: string
  name: Protected
  title: string
  unitId: string
  unitName: string
  divisionCode: string
  posts: string[]
  contacts: { id: string; kind: Contact['kind']; value: Protected; preferred: boolean }[]
}

async function readPersons(db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<PersonView[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.name, p.title, p.unit_id as "unitId", u.name as "unitName", p.division_code as "divisionCode",
      (select coalesce(jsonb_agg(o.name order by o.name), '[]') from post o where o.person_id = p.id) as posts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', c.value, 'preferred', c.preferred) order by c.preferred desc, c.kind, c.id), '[]')
       from contact_point c where c.person_id = p.id and c.status = 'active') as contacts
    from person p join unit u on u.id = p.unit_id
    where ${withinScope(actor.scope, sql`p.division_code`)} and ${where}
    order by p.division_code, p.id limit ${limit}`.execute(db)
  const valueOf = await readPersonalFacts(db, rows.flatMap((row) => [row.name, ...row.contacts.map((contact) => contact.value)]))
  const reveal = actor.permissions.has('contact:reveal')
  return rows.map((row) => ({
    ...row,
    name: valueOf(row.name) ?? '',
    contacts: row.contacts.map(({ value, ...contact }) => ({ ...contact, value: reveal ? (valueOf(value) ?? '') : maskContact(contact.kind, valueOf(value) ?? '') })),
  }))
}

function maskContact(kind: Contact['kind'], value: string): string {
  return kind === 'email' || kind === 'radio' ? '****' : maskPhone(value)
}

/** People of the jurisdiction who are in office; telephone numbers masked without `contact:reveal`. `q` looks in names, titles and unit names. */
export async function listPersons(db: Queryable, actor: Actor, query: { q?: string | undefined; unitId?: string | undefined; limit: number; after?: string | undefined }): Promise<{ items: PersonView[]; next: string | null }> {
  const after = readCursor(query.after)
  const pattern = containsPattern(query.q)
  const persons = await readPersons(db, actor, sql`
    p.status = 'active' and (p.division_code, p.id) > (${after.divisionCode}, ${after.id}::uuid) and (${query.unitId ?? null}::uuid is null or p.unit_id = ${query.unitId ?? null})
    and (${pattern}::text is null or p.title like ${pattern} or u.name like ${pattern} or exists (select 1 from personal_fact f where f.ref = p.name ->> 'ref' and f.value like ${pattern}))`, query.limit + 1)
  const items = persons.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: persons.length > query.limit && last ? writeCursor(last) : null }
}

/** One person of the jurisdiction, also one who left: the answer to a command. */
export async function getPerson(db: Queryable, actor: Actor, personId: string): Promise<PersonView> {
  const [person] = await readPersons(db, actor, sql`p.id = ${personId}`, 1)
  if (!person) throw new Error(`person ${personId} is gone`)
  return person
}

/** Posts of the jurisdiction, of one place or of one unit, with who holds them. */
export async function listPosts(objects: ObjectStore, db: Queryable, actor: Actor, query: { unitId?: string | undefined; divisionCode?: string | undefined }): Promise<{ items: (Post & { personName: string | null; unitName: string })[] }> {
  const { rows } = await sql<{ o: Parameters<ObjectStore['toObject']>[1]; holder: Protected | null; unitName: string }>`
    select to_jsonb(o) as o, p.name as holder, u.name as "unitName"
    from post o join unit u on u.id = o.unit_id left join person p on p.id = o.person_id
    where ${withinScope(actor.scope, sql`o.division_code`)}
      and (${query.unitId ?? null}::uuid is null or o.unit_id = ${query.unitId ?? null}) and (${query.divisionCode ?? null}::text is null or o.division_code = ${query.divisionCode ?? null})
    order by o.division_code, u.name, o.lead desc, o.key, o.id`.execute(db)
  const nameOf = await readPersonalFacts(db, rows.map((row) => row.holder))
  return { items: rows.map((row) => ({ ...(objects.toObject('post', row.o) as Post), personName: nameOf(row.holder), unitName: row.unitName })) }
}

/** One post, for answers to commands that already asked who may. */
export async function getPost(objects: ObjectStore, db: Queryable, postId: string): Promise<Post> {
  const [post] = await objects.read(db, 'post', sql`t.id = ${postId}`)
  if (!post) throw new Error(`post ${postId} is gone`)
  return post as Post
}
