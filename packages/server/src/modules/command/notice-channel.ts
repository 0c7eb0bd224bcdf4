import type { OutboxMessage } from '../../platform/outbox/channel.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lockNotices } from './command-store.ts'
import { idsOf } from './record-orders.ts'

/** Delivery inside the system: the notices appear on the units' desks. Delivering twice changes nothing. */
export async function deliverNotices(deps: ModuleDeps, message: OutboxMessage): Promise<void> {
  await deps.commands.runInternal({ actor: 'system', key: `outbox:${message.id}` }, async (context) => {
    for (const notice of await lockNotices(deps.objects, context.tx, idsOf(message.payload))) {
      if (notice.status !== 'queued') continue
      context.record({
        type: 'notice.delivered', subject: notice.incidentId, audience: { division: notice.divisionCode, units: [notice.toUnitId] },
        changes: [{ object: 'notice', id: notice.id, set: { status: 'delivered', deliveredAt: context.at } }],
      })
    }
  })
}
