import { z } from 'zod'

/**
 * Every error the interface can answer with: stable code, HTTP status, Chinese title. `detail` of an occurrence says what to
 * do. Bodies follow RFC 9457 (`application/problem+json`).
 */
export const problemKinds = {
  'invalid-input': { status: 400, title: '填写内容有误' },
  'malformed-request': { status: 400, title: '请求格式有误' },
  'sign-in-required': { status: 401, title: '请先登录' },
  'session-expired': { status: 401, title: '登录已过期' },
  'sign-in-failed': { status: 401, title: '用户名或密码不对' },
  'second-factor-needed': { status: 401, title: '还差一步' },
  'account-locked': { status: 423, title: '账号已锁定' },
  'csrf-refused': { status: 403, title: '请求来源不可信' },
  forbidden: { status: 403, title: '没有权限' },
  'not-found': { status: 404, title: '没有找到' },
  'method-not-allowed': { status: 405, title: '不支持的操作' },
  conflict: { status: 409, title: '与现状冲突' },
  'command-reused': { status: 409, title: '操作编号已用过' },
  'lifecycle-refused': { status: 409, title: '当前状态不能这样做' },
  'already-set-up': { status: 409, title: '系统已初始化' },
  'too-large': { status: 413, title: '内容过大' },
  'unsupported-media-type': { status: 415, title: '内容类型不支持' },
  'too-many-requests': { status: 429, title: '操作过于频繁' },
  'rule-refused': { status: 422, title: '不符合规定' },
  unavailable: { status: 503, title: '服务暂不可用' },
  internal: { status: 500, title: '系统内部错误' },
} as const
export type ProblemCode = keyof typeof problemKinds

export const ProblemBody = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
})
export type ProblemBody = z.infer<typeof ProblemBody>

/** A named problem; the one mapper in the HTTP platform turns it into a response. Never carries a stack outward. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: { path: string; message: string }[]
  constructor(code: ProblemCode, detail: string, errors: { path: string; message: string }[] = []) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.errors = errors
  }
  toBody(requestId?: string): ProblemBody {
    const kind = problemKinds[this.code]
    return {
      type: `urn:fengsui:problem:${this.code}`,
      code: this.code,
      title: kind.title,
      status: kind.status,
      detail: this.message,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
      ...(requestId ? { requestId } : {}),
    }
  }
}
