import type { Instant } from '@fengsui/contract/kernel'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { findFigures } from './paste/casualties.ts'
import type { FoundFigure } from './paste/casualties.ts'
import { findKind } from './paste/incident-kind.ts'
import type { FoundKind } from './paste/incident-kind.ts'
import type { Span } from './paste/numerals.ts'
import { findOccurredAt } from './paste/occurred-at.ts'
import type { FoundTime } from './paste/occurred-at.ts'
import { findPlace } from './paste/places.ts'
import type { FoundPlace, NamedPlace } from './paste/places.ts'

/** What a free text says, each part with the words it was read from. Nothing is believed until a person has looked at it. */
export interface PastedText {
  readonly time: FoundTime | null
  readonly place: FoundPlace | null
  readonly kind: FoundKind | null
  readonly figures: readonly FoundFigure[]
  /** Telephone of whoever called, as written. */
  readonly phone: { readonly value: string; readonly span: Span } | null
}

const phonePattern = /(?<!\d)(?:1[3-9]\d-?\d{4}-?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)/u

/**
 * Reads time, place, kind and figures out of a pasted message or a call note.
 * @param now business time, ISO
 * @param places places of the own area, from `listDivisions`
 */
export function readPastedText(text: string, now: Instant, places: readonly NamedPlace[]): PastedText {
  const phone = phonePattern.exec(text)
  return {
    time: findOccurredAt(text, now),
    place: findPlace(text, places),
    kind: findKind(text),
    figures: findFigures(text),
    phone: phone === null ? null : { value: phone[0], span: { from: phone.index, to: phone.index + phone[0].length } },
  }
}

/** The figures as facts of a signal. */
export function factsOf(pasted: Pick<PastedText, 'figures'>): IncidentFacts {
  return Object.fromEntries(pasted.figures.map(({ fact, value }) => [fact, value]))
}

/** Which part of the reading a stretch of text belongs to. */
export type MarkKind = 'time' | 'place' | 'kind' | 'figure' | 'phone'

/** A stretch of the text: plain, or marked with the number shown beside the fact. */
export interface TextPiece {
  readonly text: string
  readonly mark: { readonly kind: MarkKind; readonly number: number; readonly fact?: string } | null
}

const overlaps = (a: Span, b: Span | undefined): boolean => b !== undefined && a.from < b.to && b.from < a.to

/** Cuts a text into plain and marked pieces in reading order; marks that overlap an earlier one are left out. */
export function cutIntoPieces(text: string, pasted: PastedText): TextPiece[] {
  const marks: { kind: MarkKind; span: Span; fact?: string }[] = [
    ...(pasted.time === null ? [] : [{ kind: 'time' as const, span: pasted.time.span }]),
    ...(pasted.place === null ? [] : [{ kind: 'place' as const, span: pasted.place.span }]),
    // "民房倒塌3间" names the kind and counts; the count is what must be checked.
    ...(pasted.kind === null || pasted.figures.some(({ span }) => overlaps(span, pasted.kind?.span)) ? [] : [{ kind: 'kind' as const, span: pasted.kind.span }]),
    ...pasted.figures.map(({ fact, span }) => ({ kind: 'figure' as const, span, fact })),
    ...(pasted.phone === null ? [] : [{ kind: 'phone' as const, span: pasted.phone.span }]),
  ].sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to)
  const pieces: TextPiece[] = []
  let at = 0
  let number = 0
  for (const { kind, span, fact } of marks) {
    if (span.from < at) continue
    if (span.from > at) pieces.push({ text: text.slice(at, span.from), mark: null })
    number += 1
    pieces.push({ text: text.slice(span.from, span.to), mark: { kind, number, ...(fact === undefined ? {} : { fact }) } })
    at = span.to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null })
  return pieces
}
