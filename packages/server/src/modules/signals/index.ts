import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { createCommissionTimer } from './commission-item.ts'
import { FeedPoller } from './feed-poller.ts'
import { bindSignals } from './http.ts'
import { signalTimelineTexts } from './timeline-texts.ts'

export interface Signals extends ModuleParts {
  /** Fetches the web sources; null where there is no way out (a sandbox). Started by whoever runs the worker role. */
  readonly feeds: FeedPoller | null
}

/** `outboundFetch` is null in a sandbox: nothing is fetched there. */
export function createSignals(deps: ModuleDeps, { incidents, outboundFetch }: { incidents: Incidents; outboundFetch: OutboundFetch | null }): Signals {
  bindSignals(deps, incidents, outboundFetch)
  return { timelineTexts: signalTimelineTexts, timers: [createCommissionTimer(deps)], feeds: outboundFetch === null ? null : new FeedPoller(deps, incidents, outboundFetch) }
}

export { submitSignal } from './submit-signal.ts'
