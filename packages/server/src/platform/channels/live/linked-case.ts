import type { Gateway } from '../gateway.ts'
import { post } from './post.ts'

/**
 * Tells the systems behind 110, 119, 120, 12345 what became of their cases: one POST a message, `text` is the JSON body. See
 * docs/operations/telephone-gateway.md.
 */
export function createLinkedCaseGateway(options: { url: string; token: string }): Gateway {
  const target = new URL(options.url)
  return {
    channel: 'linked-case', target: target.origin, concurrency: 2,
    async send(batchId, messages, signal) {
      for (const message of messages) await post(target, message.text, { authorization: `Bearer ${options.token}`, 'idempotency-key': batchId }, signal)
      return messages.map(({ id }) => ({ id, outcome: 'accepted' as const }))
    },
  }
}
