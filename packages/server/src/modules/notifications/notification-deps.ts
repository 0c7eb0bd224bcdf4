import type { NotificationChannel } from '@fengsui/contract/notifications'
import type { Gateway } from '../../platform/channels/gateway.ts'
import type { ModuleDeps } from '../../platform/module.ts'

/** What this module works with beside the usual: the providers this node has. */
export interface NotificationDeps extends ModuleDeps {
  readonly gateways: ReadonlyMap<string, Gateway>
  /** Whether messages can leave by the channel; the desk always can. */
  isConfigured(channel: NotificationChannel): boolean
}
