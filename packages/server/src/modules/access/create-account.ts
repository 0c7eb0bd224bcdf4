import { Problem, type Role } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { AccessParts } from './access-parts.ts'
import { checkJurisdiction } from './account-rules.ts'
import { findUnitPlace, isGovernedDivision, isPersonOfUnit, isUsernameTaken } from './account-store.ts'
import { savePasswords } from './credential-store.ts'
import { digestPassword } from './secrets.ts'

export interface NewAccount {
  commandId: string
  username: string
  password: string
  unitId: string
  personId: string | null
  divisionCode: string
  roles: Role[]
}

function refuse(path: string, message: string): never {
  throw new Problem('invalid-input', message, [{ path, message }])
}

/** Makes an account inside the administrator's jurisdiction. */
export async function createAccount(parts: AccessParts, actor: Actor, given: NewAccount): Promise<{ id: string }> {
  const { commandId, password, ...visible } = given
  const roles = [...new Set(given.roles)].sort()
  return parts.commands.run({ commandId, name: 'createAccount', actor: actor.label, input: { ...visible, password: digestPassword(password) } }, async (ctx) => {
    if (!covers(actor.scope, given.divisionCode) || !(await isGovernedDivision(ctx.tx, given.divisionCode))) refuse('divisionCode', '没有这个行政区划，或不在您的辖区，请重新选择')
    const unit = await findUnitPlace(ctx.tx, given.unitId)
    if (!unit || !covers(actor.scope, unit.divisionCode)) refuse('unitId', '没有这个单位，或不在您的辖区，请重新选择')
    checkJurisdiction(given.divisionCode, unit.divisionCode)
    if (given.personId !== null && !(await isPersonOfUnit(ctx.tx, given.personId, given.unitId))) refuse('personId', '这个人员不属于所选单位，请重新选择')
    if (await isUsernameTaken(ctx.tx, given.username)) refuse('username', '这个用户名已被使用，请换一个')
    const id = ctx.newId()
    await savePasswords(ctx.tx, [id], await parts.hasher.hash(password), ctx.wallAt)
    ctx.record({
      type: 'account.created',
      audience: { division: given.divisionCode },
      changes: [{ object: 'account', id, created: true, set: { username: given.username, ...(given.personId === null ? {} : { personId: given.personId }), unitId: given.unitId, divisionCode: given.divisionCode, roles, status: 'active', createdAt: ctx.at } }],
    })
    return { id }
  })
}
