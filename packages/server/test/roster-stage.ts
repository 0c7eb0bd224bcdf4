import { routes } from '@fengsui/contract'
import type { Role } from '@fengsui/contract/kernel'
import type { DutyRole, ShiftDefinition } from '@fengsui/contract/rosters'
import { sql } from 'kysely'
import type { TestCaller, TestNode } from './test-node.ts'

/** One shift a day from 9 to 9, one leader and one officer. */
export const wholeDay: ShiftDefinition[] = [{ key: 'whole', name: '全天班', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 1440, seats: { leader: 1, officer: 1, standby: 0, trainee: 0 } }]

/** A duty office with people on its roster. `org` may edit the organisation of the place. */
export interface RosterStage {
  readonly unitId: string
  /** Leaders first, then officers. */
  readonly leaders: string[]
  readonly officers: string[]
}

const command = (test: TestNode) => ({ commandId: test.newId() })

/** Adds a person to a unit. */
export async function addPerson(test: TestNode, org: TestCaller, unitId: string, name: string, title = '干部'): Promise<string> {
  const serial = String((serialOf.get(test) ?? 0) + 1)
  serialOf.set(test, Number(serial))
  return (await test.call(org, routes.createPerson, { body: { ...command(test), unitId, name, title, contacts: [{ kind: 'mobile', value: `1390000${serial.padStart(4, '0')}`, preferred: true }] } })).id
}
const serialOf = new WeakMap<TestNode, number>()

/** An account of a unit that belongs to a person. */
export async function callerFor(test: TestNode, options: { unitId: string; divisionCode: string; personId: string; roles: Role[] }): Promise<TestCaller> {
  const accountId = test.newId()
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
    context.record({ type: 'account.created', audience: { division: options.divisionCode }, changes: [{ object: 'account', id: accountId, created: true, set: { username: `p${accountId.slice(0, 13)}`, unitId: options.unitId, personId: options.personId, divisionCode: options.divisionCode, roles: options.roles, status: 'active', createdAt: context.at } }] })
  })
  const { token } = await test.node.modules.access.issueToken(accountId, '测试')
  const { permissionsOf, divisionRange } = await import('@fengsui/contract/kernel')
  return { token, actor: { label: `account:${accountId}`, accountId, personId: options.personId, unitId: options.unitId, divisionCode: options.divisionCode, roles: options.roles, permissions: permissionsOf(options.roles), scope: { ...divisionRange(options.divisionCode), unitId: options.unitId } } }
}

/** Pattern from `fromDay` and members, through the interface. `keeper` may edit the unit's roster. */
export async function setUpRoster(test: TestNode, keeper: TestCaller, org: TestCaller, options: { fromDay: string; leaders: number; officers: number; shifts?: ShiftDefinition[]; names?: string }): Promise<RosterStage> {
  const { unitId } = keeper.actor
  const make = async (count: number, kind: string) => {
    const ids: string[] = []
    for (let at = 1; at <= count; at += 1) ids.push(await addPerson(test, org, unitId, `${options.names ?? ''}${kind}${String(at)}`))
    return ids
  }
  const leaders = await make(options.leaders, '领导')
  const officers = await make(options.officers, '值班')
  await test.call(keeper, routes.setDutyPattern, { params: { unitId }, body: { ...command(test), name: '24 小时一班', shifts: options.shifts ?? wholeDay, inForceFrom: options.fromDay } })
  const member = (personId: string, roles: DutyRole[]) => ({ personId, roles, carriedYear: Number(options.fromDay.slice(0, 4)) })
  await test.call(keeper, routes.saveDutyMembers, { params: { unitId }, body: { ...command(test), members: [...leaders.map((id) => member(id, ['leader'])), ...officers.map((id) => member(id, ['officer', 'standby']))] } })
  return { unitId, leaders, officers }
}

/** Published shifts that are not replaced, straight from the table. */
export async function shiftsOf(test: TestNode, unitId: string): Promise<{ id: string; day: string; role: string; personId: string; status: string; startsAt: string; endsAt: string }[]> {
  const { rows } = await sql<{ id: string; day: string; role: string; personId: string; status: string; startsAt: string; endsAt: string }>`select id, day, role, person_id as "personId", status, starts_at as "startsAt", ends_at as "endsAt" from duty_shift where unit_id = ${unitId}::uuid and status <> 'replaced' order by day, role, starts_at`.execute(test.db.db)
  return rows
}
