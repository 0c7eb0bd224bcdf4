import { Problem } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { toProblem } from './problem-mapper.ts'

const thrown = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {})

describe('what was thrown, as the caller hears it', () => {
  it.each([
    [new Problem('forbidden', '不行'), 'forbidden', /不行/],
    [thrown('connect ECONNREFUSED 127.0.0.1:5432'), 'unavailable', /没有保存/],
    [thrown('Connection terminated unexpectedly'), 'unavailable', /不能确定.*不会重复/],
    [thrown('terminating connection due to administrator command', '57P01'), 'unavailable', /不能确定/],
    [thrown('could not extend file', '53100'), 'unavailable', /磁盘已满.*仍在页面上/],
    [thrown('no space left on device, write', 'ENOSPC'), 'unavailable', /磁盘已满.*仍在页面上/],
    [thrown('unsupported Unicode escape sequence', '22P05'), 'invalid-input', /不能保存的字符/],
    [thrown('Request body is too large', 'FST_ERR_CTP_BODY_TOO_LARGE'), 'too-large', /超过 1 MB/],
    [new TypeError('x is undefined'), 'internal', /请求编号/],
    ['a string', 'internal', /请求编号/],
  ])('%s', (error, code, says) => {
    const problem = toProblem(error)
    expect(problem.code).toBe(code)
    expect(problem.message).toMatch(says)
    expect(JSON.stringify(problem.toBody('r1'))).not.toMatch(/ECONN|terminat|undefined|extend file/)
  })
})
