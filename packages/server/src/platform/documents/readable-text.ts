import type { OfficialDocument } from './document.ts'

/** Marks that turn the direction of text, have no width, or steer a terminal: on paper they could only deceive. */
const INVISIBLE = /(?![\n\t\r])[\p{Cc}\p{Cf}\p{Variation_Selector}\uFFFE\uFFFF]/gu

/** What stands for a character the face does not have, as printers do (〓, geta). */
export const MISSING_GLYPH = '〓'
const NAMED_AT_MOST = 20

/** Text without what cannot be seen. Line breaks stay. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n').replaceAll(INVISIBLE, '')
}

/** The same value with every text in it changed. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T
  if (Array.isArray(value)) return value.map((each) => mapTexts(each as unknown, change)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each as unknown, change)])) as T
}

/**
 * A document as it can be set: nothing invisible, no character without a glyph. What was taken out or replaced is named in the notes, so
 * that nothing changes silently.
 * @param hasGlyph whether the face has a code point; null where the reader's program chooses faces itself
 */
export function toPrintable(document: OfficialDocument, hasGlyph: ((codePoint: number) => boolean) | null): OfficialDocument {
  let invisible = 0
  const missing = new Set<number>()
  const printable = mapTexts(document, (text) => {
    invisible += text.match(INVISIBLE)?.length ?? 0
    const clean = withoutInvisible(text)
    if (hasGlyph === null) return clean
    return [...clean].map((character) => {
      const codePoint = character.codePointAt(0) ?? 0
      if (character === '\n' || character === '\t' || hasGlyph(codePoint)) return character
      missing.add(codePoint)
      return MISSING_GLYPH
    }).join('')
  })
  const notes = [...(printable.notes ?? [])]
  if (missing.size > 0) {
    const named = [...missing].slice(0, NAMED_AT_MOST).map((codePoint) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)
    notes.push(`字库中没有的字以“${MISSING_GLYPH}”代替：${named.join('、')}${missing.size > NAMED_AT_MOST ? ` 等 ${missing.size} 个` : ''}；原文以系统内记录为准`)
  }
  if (invisible > 0) notes.push(`原文有 ${invisible} 个不可见的控制符（如文字方向控制符），已去除`)
  return { ...printable, notes }
}
