import { describe, expect, it } from 'vitest'
import { judgeAnswer } from './judge-answer.ts'

const problem = (status: number, code: string) => ({ type: `urn:fengsui:problem:${code}`, code, title: '题', status, detail: '说明' })

describe('what an answer means for a queued command', () => {
  it('is done only when our server said so', () => {
    expect(judgeAnswer(200, { id: 'x' })).toEqual({ kind: 'done', id: 'x' })
    expect(judgeAnswer(200, { recipientId: 'x' })).toEqual({ kind: 'done', id: null })
    // The sign-in page of a hotel's network.
    expect(judgeAnswer(200, undefined)).toMatchObject({ kind: 'retry', uncertain: false })
  })

  it.each([[400, 'invalid-input'], [403, 'forbidden'], [404, 'not-found'], [409, 'lifecycle-refused'], [422, 'rule-refused'], [413, 'too-large']])('%i %s is a refusal', (status, code) => {
    expect(judgeAnswer(status, problem(status, code))).toMatchObject({ kind: 'refused', problem: { code } })
  })

  it('is no refusal when something between us and the server says no', () => {
    for (const status of [302, 400, 403, 404, 418]) expect(judgeAnswer(status, undefined)).toMatchObject({ kind: 'retry', uncertain: false })
    expect(judgeAnswer(413, undefined)).toMatchObject({ kind: 'refused', problem: { code: 'too-large' } })
  })

  it('knows a lost session from a lost token', () => {
    expect(judgeAnswer(401, problem(401, 'session-expired'))).toEqual({ kind: 'signed-out' })
    expect(judgeAnswer(403, problem(403, 'csrf-refused'))).toEqual({ kind: 'csrf' })
  })

  it('repeats what may pass, and is uncertain where it may have been done', () => {
    expect(judgeAnswer(503, problem(503, 'unavailable'), '7')).toMatchObject({ kind: 'retry', uncertain: true, afterSeconds: 7 })
    expect(judgeAnswer(429, problem(429, 'too-many-requests'), 'Wed, 21 Oct')).toMatchObject({ kind: 'retry', uncertain: false, afterSeconds: null })
    expect(judgeAnswer(502, undefined)).toMatchObject({ kind: 'retry', uncertain: true })
    expect(judgeAnswer(500, problem(500, 'internal'))).toMatchObject({ kind: 'failed', problem: { code: 'internal' } })
    expect(judgeAnswer(500, undefined)).toMatchObject({ kind: 'failed' })
  })
})
