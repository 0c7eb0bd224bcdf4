import type { Json } from '@fengsui/contract/kernel'

export interface OutboxMessage {
  /** Sent along as the message id: a receiver that honours it sees a resend only once. */
  id: string
  target: string
  payload: { [key: string]: Json }
  /** True when an earlier attempt may or may not have arrived. */
  maybeRepeated: boolean
}

/** A way out, a lane of its own. Throwing means "not delivered, try later"; `AnswerLost` means "may have arrived, try again with the same id". */
export interface Channel {
  readonly name: string
  /** Messages under way at one time in one process; default 1. */
  readonly concurrency?: number
  deliver(message: OutboxMessage, signal: AbortSignal): Promise<void>
  /** Told once when a message's time is over; it is not sent any more. */
  expire?(message: OutboxMessage): Promise<void>
}

/** The question went out and no answer came: it may or may not have arrived. */
export class AnswerLost extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AnswerLost'
  }
}
