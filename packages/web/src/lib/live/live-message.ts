import type { LiveEvent } from '@fengsui/contract/situation'

/** Whether news arrives: live; cut off a moment ago; cut off for longer. */
export type LinkPhase = 'live' | 'reconnecting' | 'offline'

/** What the stream tells a page. */
export type LiveMessage =
  | { readonly kind: 'entry'; readonly entry: LiveEvent }
  /** Something may have been missed: read everything again. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'phase'; readonly phase: LinkPhase }
  /** The server no longer knows the session. */
  | { readonly kind: 'signed-out' }

/** What a page tells the shared worker. */
export type LiveRequest = { readonly kind: 'join'; readonly base: string } | { readonly kind: 'restart' } | { readonly kind: 'leave' }
