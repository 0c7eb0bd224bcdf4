import { z } from 'zod'
import { Id, Instant, PageQuery, pageOf, route } from '../kernel/index.ts'

/** What happens around signing in, with the words of the audit page. */
export const accessEvents = {
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  locked: '锁定',
  'sign-out': '退出',
  'code-failed': '口令不对',
  'recovery-code-used': '用了恢复码',
  'session-ended': '会话被结束',
  'password-changed': '修改密码',
  'password-reset': '重设密码',
  'token-issued': '发出接口令牌',
  'token-revoked': '吊销接口令牌',
  'second-factor-enabled': '启用第二要素',
  'second-factor-disabled': '停用第二要素',
  'second-factor-reset': '清除第二要素',
} as const
export type AccessEvent = keyof typeof accessEvents

/** What the journal says about accounts and delegations. */
export const accountEntryNames: Readonly<Record<string, string>> = {
  'account.created': '新建账号', 'account.imported': '导入账号', 'account.status-changed': '停用或启用账号', 'account.roles-changed': '调整角色', 'account.password-reset': '重设密码',
  'account.password-changed': '修改密码', 'account.token-issued': '发出接口令牌', 'account.token-revoked': '吊销接口令牌',
  'account.second-factor-enabled': '启用第二要素', 'account.second-factor-disabled': '停用第二要素', 'account.second-factor-reset': '清除第二要素', 'account.second-factor-required': '规定第二要素',
  'delegation.given': '设立委托', 'delegation.revoked': '撤销委托',
}

/** One line of the audit: from the sign-in log or from the journal. */
export const AuditItem = z.object({
  /** `access` lines have the address, `journal` lines stand in the sealed chain. */
  source: z.enum(['access', 'journal']),
  id: z.string(),
  at: z.string(),
  event: z.string(),
  words: z.string(),
  accountId: Id.nullable(),
  username: z.string(),
  byName: z.string().nullable(),
  address: z.string().nullable(),
  detail: z.string().nullable(),
  position: z.number().nullable(),
})
export type AuditItem = z.infer<typeof AuditItem>

export const auditRoutes = {
  listAudit: route({
    method: 'GET', path: '/audit', access: 'account:manage', tag: '账号', summary: '账号审计：登录日志与日志链中账号、委托的变动，新的在前',
    schema: { query: PageQuery.extend({ accountId: Id.optional(), kind: z.enum(['all', 'sign-in', 'failed', 'change']).default('all'), from: Instant.optional(), to: Instant.optional() }), response: pageOf(AuditItem) },
  }),
}
