import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Position } from '@fengsui/contract/kernel'
import type { SignalSource } from '@fengsui/contract/signals'
import type { PastedText } from './paste-text.ts'
import type { FigureName } from './paste/casualties.ts'

/** Fields that the text can fill. A field a person has touched is theirs from then on. */
export type FillableField = 'typeCode' | 'place' | 'occurredAt' | 'caller' | `facts.${FigureName}`

/** What is typed so far, kept in the browser until it is sent. */
export interface ReportFormContent {
  readonly words: string
  readonly typeCode: string | null
  readonly place: { readonly code: string; readonly path: string } | null
  readonly occurredAt: string | null
  readonly facts: IncidentFacts
  readonly position: Position | null
  readonly source: SignalSource
  readonly caller: string
  readonly touched: readonly FillableField[]
}

/** The form as it will be sent, with the fields that came from the text and wait for a look. */
export interface FilledForm extends ReportFormContent {
  readonly fromText: readonly FillableField[]
}

export const askedFigures: readonly FigureName[] = ['dead', 'missing', 'seriouslyInjured', 'injured', 'trapped']

/** Puts what was read from the text into fields nobody has touched. */
export function fillFromText(content: ReportFormContent, reading: PastedText): FilledForm {
  const free = (field: FillableField): boolean => !content.touched.includes(field)
  const fromText: FillableField[] = []
  const take = <T>(field: FillableField, own: T, read: T | null | undefined): T => {
    if (!free(field) || read === null || read === undefined) return own
    fromText.push(field)
    return read
  }
  const figures = reading.figures.filter(({ fact }) => free(`facts.${fact}`))
  const facts: IncidentFacts = { ...content.facts, ...Object.fromEntries(figures.map(({ fact, value }) => [fact, value])) }
  fromText.push(...figures.map(({ fact }): FillableField => `facts.${fact}`))
  return {
    ...content,
    typeCode: take('typeCode', content.typeCode, reading.kind?.typeCode),
    place: take('place', content.place, reading.place === null ? null : { code: reading.place.code, path: reading.place.path }),
    occurredAt: take('occurredAt', content.occurredAt, reading.time?.at),
    caller: take('caller', content.caller, reading.phone?.value),
    facts,
    fromText,
  }
}

export interface FormProblem {
  readonly field: 'typeCode' | 'place' | 'words' | 'occurredAt'
  readonly message: string
}

/** What must be corrected before it can be sent; empty when it can. */
export function checkForm(form: Pick<ReportFormContent, 'typeCode' | 'place' | 'words' | 'facts' | 'occurredAt'>, now: string): FormProblem[] {
  const nothingSaid = form.words.trim() === '' && Object.values(form.facts).every((value) => value === null || value === undefined)
  return [
    ...(form.typeCode === null ? [{ field: 'typeCode' as const, message: '请选出了什么事' }] : []),
    ...(form.place === null ? [{ field: 'place' as const, message: '请选在哪里，写到村最好' }] : []),
    ...(nothingSaid ? [{ field: 'words' as const, message: '请写一句发生了什么，或填一项人数' }] : []),
    ...(form.occurredAt !== null && form.occurredAt > now ? [{ field: 'occurredAt' as const, message: '发生时间晚于现在，请改' }] : []),
  ]
}
