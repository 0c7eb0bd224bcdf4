import { createHmac } from 'node:crypto'
import type { Clock } from '../../clock/clock.ts'
import type { Gateway } from '../gateway.ts'
import { createGuardedLookup, requireCallable } from './guarded-address.ts'
import { post } from './post.ts'

/**
 * Pushes messages to another system: JSON, signed with HMAC-SHA256 over `<timestamp>.<body>`, with the batch id in a header so that a
 * receiver can drop what comes twice. Only public addresses, or hosts the administrator has listed; redirects are not followed.
 */
export function createWebhookGateway(options: { url: string; secret: string; allowedHosts: ReadonlySet<string>; wall: Clock }): Gateway {
  const target = new URL(options.url)
  const lookup = createGuardedLookup(options.allowedHosts)
  return {
    channel: 'webhook', target: target.origin, concurrency: 2,
    async send(batchId, messages, signal) {
      requireCallable(target, options.allowedHosts)
      const body = JSON.stringify({ id: batchId, messages: messages.map(({ id, to, subject, text }) => ({ id, unit: to, subject, text })) })
      const timestamp = options.wall.now()
      const signature = createHmac('sha256', options.secret).update(`${timestamp}.${body}`).digest('hex')
      await post(target, body, { 'fengsui-message-id': batchId, 'fengsui-timestamp': timestamp, 'fengsui-signature': `sha256=${signature}` }, signal, lookup)
      return messages.map(({ id }) => ({ id, outcome: 'accepted' as const }))
    },
  }
}
