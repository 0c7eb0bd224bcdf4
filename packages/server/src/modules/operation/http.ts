import { routes } from '@fengsui/contract'
import { nodeNotices, type NodeState } from '@fengsui/contract/operation'
import type { ModuleDeps } from '../../platform/module.ts'
import type { OperationOptions } from './operation-options.ts'
import { readBacklog } from './node-state-views.ts'

export function bindOperation(deps: ModuleDeps, options: OperationOptions): void {
  deps.http.bind(routes.getNodeState, async ({ actor }): Promise<NodeState> => {
    const at = deps.clocks.wall.now()
    const backlog = await readBacklog(deps.database)
    const clock = options.watch?.clock() ?? { seconds: null, source: null, steppedAt: null }
    const freeBytes = options.watch?.freeBytes() ?? null
    const lastBackupAt = options.lastBackupAt()
    const { certificateValidTo, version, demo } = options
    const { unsealed, parkedReactions, parkedTimers, outbox } = backlog
    const failedMessages = outbox.reduce((sum, { failed }) => sum + failed, 0)
    const all = nodeNotices({ at, offsetSeconds: clock.seconds, offsetSource: clock.source, freeBytes, unsealed, parkedReactions, parkedTimers, failedMessages, lastBackupAt, certificateValidTo, demo: demo || options.sandbox })
    const notices = all.filter(({ forAll }) => forAll || actor.permissions.has('account:manage')).map(({ forAll: _forAll, ...notice }) => notice)
    return {
      at, version, clock: { offsetSeconds: clock.seconds, source: clock.source, steppedAt: clock.steppedAt }, disk: { freeBytes }, database: { reachable: true, unsealed }, outbox,
      parked: { reactions: parkedReactions, timers: parkedTimers }, lastBackupAt, certificateValidTo, severity: notices[0]?.severity ?? 'ok', notices,
    }
  })
}
