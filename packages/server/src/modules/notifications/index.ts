import type { Gateway } from '../../platform/channels/gateway.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { OutboxMessage } from '../../platform/outbox/channel.ts'
import { createDeskChannel, createGatewayChannel } from './deliver.ts'
import { bindNotifications } from './http.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { placeCall, type PlacedCall } from './place-call.ts'
import { tellOfEvents } from './tell-events.ts'
import { notificationTimelineTexts } from './timeline-texts.ts'
import { createTimers } from './timers.ts'

export type { PlacedCall } from './place-call.ts'

export interface Notifications extends ModuleParts {
  /** Calls desks and persons on behalf of another module, within its transaction. */
  placeCall(context: CommandContext, call: PlacedCall): Promise<{ id: string; reached: number }>
}

/**
 * Notifications (CMD-5, WRN-4): calls with a ladder, what people must hear of, and every channel. All four channels exist always; one
 * without a provider says so of each message instead of keeping it for ever.
 */
export function createNotifications(deps: ModuleDeps, given: { gateways: readonly Gateway[]; deliverNotices: (message: OutboxMessage) => Promise<void> }): Notifications {
  const gateways = new Map(given.gateways.map((gateway) => [gateway.channel, gateway]))
  if (gateways.size !== given.gateways.length) throw new Error('two gateways serve one channel')
  const own: NotificationDeps = { ...deps, gateways, isConfigured: (channel) => channel === 'in-app' || gateways.has(channel) }
  bindNotifications(own)
  return {
    reactions: [tellOfEvents()],
    timers: createTimers(own),
    channels: [createDeskChannel(own, given.deliverNotices), ...(['sms', 'email', 'webhook'] as const).map((name) => createGatewayChannel(own, name, gateways.get(name)))],
    timelineTexts: notificationTimelineTexts,
    placeCall: (context, call) => placeCall(own, context, call),
  }
}
