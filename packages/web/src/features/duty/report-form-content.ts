import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Position } from '@fengsui/contract/kernel'
import type { SignalSource } from '@fengsui/contract/signals'
import { figuresOf } from './reading.ts'
import type { FigureName, Reading } from './reading.ts'

/** Fields that the text can fill. A field a person has touched or confirmed is theirs from then on. */
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

/** The form as it will be sent, with the fields that came from the text and wait for a person's word. */
export interface FilledForm extends ReportFormContent {
  readonly fromText: readonly FillableField[]
  /** Of those, the ones the text gives two figures or two places for: they must be chosen one by one. */
  readonly unsure: readonly FillableField[]
}

export const askedFigures: readonly FigureName[] = ['dead', 'missing', 'seriouslyInjured', 'injured', 'trapped']

/** Puts what was read from the text into fields nobody has touched. */
export function fillFromText(content: ReportFormContent, reading: Pick<Reading, 'extraction'>, sayPlaceOf: (code: string, name: string) => string = (_, name) => name): FilledForm {
  const { extraction } = reading
  const free = (field: FillableField): boolean => !content.touched.includes(field)
  const fromText: FillableField[] = []
  const unsure: FillableField[] = []
  const take = <T>(field: FillableField, own: T, read: T | null | undefined): T => {
    if (!free(field) || read === null || read === undefined) return own
    fromText.push(field)
    return read
  }
  const figures = figuresOf(extraction).filter(({ fact }) => free(`facts.${fact}`))
  const facts: IncidentFacts = { ...content.facts, ...Object.fromEntries(figures.map(({ fact, value }) => [fact, value])) }
  const place = extraction?.place ?? null
  const filled = {
    typeCode: take('typeCode', content.typeCode, extraction?.typeCode),
    place: take('place', content.place, place === null ? null : { code: place.code, path: sayPlaceOf(place.code, place.name) }),
    occurredAt: take('occurredAt', content.occurredAt, extraction?.occurredAt),
    caller: take('caller', content.caller, extraction?.phone),
  }
  fromText.push(...figures.map(({ fact }): FillableField => `facts.${fact}`))
  unsure.push(...figures.filter(({ how }) => how !== null && how.alternatives.length > 0 && how.confidence === 'low').map(({ fact }): FillableField => `facts.${fact}`))
  if (fromText.includes('place') && (place?.others.length ?? 0) > 0) unsure.push('place')
  return { ...content, ...filled, facts, fromText, unsure }
}

/** Takes what was read as the person's own word: all of it, or the fields named. What needs a choice stays open unless it is named. */
export function confirmFields(content: ReportFormContent, form: FilledForm, fields: readonly FillableField[] | 'all'): ReportFormContent {
  const taken = fields === 'all' ? form.fromText.filter((field) => !form.unsure.includes(field)) : form.fromText.filter((field) => fields.includes(field))
  const facts = { ...content.facts, ...Object.fromEntries(Object.entries(form.facts).filter(([name]) => taken.some((field) => field === `facts.${name}`))) }
  return {
    ...content, facts, touched: [...new Set([...content.touched, ...taken])],
    typeCode: taken.includes('typeCode') ? form.typeCode : content.typeCode, place: taken.includes('place') ? form.place : content.place,
    occurredAt: taken.includes('occurredAt') ? form.occurredAt : content.occurredAt, caller: taken.includes('caller') ? form.caller : content.caller,
  }
}

export interface FormProblem {
  readonly field: 'typeCode' | 'place' | 'words' | 'occurredAt' | 'facts'
  readonly message: string
}

/** What must be corrected before it can be sent; empty when it can. */
export function checkForm(form: Pick<FilledForm, 'typeCode' | 'place' | 'words' | 'facts' | 'occurredAt' | 'unsure'>, now: string): FormProblem[] {
  const nothingSaid = form.words.trim() === '' && Object.values(form.facts).every((value) => value === null || value === undefined)
  return [
    ...(form.typeCode === null ? [{ field: 'typeCode' as const, message: '请选出了什么事' }] : []),
    ...(form.place === null ? [{ field: 'place' as const, message: '请选在哪里，写到村最好' }] : form.unsure.includes('place') ? [{ field: 'place' as const, message: '辖区内有同名的地方，请确认是哪个' }] : []),
    ...(nothingSaid ? [{ field: 'words' as const, message: '请写一句发生了什么，或填一项人数' }] : []),
    ...(form.unsure.some((field) => field.startsWith('facts.')) ? [{ field: 'facts' as const, message: '文中有两个数字，请在原文下面选一个' }] : []),
    ...(form.occurredAt !== null && form.occurredAt > now ? [{ field: 'occurredAt' as const, message: '发生时间晚于现在，请改' }] : []),
  ]
}
