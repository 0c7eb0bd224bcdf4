import type { Instant } from '@fengsui/contract/kernel'
import type { SealedEntry } from './journal/read-entries.ts'
import type { Clocks } from './clock/clock.ts'
import type { CommandRunner } from './commands/command-runner.ts'
import type { Database } from './db/database.ts'
import type { HttpServer } from './http/http-server.ts'
import type { LiveHub } from './live/live-hub.ts'
import type { Log } from './log.ts'
import type { ObjectStore } from './objects/object-store.ts'
import type { Channel } from './outbox/outbox-runner.ts'
import type { Reaction } from './reactions/reaction-runner.ts'
import type { TimerHandler } from './timers/timer-runner.ts'

/** What every module is given. */
export interface ModuleDeps {
  readonly database: Database
  readonly objects: ObjectStore
  readonly commands: CommandRunner
  readonly clocks: Clocks
  readonly log: Log
  readonly http: HttpServer
  readonly hub: LiveHub
  /** Instant whose dated rules apply: the business instant, except where a replay holds old facts against today's rules. */
  readonly rulesAsOf: () => Instant
}

/** One line of a timeline: text without personal data, and how much it matters. Null leaves the entry out. */
export type TimelineText = (entry: SealedEntry) => { text: string; importance: 'decision' | 'report' | 'task' | 'fact' } | null

/** What a module adds to the whole; composition collects these. */
export interface ModuleParts {
  readonly reactions?: readonly Reaction[]
  readonly timers?: readonly TimerHandler[]
  readonly channels?: readonly Channel[]
  readonly timelineTexts?: Readonly<Record<string, TimelineText>>
}
