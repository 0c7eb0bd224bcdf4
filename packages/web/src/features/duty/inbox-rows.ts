import type { ClockView, ReportView } from '@fengsui/contract/reports'
import type { SignalView } from '@fengsui/contract/signals'

/** Which part of the inbox is shown. */
export type InboxTab = 'todo' | 'all' | 'reported'
export type InboxFilter = 'received' | 'verifying' | 'duplicate'
export type InboxSort = 'newest' | 'due'

/** A line of the inbox: a signal, or one that is probably the same thing, set under it. */
export interface InboxRow {
  readonly signal: SignalView
  /** Set for a line nested under another: likeness 0–1 with the reason, or 1 when a person merged it. */
  readonly under: { readonly mainId: string; readonly likeness: number; readonly because: string; readonly merged: boolean } | null
  /** How many lines stand under this one. */
  readonly children: number
  /** The next legal clock of the own desk about its incident. */
  readonly clock: ClockView | undefined
}

const rank = { verified: 3, verifying: 2, received: 1, merged: 0, rejected: 0 } as const

/** The one of two alike signals that keeps its line: the further handled, then the earlier received. */
function isMain(a: SignalView, b: SignalView): boolean {
  return rank[a.status] !== rank[b.status] ? rank[a.status] > rank[b.status] : a.receivedAt !== b.receivedAt ? a.receivedAt < b.receivedAt : a.id < b.id
}

interface Nesting {
  readonly mainId: string
  readonly likeness: number
  readonly because: string
  readonly merged: boolean
}

/** For every signal that belongs under another: under which, and why. Chains are followed to their head. */
export function nestDuplicates(signals: readonly SignalView[]): ReadonlyMap<string, Nesting> {
  const byId = new Map(signals.map((signal) => [signal.id, signal]))
  const parents = new Map<string, Nesting>()
  for (const signal of signals) {
    if (signal.status === 'merged' && signal.mergedIntoId !== null && byId.has(signal.mergedIntoId)) {
      parents.set(signal.id, { mainId: signal.mergedIntoId, likeness: 1, because: '已并入', merged: true })
      continue
    }
    if (signal.status !== 'received' && signal.status !== 'verifying') continue
    const best = signal.duplicates
      .flatMap((duplicate) => {
        const other = byId.get(duplicate.signalId)
        return other !== undefined && isMain(other, signal) && rank[other.status] > 0 ? [{ mainId: other.id, likeness: duplicate.likeness, because: duplicate.because, merged: false }] : []
      })
      .sort((a, b) => b.likeness - a.likeness)[0]
    if (best !== undefined) parents.set(signal.id, best)
  }
  const headOf = (id: string): string => {
    const seen = new Set<string>()
    let head = id
    for (let next = parents.get(head); next !== undefined && !seen.has(head); next = parents.get(head)) {
      seen.add(head)
      head = next.mainId
    }
    return head
  }
  return new Map([...parents].map(([id, nesting]) => [id, { ...nesting, mainId: headOf(id) }]))
}

interface InboxInput {
  readonly signals: readonly SignalView[]
  /** Clocks that run against the own desk. */
  readonly ownClocks: readonly ClockView[]
  /** Reports the own desk has issued. */
  readonly ownReports: readonly ReportView[]
  readonly tab: InboxTab
  readonly filters: readonly InboxFilter[]
  readonly sort: InboxSort
}

const isOpen = (signal: SignalView): boolean => signal.status === 'received' || signal.status === 'verifying'

function findClock(signal: SignalView, clocks: readonly ClockView[]): ClockView | undefined {
  if (signal.incidentId === null) return undefined
  return clocks.filter((clock) => clock.incidentId === signal.incidentId && clock.status === 'running').sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}

/** Whether the desk still owes something about a signal: it is unverified, or a first report about its incident is due. */
function isToDo(signal: SignalView, clocks: readonly ClockView[], reported: ReadonlySet<string>): boolean {
  if (isOpen(signal)) return true
  return signal.status === 'verified' && signal.incidentId !== null && !reported.has(signal.incidentId) && findClock(signal, clocks) !== undefined
}

/** The lines of the inbox in order, duplicates right under their main one. */
export function arrangeInbox({ signals, ownClocks, ownReports, tab, filters, sort }: InboxInput): InboxRow[] {
  const reported = new Set(ownReports.filter((report) => report.status === 'issued').map((report) => report.incidentId))
  const nesting = nestDuplicates(signals)
  const suspected = new Set([...nesting].flatMap(([id, { mainId, merged }]) => (merged ? [] : [id, mainId])))
  const childrenOf = new Map<string, SignalView[]>()
  for (const signal of signals) {
    const under = nesting.get(signal.id)
    if (under !== undefined) childrenOf.set(under.mainId, [...(childrenOf.get(under.mainId) ?? []), signal])
  }
  const inTab = (signal: SignalView): boolean =>
    tab === 'all' ? true : tab === 'reported' ? signal.incidentId !== null && reported.has(signal.incidentId) : isToDo(signal, ownClocks, reported)
  const inFilter = (signal: SignalView): boolean =>
    filters.length === 0 || filters.some((filter) => (filter === 'duplicate' ? suspected.has(signal.id) : signal.status === filter))
  // A main line stays as long as anything of its group matters, so that a duplicate never stands alone under the wrong one.
  const heads = signals.filter((signal) => !nesting.has(signal.id)).filter((head) => [head, ...(childrenOf.get(head.id) ?? [])].some((signal) => inTab(signal) && inFilter(signal)))
  const dueOf = (signal: SignalView): string => findClock(signal, ownClocks)?.dueAt ?? '9'
  heads.sort((a, b) => (sort === 'due' ? dueOf(a).localeCompare(dueOf(b)) : 0) || b.receivedAt.localeCompare(a.receivedAt) || a.id.localeCompare(b.id))
  return heads.flatMap((head) => {
    const children = (childrenOf.get(head.id) ?? []).filter((child) => tab !== 'todo' || child.status !== 'merged' || isToDo(head, ownClocks, reported)).sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
    return [
      { signal: head, under: null, children: children.length, clock: findClock(head, ownClocks) },
      ...children.map((child): InboxRow => ({ signal: child, under: nesting.get(child.id) ?? null, children: 0, clock: undefined })),
    ]
  })
}

/** Counts for tabs and chips, of main lines and duplicates alike. */
export function countInbox(signals: readonly SignalView[], ownClocks: readonly ClockView[], ownReports: readonly ReportView[]) {
  const reported = new Set(ownReports.filter((report) => report.status === 'issued').map((report) => report.incidentId))
  const nesting = nestDuplicates(signals)
  return {
    todo: signals.filter((signal) => isToDo(signal, ownClocks, reported)).length,
    all: signals.length,
    reported: signals.filter((signal) => signal.incidentId !== null && reported.has(signal.incidentId)).length,
    received: signals.filter((signal) => signal.status === 'received').length,
    verifying: signals.filter((signal) => signal.status === 'verifying').length,
    duplicate: [...nesting.values()].filter(({ merged }) => !merged).length,
  }
}

/**
 * Rows while the pointer rests on the list: nothing moves and nothing new comes in between; contents stay current.
 * @param frozen ids in the order last shown, or null when the list is free to move
 */
export function holdRows(rows: readonly InboxRow[], frozen: readonly string[] | null): { shown: InboxRow[]; waiting: InboxRow[] } {
  if (frozen === null) return { shown: [...rows], waiting: [] }
  const byId = new Map(rows.map((row) => [row.signal.id, row]))
  const shown = frozen.flatMap((id) => byId.get(id) ?? [])
  const known = new Set(frozen)
  return { shown, waiting: rows.filter((row) => !known.has(row.signal.id)) }
}
