import type { Gateway } from './gateway.ts'

/** For a sandbox: every message counts as handed over, nothing leaves the process. So nothing comes twice either, wherever the process is killed. */
export function createSimulatedGateways(): Gateway[] {
  return ['sms', 'email', 'webhook'].map((channel) => ({
    channel, target: '【模拟】不外发', concurrency: 1, onceOnly: true,
    send: (_, messages) => Promise.resolve(messages.map(({ id }) => ({ id, outcome: 'accepted' as const }))),
  }))
}
