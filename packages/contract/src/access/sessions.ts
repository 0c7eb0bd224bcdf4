import { z } from 'zod'
import { Id, route } from '../kernel/index.ts'

/** One signed-in browser of an account. */
export const SessionView = z.object({
  id: Id,
  accountId: Id,
  username: z.string(),
  displayName: z.string(),
  unitName: z.string(),
  /** What the browser calls itself, shortened to words. */
  device: z.string(),
  address: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  /** Without use until then it ends. */
  idleEndsAt: z.string(),
  /** It ends then whatever happens. */
  endsAt: z.string(),
  /** The one this request came by. */
  current: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

const Ended = z.object({ ended: z.number().int() })

export const sessionRoutes = {
  listOwnSessions: route({ method: 'GET', path: '/session/all', access: 'signed-in', tag: '登录', summary: '自己登录着的地方', schema: { response: z.object({ items: z.array(SessionView) }) } }),
  endOtherSessions: route({ method: 'POST', path: '/session/end-others', access: 'signed-in', tag: '登录', summary: '退出自己的其他登录（不是业务命令，无操作编号）', schema: { response: Ended } }),
  endSession: route({
    method: 'POST', path: '/sessions/:sessionId/end', access: 'signed-in', tag: '登录', summary: '结束一个会话：自己的，或管理员结束辖区内的（不是业务命令，无操作编号）',
    schema: { params: z.object({ sessionId: Id }), response: Ended },
  }),
  listSessions: route({ method: 'GET', path: '/sessions', access: 'account:manage', tag: '账号', summary: '辖区内登录着的会话', schema: { response: z.object({ items: z.array(SessionView) }) } }),
  endAccountSessions: route({
    method: 'POST', path: '/accounts/:accountId/sessions/end', access: 'account:manage', tag: '账号', summary: '结束一个账号的全部会话（不是业务命令，无操作编号）',
    schema: { params: z.object({ accountId: Id }), response: Ended },
  }),
}
