import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { SignalView } from '@fengsui/contract/signals'

/** A signal about the same thing: the one at work itself, one merged into it, or one that is alike. */
export interface RelatedSignal {
  readonly signal: SignalView
  readonly likeness: number | null
  readonly merged: boolean
}

const isOpen = (signal: SignalView): boolean => signal.status === 'received' || signal.status === 'verifying'

/** The signal at work first, then those merged into it, then those alike and still open, likeliest first. */
export function listRelated(signal: SignalView, signals: readonly SignalView[]): RelatedSignal[] {
  const merged = signals.filter((other) => other.mergedIntoId === signal.id && other.status === 'merged').sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
  const likenessOf = (other: SignalView): number | null =>
    signal.duplicates.find((duplicate) => duplicate.signalId === other.id)?.likeness ?? other.duplicates.find((duplicate) => duplicate.signalId === signal.id)?.likeness ?? null
  const alike = signals
    .filter((other) => other.id !== signal.id && isOpen(other))
    .flatMap((other) => {
      const likeness = likenessOf(other)
      return likeness === null ? [] : [{ signal: other, likeness, merged: false }]
    })
    .sort((a, b) => b.likeness - a.likeness)
  return [{ signal, likeness: null, merged: false }, ...merged.map((other) => ({ signal: other, likeness: null, merged: true })), ...alike]
}

/** Open signals that look like the one at work, the likeliest first: what may go into it together. */
export function listAlike(signal: SignalView, signals: readonly SignalView[]): { signal: SignalView; likeness: number; because: string }[] {
  return signals
    .filter((other) => other.id !== signal.id && isOpen(other))
    .flatMap((other) => {
      const found = signal.duplicates.find(({ signalId }) => signalId === other.id) ?? other.duplicates.find(({ signalId }) => signalId === signal.id)
      return found === undefined ? [] : [{ signal: other, likeness: found.likeness, because: found.because }]
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 50)
}

/** Signals that one may go into: alike ones first, then the other open or verified ones, newest first. */
export function listMergeCandidates(signal: SignalView, signals: readonly SignalView[]): { signal: SignalView; likeness: number | null; because: string | null }[] {
  return signals
    .filter((other) => other.id !== signal.id && (isOpen(other) || other.status === 'verified'))
    .map((other) => {
      const duplicate = signal.duplicates.find(({ signalId }) => signalId === other.id) ?? other.duplicates.find(({ signalId }) => signalId === signal.id)
      return { signal: other, likeness: duplicate?.likeness ?? null, because: duplicate?.because ?? null }
    })
    .sort((a, b) => (b.likeness ?? 0) - (a.likeness ?? 0) || b.signal.receivedAt.localeCompare(a.signal.receivedAt))
    .slice(0, 12)
}

/** Figures of several reports of one thing: the higher number counts, for two callers count the same people. */
export function takeHighest(signals: readonly Pick<SignalView, 'facts'>[]): IncidentFacts {
  const highest: Record<string, number | boolean> = {}
  for (const { facts } of signals) {
    for (const [name, value] of Object.entries(facts)) {
      const before = highest[name]
      if (typeof value === 'boolean') highest[name] = value || before === true
      else if (typeof value === 'number') highest[name] = Math.max(value, typeof before === 'number' ? before : 0)
    }
  }
  return highest
}
