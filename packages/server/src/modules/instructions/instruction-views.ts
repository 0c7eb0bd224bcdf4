import { Instruction, InstructionDuty, InstructionFeedback, SupervisionNotice, type DutyView, type InstructionView, type instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayHandle, mayWork } from './instruction-policy.ts'
import { visibleDuty, visibleInstruction } from './instruction-store.ts'

type Stored = Parameters<ObjectStore['toObject']>[1]

/** Rows before a cursor `<instant>|<id>`. @throws Problem invalid-input for a cursor this list did not give */
function beforeCursor(after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after) ?? []
  if (instant === undefined || id === undefined) throw new Problem('invalid-input', '翻页位置不对，请从第一页重新查看', [{ path: 'after', message: '翻页位置不对' }])
  return sql`(t.registered_at, t.id) < (${instant}::timestamptz, ${id}::uuid)`
}

interface Parts {
  readonly duties: { duty: InstructionDuty; unitName: string }[]
  readonly feedbacks: InstructionFeedback[]
  readonly notices: { notice: SupervisionNotice; copiesToNames: string[] }[]
}

/** What hangs on these instructions and may be seen, in three queries however many they are. */
async function readParts(objects: ObjectStore, db: Queryable, actor: Actor, ids: readonly string[]): Promise<Parts> {
  const { rows } = await sql<{ o: Stored; unit_name: string | null }>`
    select to_jsonb(t) as o, u.name as unit_name from instruction_duty t left join unit u on u.id = t.unit_id
    where t.instruction_id = any(${[...ids]}::uuid[]) and ${visibleDuty(actor)} order by t.role desc, t.assigned_at, t.id`.execute(db)
  const duties = rows.map((row) => ({ duty: InstructionDuty.parse(objects.toObject('instruction-duty', row.o)), unitName: row.unit_name ?? '' }))
  const dutyIds = duties.map(({ duty }) => duty.id)
  const [said, notices] = await Promise.all([
    objects.read(db, 'instruction-feedback', sql`t.duty_id = any(${dutyIds}::uuid[])`, { order: sql`t.given_at, t.id` }),
    sql<{ o: Stored; names: string[] }>`
      select to_jsonb(t) as o, (select coalesce(jsonb_agg(u.name order by x.n), '[]') from jsonb_array_elements_text(t.copies_to) with ordinality x(id, n) join unit u on u.id = x.id::uuid) as names
      from supervision_notice t where t.duty_id = any(${dutyIds}::uuid[]) and t.status <> 'dropped' order by t.drafted_at, t.id`.execute(db),
  ])
  return {
    duties, feedbacks: said.map((row) => InstructionFeedback.parse(row)),
    notices: notices.rows.map((row) => ({ notice: SupervisionNotice.parse(objects.toObject('supervision-notice', row.o)), copiesToNames: row.names })),
  }
}

async function readInstructions(objects: ObjectStore, db: Queryable, actor: Actor, where: RawBuilder<unknown>, limit: number): Promise<InstructionView[]> {
  const { rows } = await sql<{ o: Stored; place_name: string | null; by_unit_name: string | null; incident_title: string | null }>`
    select to_jsonb(t) as o, place_name(t.division_code) as place_name, u.name as by_unit_name, i.title as incident_title
    from instruction t left join unit u on u.id = t.by_unit_id left join incident i on i.id = t.incident_id
    where ${where} and ${visibleInstruction(actor)} order by t.registered_at desc, t.id desc limit ${limit}`.execute(db)
  const found = rows.map((row) => ({ row, instruction: Instruction.parse(objects.toObject('instruction', row.o)) }))
  const { duties, feedbacks, notices } = await readParts(objects, db, actor, found.map(({ instruction }) => instruction.id))
  const reveal = await readPersonalFacts(db, [
    ...found.flatMap(({ instruction }) => [instruction.words, instruction.issuer, instruction.outcome]), ...feedbacks.map(({ words }) => words), ...notices.map(({ notice }) => notice.words),
    ...duties.flatMap(({ duty }) => [duty.requirement, duty.settleReason, duty.extensionReason]),
  ])
  const toDuty = ({ duty, unitName }: Parts['duties'][number], handle: boolean): DutyView => {
    const works = mayWork(actor, duty)
    return {
      ...duty, unitName, requirement: reveal(duty.requirement), settleReason: reveal(duty.settleReason), extensionReason: reveal(duty.extensionReason),
      feedbacks: feedbacks.filter((each) => each.dutyId === duty.id).map((each) => ({ ...each, words: reveal(each.words) ?? '' })),
      // A draft is the issuer's own until it was issued.
      notices: notices.filter(({ notice }) => notice.dutyId === duty.id && (notice.status === 'issued' || handle)).map(({ notice, copiesToNames }) => ({ ...notice, words: reveal(notice.words), copiesToNames })),
      mayWork: works, mayHandle: handle,
    }
  }
  return found.map(({ row, instruction }) => {
    const handle = mayHandle(actor, instruction)
    return {
      ...instruction, words: reveal(instruction.words) ?? '', issuer: reveal(instruction.issuer) ?? '', outcome: reveal(instruction.outcome), placeName: row.place_name ?? instruction.divisionCode,
      byUnitName: row.by_unit_name ?? '', incidentTitle: row.incident_title, mayHandle: handle,
      duties: duties.filter(({ duty }) => duty.instructionId === instruction.id).map((part) => toDuty(part, handle)),
    }
  })
}

/** Instructions the actor may see, newest first; those about an incident that was merged count with the one it went into. */
export async function listInstructions(objects: ObjectStore, db: Queryable, actor: Actor, query: ParsedRequest<typeof instructionRoutes.listInstructions>['query']): Promise<{ items: InstructionView[]; next: string | null }> {
  const status = query.status === 'open' ? sql`t.status in ('received', 'underway')` : query.status === 'closed' ? sql`t.status in ('closed', 'withdrawn')` : sql`true`
  const incident = query.incidentId === undefined ? sql`true` : sql`(t.incident_id = ${query.incidentId}::uuid or t.incident_id in (select i.id from incident i where i.merged_into_id = ${query.incidentId}::uuid and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}))`
  const mine = query.mine === true ? sql`exists (select 1 from instruction_duty d where d.instruction_id = t.id and d.unit_id = ${actor.unitId}::uuid and d.status <> 'cancelled')` : sql`true`
  const overdue = query.overdue === true ? sql`exists (select 1 from instruction_duty d where d.instruction_id = t.id and d.overdue_at is not null and d.status in ('assigned', 'acknowledged', 'inProgress', 'returned'))` : sql`true`
  const all = await readInstructions(objects, db, actor, sql`${status} and ${incident} and ${mine} and ${overdue} and ${beforeCursor(query.after)}`, query.limit + 1)
  const items = all.slice(0, query.limit)
  const last = items.at(-1)
  return { items, next: all.length > query.limit && last ? `${last.registeredAt}|${last.id}` : null }
}

/** One instruction. @throws Problem not-found when it is neither overseen nor the unit's */
export async function getInstruction(objects: ObjectStore, db: Queryable, actor: Actor, id: string): Promise<InstructionView> {
  const [view] = await readInstructions(objects, db, actor, sql`t.id = ${id}::uuid`, 1)
  if (!view) throw new Problem('not-found', '没有找到这件批示，可能没有交办给您的单位')
  return view
}

/** A supervision notice with its instruction: for the unit itself and the issuer's side; a draft for the latter only. @throws Problem not-found */
export async function getNotice(objects: ObjectStore, db: Queryable, actor: Actor, noticeId: string): Promise<{ instruction: InstructionView; duty: DutyView; notice: DutyView['notices'][number] }> {
  const missing = new Problem('not-found', '没有找到这份督办单，可能不是发给您单位的')
  const { rows } = await sql<{ instruction: string }>`
    select n.instruction_id as instruction from supervision_notice n join instruction_duty t on t.id = n.duty_id where n.id = ${noticeId}::uuid and ${visibleDuty(actor)}`.execute(db)
  if (!rows[0]) throw missing
  const instruction = await getInstruction(objects, db, actor, rows[0].instruction)
  for (const duty of instruction.duties) {
    const notice = duty.notices.find((each) => each.id === noticeId)
    if (notice) return { instruction, duty, notice }
  }
  throw missing
}
