import { divisionAt, divisionLevelNames, divisionLevelOf, divisionLevels, divisionPrefix, Problem } from '@fengsui/contract/kernel'
import type { FastifyRequest } from 'fastify'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { AccessParts } from './access-parts.ts'
import { hasAnyAccount, listKnownDivisions, lockAdministration, saveNodePlace } from './account-store.ts'
import { savePasswords } from './credential-store.ts'
import { provinceNames } from './province-names.ts'
import { digestPassword } from './secrets.ts'

export interface FirstSetUp {
  commandId: string
  divisionCode: string
  divisionName: string
  unitName: string
  username: string
  password: string
}

const LOOPBACK_ADDRESSES = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Whoever sets the system up owns it: only at the machine itself. A forwarded request comes from elsewhere whatever its address
 * says, and a foreign host name on a loopback address is a page that points its own name here.
 * @throws Problem `forbidden`
 */
export function requireLoopback(request: Pick<FastifyRequest, 'ip' | 'headers'>): void {
  const { host, forwarded } = request.headers
  const direct = forwarded === undefined && request.headers['x-forwarded-for'] === undefined
  if (direct && LOOPBACK_ADDRESSES.has(request.ip) && LOOPBACK_HOST.test(host ?? '')) return
  throw new Problem('forbidden', '首次初始化只能在服务器本机上办理：请在本机浏览器打开 127.0.0.1 的地址')
}

/**
 * Turns an empty system into one that can be administered: the place and those above it, its duty office, one administrator.
 * Of two at once one wins.
 * @throws Problem `already-set-up`, `invalid-input`
 */
export async function setUp(parts: AccessParts, given: FirstSetUp): Promise<void> {
  const { commandId, password, ...visible } = given
  await parts.commands.run({ commandId, name: 'setUp', actor: 'system', input: { ...visible, password: digestPassword(password) } }, async (ctx) => {
    await lockAdministration(ctx.tx)
    if (await hasAnyAccount(ctx.tx)) throw new Problem('already-set-up', '系统已经初始化过，请直接登录；忘记密码请找系统管理员')
    await recordPlace(ctx, given.divisionCode, given.divisionName)
    const division = given.divisionCode
    const unitId = ctx.newId()
    const accountId = ctx.newId()
    await savePasswords(ctx.tx, [accountId], await parts.hasher.hash(password), ctx.wallAt)
    await saveNodePlace(ctx.tx, division)
    ctx.record({ type: 'unit.created', audience: { division }, changes: [{ object: 'unit', id: unitId, created: true, set: { name: given.unitName, role: 'duty-office', divisionCode: division, staffedAllHours: true, status: 'active' } }] })
    ctx.record({ type: 'account.created', audience: { division }, changes: [{ object: 'account', id: accountId, created: true, set: { username: given.username, unitId, divisionCode: division, roles: ['administrator'], status: 'active', createdAt: ctx.at } }] })
    return {}
  })
}

/** Records the place and every place above it; what the code does not name gets a name that says so. */
async function recordPlace(ctx: CommandContext, code: string, name: string): Promise<void> {
  const provinceName = provinceNames[code.slice(0, 2)]
  if (provinceName === undefined) {
    const message = '没有这个行政区划：代码前两位不是省级代码，请按国家统计局 12 位区划代码填写'
    throw new Problem('invalid-input', message, [{ path: 'divisionCode', message }])
  }
  const level = divisionLevelOf(code)
  const chain = divisionLevels.slice(0, divisionLevels.indexOf(level) + 1).map((each) => divisionAt(code, each))
  const known = await listKnownDivisions(ctx.tx, chain)
  const nameOf = (each: string) => {
    if (each === code) return name
    return divisionLevelOf(each) === 'province' ? provinceName : `上级${divisionLevelNames[divisionLevelOf(each)]}（${divisionPrefix(each)}）`
  }
  chain.forEach((each, index) => {
    if (known.has(each)) return
    const parentCode = chain[index - 1]
    const fullName = [...(each === code && index > 0 ? [provinceName] : []), nameOf(each)].join('')
    ctx.record({
      type: 'division.created',
      audience: { division: each },
      changes: [{ object: 'division', id: each, created: true, set: { name: nameOf(each), fullName, level: divisionLevelOf(each), ...(parentCode === undefined ? {} : { parentCode }), statistical: false, fictional: false, pinyin: '' } }],
    })
  })
}
