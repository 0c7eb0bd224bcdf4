import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Instant } from '@fengsui/contract/kernel'
import { extractFacts } from '@fengsui/contract/signals/extraction'
import type { ExtractedField, Extraction, FieldReading, Gazetteer } from '@fengsui/contract/signals/extraction'

/** A stretch of the text: plain, or marked with the number shown beside what was read from it. */
export interface TextPiece {
  readonly text: string
  readonly mark: { readonly number: number; readonly fields: readonly ExtractedField[] } | null
}

/** What a text says, each part with the words it was read from. Nothing is believed until a person has looked at it. */
export interface Reading {
  /** Null while there is too little text. */
  readonly extraction: Extraction | null
  readonly pieces: readonly TextPiece[]
  /** Only the beginning was read: the rest is longer than a browser should chew on. */
  readonly cutAt: number | null
}

/** Figures of the reading that are facts of a signal, under the name of the fact. */
const factOf = {
  dead: 'dead', missing: 'missing', injured: 'injured', seriouslyInjured: 'seriouslyInjured', poisoned: 'poisoned', trapped: 'trapped', evacuated: 'evacuated', directLossWan: 'directLossWan',
  collapsedRooms: 'collapsedRooms', damagedHouseholds: 'damagedHouseholds', magnitude: 'magnitude', burntAreaHectares: 'burntAreaHectares',
} as const satisfies Partial<Record<ExtractedField, FactName>>
export type FigureField = keyof typeof factOf
export type FigureName = (typeof factOf)[FigureField] | 'relocated'
const figureFields = Object.keys(factOf) as FigureField[]

/** A figure read: which fact it would be, and how it stands in the text. */
export interface ReadFigure {
  readonly field: FigureField
  readonly fact: FigureName
  readonly value: number
  readonly how: FieldReading<ExtractedField> | null
}

const shortest = 4
/** UTF-16 units that are read in the browser: about a tenth of a second's work. */
export const MOST_READ = 20_000

/**
 * Reads a text with the contract's extraction.
 * @param at instant that relative words are reckoned from
 */
export function readText(text: string, at: Instant, gazetteer: Gazetteer | undefined): Reading {
  if (text.trim().length < shortest) return { extraction: null, pieces: [{ text, mark: null }], cutAt: null }
  const head = text.length > MOST_READ ? text.slice(0, MOST_READ) : text
  const extraction = extractFacts(head, { reference: at, asOf: at.slice(0, 10), gazetteer })
  return { extraction, pieces: cutIntoPieces(text, extraction), cutAt: head === text ? null : MOST_READ }
}

/** Figures said, each once, in the order of the fields. 转移安置 is a relocation, 转移 an evacuation. */
export function figuresOf(extraction: Extraction | null): ReadFigure[] {
  if (extraction === null) return []
  return figureFields.flatMap((field): ReadFigure[] => {
    const value = extraction[field]
    if (value === null) return []
    const settled = field === 'evacuated' && extraction.spans.some((span) => span.field === 'evacuated' && span.text.includes('安置'))
    return [{ field, fact: settled ? 'relocated' : factOf[field], value, how: extraction.readings.find((each) => each.field === field) ?? null }]
  })
}

/** The figures as facts of a signal. */
export const factsOf = (extraction: Extraction | null): IncidentFacts => Object.fromEntries(figuresOf(extraction).map(({ fact, value }) => [fact, value]))

/** Cuts a text into plain and marked pieces in reading order; fields that rest on the same words share a mark. */
export function cutIntoPieces(text: string, extraction: Pick<Extraction, 'spans'>): TextPiece[] {
  const marks: { start: number; end: number; fields: ExtractedField[] }[] = []
  for (const span of [...extraction.spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = marks.at(-1)
    if (last !== undefined && span.start < last.end) {
      if (!last.fields.includes(span.field)) last.fields.push(span.field)
    } else marks.push({ start: span.start, end: span.end, fields: [span.field] })
  }
  const pieces: TextPiece[] = []
  let at = 0
  marks.forEach(({ start, end, fields }, index) => {
    if (start > at) pieces.push({ text: text.slice(at, start), mark: null })
    pieces.push({ text: text.slice(start, end), mark: { number: index + 1, fields } })
    at = end
  })
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null })
  return pieces
}

/** Number of the words that a field was read from; null when it was not. */
export const numberOf = (reading: Reading, field: ExtractedField): number | null => reading.pieces.find(({ mark }) => mark?.fields.includes(field) === true)?.mark?.number ?? null

const plain = (value: number): string => value.toLocaleString('zh-CN')

/** A figure as the text has it: 约 20、20 多、不到 3、至少 3、3—5. */
export function sayFigure(value: number, how: FieldReading<ExtractedField> | null, unit: string): string {
  const number = how === null || how.value !== value ? plain(value) : how.most > how.value ? `${plain(how.value)}—${plain(how.most)}` : how.bound === 'about' ? `约 ${plain(value)}` : how.bound === 'above' ? `${plain(value)} 多` : how.bound === 'below' ? `不到 ${plain(value)}` : how.bound === 'least' ? `至少 ${plain(value)}` : plain(value)
  return `${number} ${unit}`
}

/** Label and unit of a figure. */
export const labelOf = (fact: FigureName): { label: string; unit: string } => ({ label: factLabels[fact].labelZh, unit: factLabels[fact].unitZh })
