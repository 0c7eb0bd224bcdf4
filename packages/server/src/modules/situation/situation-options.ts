import type { SigningKey } from '../../platform/journal/signing-key.ts'
import type { TimelineText } from '../../platform/module.ts'

/** What the composition gives this module beside the usual. */
export interface SituationOptions {
  /** One text per entry type, collected from all modules by the composition. */
  readonly timelineTexts: Readonly<Record<string, TimelineText>>
  /** Key the journal's heads are signed with, and public halves of earlier ones. */
  readonly signing: { readonly key: SigningKey; readonly retiredKeys?: readonly string[] }
  /** True in a sandbox, whose business clock is moved by hand. */
  readonly virtualClock: boolean
}
