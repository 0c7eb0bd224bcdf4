import type { NoticeView, TaskView } from '@fengsui/contract/command';
import { Notice, Task } from '@fengsui/contract/command'
import { Problem } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { mayAcknowledge, mayAssign, mayWork } from './command-policy.ts'
import { visibleToUnit } from './visibility-store.ts'

type Row = { o: Parameters<ObjectStore['toObject']>[1]; unit_name: string | null; incident_title: string | null }

interface Page {
  limit: number
  after?: string | undefined
}

/** Condition for what comes after a cursor `<instant>|<id>`. @throws Problem invalid-input for anything else */
function afterCursor(after: string | undefined, order: RawBuilder<unknown>, descending: boolean): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f-]{36})$/.exec(after) ?? []
  if (at === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`${order} ${descending ? sql`<` : sql`>`} (${at}::timestamptz, ${id}::uuid)`
}

/** Tasks for which `where` holds (row `t`), as screens show them. */
export async function readTaskViews(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<TaskView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, u.name as unit_name, n.title as incident_title
    from task t left join unit u on u.id = t.unit_id left join incident n on n.id = t.incident_id
    where ${where} order by t.due_at, t.id ${tail}`.execute(db)
  const tasks = rows.map((row) => ({ row, task: Task.parse(objects.toObject('task', row.o)) }))
  const reveal = await readPersonalFacts(db, tasks.flatMap(({ task }) => [task.detail, task.progressNote, task.disputeReason]))
  return tasks.map(({ row, task }) => ({
    ...task, detail: reveal(task.detail), progressNote: reveal(task.progressNote), disputeReason: reveal(task.disputeReason),
    unitName: row.unit_name ?? '', incidentTitle: row.incident_title ?? '', mayWork: mayWork(actor, task), mayAssign: mayAssign(actor, task),
  }))
}

/** @throws Problem not-found when missing or not to be seen */
export async function getTaskView(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<TaskView> {
  const [task] = await readTaskViews(objects, db, actor, sql`t.id = ${id}::uuid and ${visibleToUnit(actor, 'unit_id')}`, sql``)
  if (!task) throw new Problem('not-found', '没有找到这项任务，可能不在您的辖区内')
  return task
}

/** Tasks of the own unit or of the jurisdiction, the most urgent first. */
export async function listTasks(objects: ObjectStore, db: Queryable, actor: Actor, query: Page & { mine: 'true' | 'false'; incidentId?: string | undefined; status: 'open' | 'all' }): Promise<{ items: TaskView[]; next: string | null }> {
  const where = sql`${query.mine === 'true' ? sql`t.unit_id = ${actor.unitId}::uuid` : visibleToUnit(actor, 'unit_id')}
    and ${query.incidentId === undefined ? sql`true` : sql`t.incident_id = ${query.incidentId}::uuid`}
    and ${query.status === 'open' ? sql`t.status not in ('done', 'cancelled')` : sql`true`}
    and ${afterCursor(query.after, sql`(t.due_at, t.id)`, false)}`
  const tasks = await readTaskViews(objects, db, actor, where, sql`limit ${query.limit + 1}`)
  const items = tasks.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: tasks.length > query.limit && last ? `${last.dueAt}|${last.id}` : null }
}

/** Notices for which `where` holds (row `t`), newest first. */
export async function readNoticeViews(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>): Promise<NoticeView[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(t) as o, u.name as unit_name, n.title as incident_title
    from notice t left join unit u on u.id = t.to_unit_id left join incident n on n.id = t.incident_id
    where ${where} order by t.queued_at desc, t.id desc ${tail}`.execute(db)
  return rows.map((row) => {
    const notice = Notice.parse(objects.toObject('notice', row.o))
    return { ...notice, toUnitName: row.unit_name ?? '', incidentTitle: row.incident_title ?? '', mayAcknowledge: mayAcknowledge(actor, notice) }
  })
}

/** Notices to the own unit. */
export async function listNotices(objects: ObjectStore, db: Queryable, actor: Actor, page: Page): Promise<{ items: NoticeView[]; next: string | null }> {
  const notices = await readNoticeViews(objects, db, actor, sql`t.to_unit_id = ${actor.unitId}::uuid and ${afterCursor(page.after, sql`(t.queued_at, t.id)`, true)}`, sql`limit ${page.limit + 1}`)
  const items = notices.slice(0, page.limit)
  const last = items.at(-1)
  return { items, next: notices.length > page.limit && last ? `${last.queuedAt}|${last.id}` : null }
}
