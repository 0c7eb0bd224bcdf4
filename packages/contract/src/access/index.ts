import { z } from 'zod'
import { CommandId, DivisionCode, Id, Permission, Role, pageOf, PageQuery, route, text } from '../kernel/index.ts'
import { auditRoutes } from './audit.ts'
import { delegationRoutes } from './delegations.ts'
import { secondFactorRoutes, SignInCode } from './second-factor.ts'
import { sessionRoutes } from './sessions.ts'

export * from './audit.ts'
export * from './delegations.ts'
export * from './second-factor.ts'
export * from './sessions.ts'

/** A sign-in identity: roles inside one jurisdiction, acting for one unit. */
export const Account = z.object({
  id: Id,
  username: z.string(),
  personId: Id.nullable(),
  unitId: Id,
  divisionCode: z.string(),
  roles: z.array(Role),
  status: z.enum(['active', 'disabled']),
  createdAt: z.string(),
})
export type Account = z.infer<typeof Account>

/** Who is signed in, as screens need it. */
export const Me = z.object({
  account: Account,
  displayName: z.string(),
  unitName: z.string(),
  division: z.object({ code: z.string(), name: z.string(), level: z.string() }),
  roleNames: z.array(z.string()),
  permissions: z.array(Permission),
  /** Send back as `x-csrf-token` with every command made by cookie. */
  csrfToken: z.string(),
  demo: z.boolean(),
  /** The node demands a second factor of this account and it has none yet: until then nothing else is allowed. */
  mustEnrol: z.boolean(),
  /** What is lent to this account now, by whom. */
  borrowed: z.array(z.object({ fromName: z.string(), permissions: z.array(Permission), endsAt: z.string() })),
  /** Set in a sandbox: screens then wear the violet frame. */
  sandbox: z.object({ name: z.string() }).nullable(),
})
export type Me = z.infer<typeof Me>

const Username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '用户名用 2–32 位小写字母、数字、点、横线')
/** Length over composition (NIST 800-63B); 128 keeps hashing cheap. */
const Password = z.string().min(10, '密码至少 10 位').max(128, '密码最多 128 位')

export const DemoAccount = z.object({ username: z.string(), password: z.string(), title: z.string(), unitName: z.string(), does: z.string() })
export type DemoAccount = z.infer<typeof DemoAccount>

export const accessRoutes = {
  signIn: route({
    method: 'POST', path: '/session', access: 'public', tag: '登录', summary: '登录（不是业务命令，无操作编号）；启用了第二要素的账号答以 second-factor-needed，再走 /session/code',
    schema: { body: z.object({ username: z.string().min(1, '请填写用户名').max(64), password: z.string().min(1, '请填写密码').max(128) }), response: Me },
  }),
  finishSignIn: route({
    method: 'POST', path: '/session/code', access: 'public', tag: '登录', summary: '登录第二步：动态口令或恢复码（不是业务命令，无操作编号）',
    schema: { body: z.object({ code: SignInCode }), response: Me },
  }),
  getMe: route({ method: 'GET', path: '/session', access: 'signed-in', tag: '登录', summary: '当前账号', schema: { response: Me } }),
  signOut: route({ method: 'POST', path: '/session/end', access: 'signed-in', tag: '登录', summary: '退出登录（不是业务命令，无操作编号）', schema: { response: z.object({ ok: z.literal(true) }) } }),
  changePassword: route({
    method: 'POST', path: '/session/password', access: 'signed-in', tag: '登录', summary: '修改自己的密码，其他会话随即失效',
    schema: { body: z.object({ commandId: CommandId, current: z.string().max(128), next: Password }), response: z.object({ ok: z.literal(true) }) },
  }),
  getEntrance: route({
    method: 'GET', path: '/entrance', access: 'public', tag: '登录', summary: '登录页需要的信息：是否待初始化、演示账号',
    schema: { response: z.object({ needsSetUp: z.boolean(), demo: z.boolean(), demoAccounts: z.array(DemoAccount), placeName: z.string().nullable(), version: z.string() }) },
  }),
  setUp: route({
    method: 'POST', path: '/set-up', access: 'public', tag: '登录', summary: '首次初始化：地区、本级单位、第一个管理员（只能在本机、只能一次）',
    schema: {
      body: z.object({ commandId: CommandId, divisionCode: DivisionCode, divisionName: text(2, 60), unitName: text(2, 60), username: Username, password: Password }),
      response: z.object({ ok: z.literal(true) }),
    },
  }),
  listAccounts: route({ method: 'GET', path: '/accounts', access: 'account:manage', tag: '账号', summary: '辖区内账号', schema: { query: PageQuery.extend({ q: z.string().max(60).optional() }), response: pageOf(Account.extend({ displayName: z.string(), unitName: z.string(), divisionName: z.string(), lockedUntil: z.string().nullable(), lastSignInAt: z.string().nullable(), secondFactor: z.boolean() })) } }),
  createAccount: route({
    method: 'POST', path: '/accounts', access: 'account:manage', tag: '账号', summary: '新建账号',
    schema: { body: z.object({ commandId: CommandId, username: Username, password: Password, unitId: Id, personId: Id.nullable().default(null), divisionCode: DivisionCode, roles: z.array(Role).min(1, '至少选一个角色') }), response: Account },
  }),
  setAccountStatus: route({
    method: 'POST', path: '/accounts/:accountId/status', access: 'account:manage', tag: '账号', summary: '停用或启用账号（停用即断开其全部会话）',
    schema: { params: z.object({ accountId: Id }), body: z.object({ commandId: CommandId, status: z.enum(['active', 'disabled']) }), response: Account },
  }),
  setAccountRoles: route({
    method: 'POST', path: '/accounts/:accountId/roles', access: 'account:manage', tag: '账号', summary: '调整角色（立即生效，会话需重新登录）',
    schema: { params: z.object({ accountId: Id }), body: z.object({ commandId: CommandId, roles: z.array(Role).min(1, '至少选一个角色') }), response: Account },
  }),
  resetPassword: route({
    method: 'POST', path: '/accounts/:accountId/password', access: 'account:manage', tag: '账号', summary: '重设密码并断开会话、解除锁定',
    schema: { params: z.object({ accountId: Id }), body: z.object({ commandId: CommandId, password: Password }), response: Account },
  }),
  listApiTokens: route({
    method: 'GET', path: '/api-tokens', access: 'account:manage', tag: '账号', summary: '接口令牌（不含密文）',
    schema: { response: z.object({ items: z.array(z.object({ id: Id, accountId: Id, username: z.string(), label: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable(), expiresAt: z.string().nullable(), expired: z.boolean(), permissions: z.array(Permission).nullable() })) }) },
  }),
  createApiToken: route({
    method: 'POST', path: '/api-tokens', access: 'account:manage', tag: '账号', summary: '为账号发接口令牌，明文只显示这一次（不可重放，无操作编号）',
    schema: {
      body: z.object({
        accountId: Id, label: text(1, 60),
        /** Whole days it is good for; null: until revoked. */
        days: z.number().int().min(1, '至少 1 天').max(1096, '最多三年').nullable().default(366),
        /** Narrower than the account; null: all that the account may. */
        permissions: z.array(Permission).min(1, '至少选一项权限').nullable().default(null),
      }),
      response: z.object({ id: Id, token: z.string(), expiresAt: z.string().nullable() }),
    },
  }),
  revokeApiToken: route({
    method: 'POST', path: '/api-tokens/:tokenId/revoke', access: 'account:manage', tag: '账号', summary: '吊销接口令牌',
    schema: { params: z.object({ tokenId: Id }), body: z.object({ commandId: CommandId }), response: z.object({ ok: z.literal(true) }) },
  }),
  ...secondFactorRoutes,
  ...sessionRoutes,
  ...delegationRoutes,
  ...auditRoutes,
}
