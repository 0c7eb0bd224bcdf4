import { createTransport } from 'nodemailer'
import type { Gateway, GatewayResult } from '../gateway.ts'

const LIMIT_MS = 10_000

/** Mail over SMTP, one letter to each; the message id is the letter's, so that a mailbox shows a resend as the same letter. */
export function createEmailGateway(options: { url: string; from: string }): Gateway {
  const server = new URL(options.url)
  const domain = /@([\w.-]+)/.exec(options.from)?.[1] ?? 'fengsui.invalid'
  return {
    channel: 'email', target: `${server.hostname}:${server.port === '' ? (server.protocol === 'smtps:' ? '465' : '587') : server.port}`, concurrency: 1,
    async send(_batchId, messages, signal) {
      const transport = createTransport({ url: options.url, connectionTimeout: LIMIT_MS, greetingTimeout: LIMIT_MS, socketTimeout: LIMIT_MS, disableFileAccess: true, disableUrlAccess: true, pool: true, maxConnections: 1 })
      const results: GatewayResult[] = []
      try {
        for (const { id, to, subject, text } of messages) {
          if (signal.aborted) break
          const outcome = await transport.sendMail({ from: options.from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${domain}>` }).then(
            (): GatewayResult => ({ id, outcome: 'accepted' }),
            (error: unknown) => explain(id, error),
          )
          if (outcome === null) {
            // The server is away: what was not tried waits for the next attempt.
            if (results.length === 0) throw new Error('邮件服务器连不上')
            break
          }
          results.push(outcome)
        }
      } finally {
        transport.close()
      }
      return results
    },
  }
}

/** What an error means for one letter; null when the server itself could not be reached or is not ready. */
function explain(id: string, error: unknown): GatewayResult | null {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string }
  if (responseCode !== undefined && responseCode >= 500 && code === 'EENVELOPE') return { id, outcome: 'refused', reason: `邮箱地址被拒（${responseCode}）` }
  if (responseCode !== undefined && responseCode >= 500 && code === 'EMESSAGE') return { id, outcome: 'refused', reason: `邮件被拒（${responseCode}）` }
  // Broken off after the text was handed over: it may have arrived.
  if (command === 'DATA' && responseCode === undefined) return { id, outcome: 'unknown' }
  return null
}
