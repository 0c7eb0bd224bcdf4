import type { Gateway } from './gateway.ts'

/** For a sandbox: every message counts as handed over, nothing leaves the process. */
export function createSimulatedGateways(): Gateway[] {
  return ['sms', 'email', 'webhook'].map((channel) => ({
    channel, target: '【模拟】不外发', concurrency: 1,
    send: (_, messages) => Promise.resolve(messages.map(({ id }) => ({ id, outcome: 'accepted' as const }))),
  }))
}
