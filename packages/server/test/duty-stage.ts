import type { Role } from '@fengsui/contract/kernel'
import { permissionsOf } from '@fengsui/contract/kernel'
import { ensureTestDivisions } from './test-divisions.ts'
import type { TestCaller, TestNode } from './test-node.ts'

let people = 0

/** Another account of somebody's unit, with a person of its own behind it who has a telephone. */
export async function colleagueOf(test: TestNode, of: TestCaller, roles: Role[], options: { lead?: boolean; personId?: string } = {}): Promise<TestCaller & { personId: string }> {
  const { unitId, divisionCode } = of.actor
  const accountId = test.newId()
  const personId = options.personId ?? test.newId()
  people += 1
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
    await ensureTestDivisions(context, divisionCode)
    context.record({
      type: 'account.created', audience: { division: divisionCode },
      changes: [
        ...(options.personId === undefined ? [
          { object: 'person', id: personId, created: true as const, set: { unitId, divisionCode, name: context.protect(`person:${personId}`, `演示值班员${people}`), title: '值班员', status: 'active' } },
          { object: 'contact-point', id: context.newId(), created: true as const, set: { personId, unitId, divisionCode, kind: 'mobile', value: context.protect(`person:${personId}`, `1390000${String(7000 + people)}`), preferred: true, status: 'active' } },
        ] : []),
        ...(options.lead ? [{ object: 'post', id: context.newId(), created: true as const, set: { unitId, divisionCode, key: 'duty-leader', name: '主任', lead: true, personId } }] : []),
        { object: 'account', id: accountId, created: true as const, set: { username: `d${accountId.slice(0, 8)}`, unitId, divisionCode, personId, roles, status: 'active', createdAt: context.at } },
      ],
    })
  })
  const { token } = await test.node.modules.access.issueToken(accountId, '测试')
  return { token, personId, actor: { ...of.actor, label: `account:${accountId}`, accountId, personId, roles, permissions: permissionsOf(roles) } }
}

/** The number by which a unit's duty desk is called. */
export async function giveDutyPhone(test: TestNode, of: TestCaller, number: string): Promise<void> {
  const { unitId, divisionCode } = of.actor
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
    context.record({ type: 'contact-point.added', audience: { division: divisionCode }, changes: [{ object: 'contact-point', id: context.newId(), created: true, set: { unitId, divisionCode, kind: 'duty-phone', value: context.protect(`unit:${unitId}`, number), preferred: true, status: 'active' } }] })
  })
}
