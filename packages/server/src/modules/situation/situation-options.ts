import type { TimelineText } from '../../platform/module.ts'

/** What the composition gives this module beside the usual. */
export interface SituationOptions {
  /** One text per entry type, collected from all modules by the composition. */
  readonly timelineTexts: Readonly<Record<string, TimelineText>>
  /** Public half of the key the journal's heads are signed with. */
  readonly publicKey: string
  /** True in a sandbox, whose business clock is moved by hand. */
  readonly virtualClock: boolean
}
