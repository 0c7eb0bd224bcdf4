/** One message as a gateway takes it. */
export interface GatewayMessage {
  /** Message id: a gateway that honours it sends a message that comes twice only once; receipts name it. */
  readonly id: string
  /** Telephone number or address; empty for a push interface. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type GatewayResult = { readonly id: string; readonly outcome: 'accepted' } | { readonly id: string; readonly outcome: 'refused'; readonly reason: string } | { readonly id: string; readonly outcome: 'unknown' }

/** A provider behind a channel. */
export interface Gateway {
  /** Name of the channel, as `sms`. */
  readonly channel: string
  /** Shown to administrators; never with a password or token. */
  readonly target: string
  /** A message that comes twice goes out once: then a repetition is none. Most providers do not promise that. */
  readonly onceOnly?: boolean
  /** Batches under way at one time. */
  readonly concurrency: number
  /**
   * Hands over at most 500 messages. What is missing in the answer was not tried. Throws when nothing at all was handed over, and
   * `AnswerLost` when that is not certain.
   */
  send(batchId: string, messages: readonly GatewayMessage[], signal: AbortSignal): Promise<readonly GatewayResult[]>
}

/** Largest batch a gateway is given. */
export const GATEWAY_BATCH = 500
