import { z } from 'zod'
import { AnswerLost } from '../../outbox/channel.ts'
import type { Gateway } from '../gateway.ts'
import { post } from './post.ts'

const Answer = z.object({ messages: z.array(z.object({ id: z.string(), status: z.enum(['accepted', 'refused']), reason: z.string().optional() })) })

/**
 * An SMS provider behind the interface of docs/operations/sms-gateway.md. The batch id travels as `Idempotency-Key`: a gateway that
 * honours it takes a batch that comes twice only once. Numbers and texts are in the body only, never in a log.
 */
export function createSmsGateway(options: { url: string; token: string; concurrency?: number }): Gateway {
  const target = new URL('messages', options.url.endsWith('/') ? options.url : `${options.url}/`)
  return {
    channel: 'sms', target: target.origin, concurrency: options.concurrency ?? 4,
    async send(batchId, messages, signal) {
      const answer = await post(target, { messages: messages.map(({ id, to, text }) => ({ id, to, text })) }, { authorization: `Bearer ${options.token}`, 'idempotency-key': batchId }, signal)
      const parsed = Answer.safeParse(answer)
      // A yes that cannot be read is no certainty.
      if (!parsed.success) throw new AnswerLost('短信网关的答复看不懂，请核对接口版本')
      return parsed.data.messages.map(({ id, status, reason }) => (status === 'accepted' ? { id, outcome: 'accepted' as const } : { id, outcome: 'refused' as const, reason: reason ?? '网关拒收' }))
    },
  }
}
