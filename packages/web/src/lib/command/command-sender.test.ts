import { CommandId } from '@fengsui/contract/kernel'
import { describe, expect, it } from 'vitest'
import { ApiProblem, unreachableProblem } from '../api-problem.ts'
import { createCommandSender } from './command-sender.ts'
import { newCommandId } from './intention.ts'

const refusal = (status: number, code: string): ApiProblem => new ApiProblem({ type: `urn:fengsui:problem:${code}`, code, title: '', status, detail: '' })

/** A sender whose server plays the given answers in turn and notes the ids it saw. */
function senderWith(answers: readonly (ApiProblem | 'done')[]) {
  const seen: unknown[] = []
  let next = 0
  let serial = 0
  const sender = createCommandSender<string>(
    async (_params, body) => {
      seen.push(body['commandId'])
      const answer = answers[next++] ?? 'done'
      if (answer !== 'done') throw answer
      return 'done'
    },
    () => `id-${++serial}`,
  )
  return { sender, seen }
}

describe('command sender', () => {
  it('keeps the id while nobody knows whether the server acted', async () => {
    const { sender, seen } = senderWith([unreachableProblem(), refusal(503, 'unavailable'), refusal(401, 'session-expired'), 'done'])
    for (let press = 0; press < 4; press++) await sender.send(undefined, { text: '险情' })
    expect(seen).toEqual(['id-1', 'id-1', 'id-1', 'id-1'])
  })

  it('takes a new id after success', async () => {
    const { sender, seen } = senderWith([])
    await sender.send(undefined, { text: '险情' })
    await sender.send(undefined, { text: '险情' })
    expect(seen).toEqual(['id-1', 'id-2'])
  })

  it('takes a new id after a sure refusal', async () => {
    const { sender, seen } = senderWith([refusal(400, 'invalid-input'), 'done'])
    const first = await sender.send(undefined, { deaths: -1 })
    expect(first.ok).toBe(false)
    await sender.send(undefined, { deaths: -1 })
    expect(seen).toEqual(['id-1', 'id-2'])
  })

  it('gives changed content another id, also between retries', async () => {
    const { sender, seen } = senderWith([unreachableProblem(), unreachableProblem(), 'done'])
    await sender.send({ id: 'a' }, { text: '一' })
    await sender.send({ id: 'a' }, { text: '二' })
    await sender.send({ id: 'b' }, { text: '二' })
    expect(seen).toEqual(['id-1', 'id-2', 'id-3'])
  })

  it('sends a double click once and answers both', async () => {
    const { sender, seen } = senderWith([])
    const both = await Promise.all([sender.send(undefined, { text: '险情' }), sender.send(undefined, { text: '险情' })])
    expect(seen).toEqual(['id-1'])
    expect(both).toEqual([
      { ok: true, response: 'done' },
      { ok: true, response: 'done' },
    ])
  })
})

describe('command id', () => {
  it('is what the contract accepts, and never the same twice', () => {
    const ids = Array.from({ length: 200 }, newCommandId)
    expect(ids.every((id) => CommandId.safeParse(id).success)).toBe(true)
    expect(new Set(ids).size).toBe(200)
  })
})
