import { Problem } from '@fengsui/contract/kernel'
import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { findSqlState } from '../db/database.ts'

/** The one place where anything thrown becomes a named problem. Causes stay in the log, never in the answer. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({ path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'), message: issue.message ?? '填写有误' }))
    return new Problem('invalid-input', errors.length === 1 && errors[0] ? describe(errors[0]) : `有 ${errors.length} 处填写有误，请按提示修改后重新提交`, errors)
  }
  const { code, statusCode } = error as Partial<FastifyError>
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('too-large', '提交的内容超过 1 MB。请删减文字；照片、文件请走附件')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported-media-type', '请用 application/json 提交')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Problem('malformed-request', '请求内容不是有效的 JSON，没有保存任何东西。请检查格式后重试')
    default:
      break
  }
  const state = findSqlState(error)
  // 22P05: NUL in jsonb; 22021: bytes that are not UTF-8. The edge refuses both; this is the second fence.
  if (state === '22P05' || state === '22021') return new Problem('invalid-input', '含有不能保存的字符，请删除后重试')
  if (state === '53100' || code === 'ENOSPC') return new Problem('unavailable', '服务器磁盘已满，这次没有保存，填写的内容仍在页面上。请马上通知系统管理员，先用电话、传真报送')
  if (/ECONNREFUSED|timeout exceeded when trying to connect/.test(String(error))) return new Problem('unavailable', '数据库暂时连不上，这次没有保存。填写的内容仍在页面上，请稍后重试')
  // Cut in the middle, perhaps after the commit: only the same command sent again can tell, and it is never done twice.
  if (state?.startsWith('08') || state?.startsWith('57P') || /ECONNRESET|Connection terminated/.test(String(error))) {
    return new Problem('unavailable', '数据库连接中断，不能确定这次是否已保存。请直接重试：系统认得同一操作，不会重复')
  }
  if (error instanceof SyntaxError || (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)) return new Problem('malformed-request', '请求格式有误，没有保存任何东西')
  return new Problem('internal', '系统内部出错，这次没有保存。请重试；仍不行请把请求编号告诉系统管理员')
}

function describe(error: { path: string; message: string }): string {
  return error.path ? `${error.message}（${error.path}）` : error.message
}
