import type { TimelineEntry } from '@fengsui/contract/situation'

/** What the browser can see of the chain by itself: every entry sealed, positions rising, none twice. */
export type ChainView = { readonly state: 'whole'; readonly sealed: number } | { readonly state: 'waiting'; readonly unsealed: number } | { readonly state: 'broken'; readonly position: number }

/** Checks the order of positions and hashes of a timeline as it was received; the full check recomputes hashes on the server. */
export function checkChainOrder(entries: readonly Pick<TimelineEntry, 'position' | 'hash'>[]): ChainView {
  let last = 0
  const hashes = new Set<string>()
  let unsealed = 0
  for (const { position, hash } of entries) {
    if (position === null || hash === null) {
      unsealed += 1
      continue
    }
    if (position <= last || hashes.has(hash)) return { state: 'broken', position }
    last = position
    hashes.add(hash)
  }
  return unsealed > 0 ? { state: 'waiting', unsealed } : { state: 'whole', sealed: entries.length }
}
