import type { Mention } from './mention.ts'
import { settle, type Settled } from './settle.ts'

const OUT = /获救|救出|救起|脱险|脱困|找到|升井|取得联系|联系上|安全|遇难|死亡|无生命体征|撤离|下山/
const STILL = /仍|尚有|还有|剩余|另有/
const MOVED = /转移|撤离|疏散|解救|营救出|救出|救起|获救|脱险/
const REACH = 120

/** The trapped as they stand now: people who are out, or found, are not trapped any more; 还有两名被困 counts. `[start, end)` of the text read. */
export function readTrapped(text: string, mentions: readonly Mention[]): Settled {
  const said = mentions.filter((mention) => mention.field === 'trapped' && mention.standing === 'asserted' && mention.source === 'number')
  const still = said.filter((mention) => STILL.test(text.slice(Math.max(0, mention.start - 6), mention.end)))
  const last = still.at(-1)
  if (last !== undefined) return { value: last.value, bound: last.bound, from: [last] }
  const kept = said.filter((mention) => !MOVED.test(text.slice(Math.max(0, mention.start - 8), mention.end)) && !OUT.test(text.slice(mention.end, mention.end + REACH)))
  return settle(kept, 'trapped')
}
