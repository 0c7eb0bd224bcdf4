import { z } from 'zod'
import { CommandId, Id, Role, route } from '../kernel/index.ts'

/** Six digits of the moment (RFC 6238), or one of the ten recovery codes. Spaces and case do not matter. */
export const SignInCode = z
  .string()
  .max(40, '请输入 6 位动态口令，或一个恢复码')
  .transform((value) => value.replaceAll(/[\s-]/g, '').toLowerCase())
  .refine((value) => /^(\d{6}|[a-z2-7]{16})$/.test(value), '请输入 6 位动态口令，或一个恢复码')

/** How an account's second factor stands. */
export const SecondFactorState = z.object({
  /** A code is asked at every sign-in. */
  enabled: z.boolean(),
  /** The node's rules demand it of one of the account's roles; until it is on, the account can do nothing else. */
  required: z.boolean(),
  enabledAt: z.string().nullable(),
  recoveryCodesLeft: z.number().int(),
})
export type SecondFactorState = z.infer<typeof SecondFactorState>

export const secondFactorRoutes = {
  getSecondFactor: route({ method: 'GET', path: '/session/second-factor', access: 'signed-in', tag: '登录', summary: '自己的第二要素', schema: { response: SecondFactorState } }),
  beginSecondFactor: route({
    method: 'POST', path: '/session/second-factor', access: 'signed-in', tag: '登录', summary: '生成动态口令密钥，只显示这一次，确认后才生效（不可重放，无操作编号）',
    schema: { body: z.object({ password: z.string().min(1, '请填写密码').max(128) }), response: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }) },
  }),
  confirmSecondFactor: route({
    method: 'POST', path: '/session/second-factor/confirm', access: 'signed-in', tag: '登录', summary: '以一个口令确认启用，给出恢复码，只显示这一次（不可重放，无操作编号）',
    schema: { body: z.object({ code: SignInCode }), response: z.object({ recoveryCodes: z.array(z.string()) }) },
  }),
  renewRecoveryCodes: route({
    method: 'POST', path: '/session/second-factor/recovery-codes', access: 'signed-in', tag: '登录', summary: '换发恢复码，旧的作废（不可重放，无操作编号）',
    schema: { body: z.object({ password: z.string().min(1, '请填写密码').max(128), code: SignInCode }), response: z.object({ recoveryCodes: z.array(z.string()) }) },
  }),
  disableSecondFactor: route({
    method: 'POST', path: '/session/second-factor/disable', access: 'signed-in', tag: '登录', summary: '停用自己的第二要素，须密码和口令都对',
    schema: { body: z.object({ commandId: CommandId, password: z.string().min(1, '请填写密码').max(128), code: SignInCode }), response: z.object({ ok: z.literal(true) }) },
  }),
  resetSecondFactor: route({
    method: 'POST', path: '/accounts/:accountId/second-factor/reset', access: 'account:manage', tag: '账号', summary: '清除他人的第二要素（手机丢失等），断开其会话',
    schema: { params: z.object({ accountId: Id }), body: z.object({ commandId: CommandId }), response: z.object({ ok: z.literal(true) }) },
  }),
  getSecondFactorRule: route({
    method: 'GET', path: '/second-factor-rule', access: 'account:manage', tag: '账号', summary: '哪些角色必须启用第二要素',
    schema: { response: z.object({ roles: z.array(Role), mayEdit: z.boolean() }) },
  }),
  setSecondFactorRule: route({
    method: 'POST', path: '/second-factor-rule', access: 'account:manage', tag: '账号', summary: '规定哪些角色必须启用第二要素（本系统最高一级的管理员）',
    schema: { body: z.object({ commandId: CommandId, roles: z.array(Role) }), response: z.object({ roles: z.array(Role), mayEdit: z.boolean() }) },
  }),
}
