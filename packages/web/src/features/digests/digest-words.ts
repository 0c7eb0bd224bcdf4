import { digestKindNames, type DigestSectionKey, type DigestView } from '@fengsui/contract/digests'

/** One section as it is worded: a line a row, where it came from kept beside. */
export interface WordedSection {
  readonly key: DigestSectionKey
  readonly heading: string
  readonly text: string
}

/** The sections as text to work on. */
export function toWorded(sections: DigestView['sections']): WordedSection[] {
  return sections.map(({ key, heading, lines }) => ({ key, heading, text: lines.map((line) => line.text).join('\n') }))
}

/**
 * What a person wrote, back as lines. A line that stayed as it was keeps where it came from; one reworded in its place keeps it too, as long
 * as the number of lines is the same; new ones have none.
 */
export function fromWorded(worded: readonly WordedSection[], before: DigestView['sections']) {
  return worded.map(({ key, text }) => {
    const old = before.find((section) => section.key === key)?.lines ?? []
    const rows = text.split('\n').map((row) => row.trim()).filter((row) => row !== '')
    return { key, lines: rows.map((row, index) => ({ text: row, refs: old.find((line) => line.text === row)?.refs ?? (rows.length === old.length ? (old[index]?.refs ?? []) : []) })) }
  })
}

export const titleOf = (digest: Pick<DigestView, 'kind' | 'placeName'>): string => `${digest.placeName}${digestKindNames[digest.kind]}`
/** `07:30` of minutes after midnight. */
export const hourWords = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
/** Minutes after midnight of `7:30` or `07:30`; null for anything else. */
export function minutesOf(words: string): number | null {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(words.trim()) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}
