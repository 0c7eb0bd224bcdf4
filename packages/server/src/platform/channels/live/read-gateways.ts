import type { Clock } from '../../clock/clock.ts'
import { StartupProblem } from '../../db/startup-problem.ts'
import type { Gateway } from '../gateway.ts'
import { createEmailGateway } from './email.ts'
import { createLinkedCaseGateway } from './linked-case.ts'
import { createSmsGateway } from './sms.ts'
import { createWebhookGateway } from './webhook.ts'

const SHORTEST_SECRET = 16

/**
 * The providers this program is set up for; what is not set is not there.
 * @throws StartupProblem naming the setting that is wrong
 */
export function readGateways(env: NodeJS.ProcessEnv, wall: Clock): Gateway[] {
  const gateways: Gateway[] = []
  const smsUrl = readUrl(env, 'SMS_GATEWAY_URL', ['http:', 'https:'])
  if (smsUrl !== null) gateways.push(createSmsGateway({ url: smsUrl, token: need(env, 'SMS_GATEWAY_TOKEN', '短信网关的令牌') }))
  const smtpUrl = readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:'])
  if (smtpUrl !== null) gateways.push(createEmailGateway({ url: smtpUrl, from: need(env, 'MAIL_FROM', '发件人地址') }))
  const webhookUrl = readUrl(env, 'WEBHOOK_URL', ['http:', 'https:'])
  if (webhookUrl !== null) {
    const secret = need(env, 'WEBHOOK_SECRET', '签名密钥')
    if (secret.length < SHORTEST_SECRET) throw new StartupProblem(`WEBHOOK_SECRET（签名密钥）至少 ${SHORTEST_SECRET} 个字符`)
    gateways.push(createWebhookGateway({ url: webhookUrl, secret, allowedHosts: new Set((env['FENGSUI_WEBHOOK_ALLOW'] ?? '').split(',').map((host) => host.trim()).filter((host) => host !== '')), wall }))
  }
  const caseUrl = readUrl(env, 'LINKED_CASE_URL', ['http:', 'https:'])
  if (caseUrl !== null) gateways.push(createLinkedCaseGateway({ url: caseUrl, token: need(env, 'LINKED_CASE_TOKEN', '警情回告的令牌') }))
  return gateways
}

function readUrl(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): string | null {
  const value = env[name] ?? ''
  if (value === '') return null
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) throw new StartupProblem(`${name} 应以 ${protocols.map((protocol) => `${protocol}//`).join(' 或 ')} 开头`)
  return value
}

function need(env: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = env[name] ?? ''
  if (value === '') throw new StartupProblem(`还缺 ${name}（${what}）`)
  return value
}
