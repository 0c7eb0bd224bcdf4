import { digestKindNames, officialTime, type DigestView } from '@fengsui/contract/digests'
import type { Block, OfficialDocument } from '../../platform/documents/index.ts'
import { titleOf } from './digest-rules.ts'

const numerals = ['一', '二', '三', '四', '五', '六']
/** `2026年11月22日` from a legal day. */
const dayWords = (day: string): string => `${day.slice(0, 4)}年${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8, 10)))}日`

/** A digest as paper. A draft says that it is one. */
export function digestDocument(digest: DigestView): OfficialDocument {
  const body = digest.sections.flatMap((section, index): Block[] => [
    { kind: 'heading', level: 1, text: `${numerals[index] ?? String(index + 1)}、${section.heading}` },
    ...section.lines.map((line): Block => ({ kind: 'paragraph', text: line.text, indent: true })),
  ])
  const issued = digest.status === 'issued'
  return {
    head: { issuer: titleOf(digest.placeName, digest), number: issued ? digest.number : null, signatory: digest.signatoryName, urgency: digest.kind === 'brief' ? '加急' : null },
    title: `${digestKindNames[digest.kind]}（${dayWords(digest.day)}）`,
    addressees: issued ? digest.deliveries.map(({ toUnitName }) => toUnitName).join('，') : null,
    body,
    signature: { issuer: digest.fromUnitName, date: dayWords(digest.day) },
    imprint: null,
    notes: [`本期所述时段：${officialTime(digest.periodFrom)}至${officialTime(digest.periodTo)}`, ...(issued ? [] : ['草稿，未签发'])],
  }
}
