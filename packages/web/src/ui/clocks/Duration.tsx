import { useNow } from '../now-context.tsx'
import { durationText } from './time-text.ts'

/** A known length of time in 时/分. */
export function Duration({ milliseconds }: { readonly milliseconds: number }) {
  return <span className="nowrap">{durationText(milliseconds)}</span>
}

/** How long something has been going on, growing with the clock; stops at `until`. */
export function ElapsedSince({ since, until }: { readonly since: string; readonly until?: string | undefined }) {
  const now = useNow()
  return <Duration milliseconds={(until === undefined ? now : Date.parse(until)) - Date.parse(since)} />
}
