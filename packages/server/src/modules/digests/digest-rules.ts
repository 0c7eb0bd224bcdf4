import { addDays, instantInDay, legalDayAt } from '@fengsui/contract/calendar'
import { digestKindNames, digestLifecycle, digestStatusNames, type Digest, type DigestKind, type DigestSchedule, type DigestSection, type DigestStatus } from '@fengsui/contract/digests'
import { digestSectionNames, type DigestSectionKey } from '@fengsui/contract/digests'
import { Problem } from '@fengsui/contract/kernel'

/** @throws Problem lifecycle-refused naming where the digest stands */
export function requireDigestTransition(from: DigestStatus, to: DigestStatus): void {
  if ((digestLifecycle[from] as readonly DigestStatus[]).includes(to)) return
  throw new Problem('lifecycle-refused', from === 'issued' ? '这份要情已签发报送，不能再改；有新情况请起草值班快报' : `这份要情${digestStatusNames[from]}，请重新起草`)
}

/** The next instant at which a schedule drafts, strictly after `at`. */
export function nextDraftAt(schedule: Pick<DigestSchedule, 'minuteOfDay'>, at: string): string {
  const today = legalDayAt(at)
  const due = instantInDay(today, schedule.minuteOfDay)
  return due > at ? due : instantInDay(addDays(today, 1), schedule.minuteOfDay)
}

/** `2026年第12期`: counted per office, kind and year of issue. */
export function issueNumber(day: string, ordinal: number): string {
  return `${day.slice(0, 4)}年第${String(ordinal)}期`
}

export const titleOf = (placeName: string, digest: Pick<Digest, 'kind'>): string => `${placeName}${digestKindNames[digest.kind]}`
export const scheduleTimerKey = (unitId: string, kind: DigestKind): string => `digest-draft:${unitId}:${kind}`

/** What a person sent, in the fixed order of sections and with their headings; sections without lines fall away. */
export function arrangeSections(given: readonly { key: DigestSectionKey; lines: DigestSection['lines'] }[]): DigestSection[] {
  const keys = given.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw new Problem('invalid-input', '同一节出现了两次，请合并后再保存', [{ path: 'sections', message: '有重复的节' }])
  const sections = (Object.keys(digestSectionNames) as DigestSectionKey[]).flatMap((key) => {
    const lines = given.find((section) => section.key === key)?.lines ?? []
    return lines.length === 0 ? [] : [{ key, heading: digestSectionNames[key], lines }]
  })
  if (sections.length === 0) throw new Problem('invalid-input', '正文不能为空，请至少写一条', [{ path: 'sections', message: '正文不能为空' }])
  return sections
}

/** The sections as they were kept. */
export function parseSections(content: string | null): DigestSection[] {
  try {
    const parsed: unknown = JSON.parse(content ?? '[]')
    return Array.isArray(parsed) ? (parsed as DigestSection[]) : []
  } catch {
    // Destroyed on its day (应对法 Art 85): the words in its place are all there is to show.
    return [{ key: 'overview', heading: digestSectionNames.overview, lines: [{ text: content ?? '', refs: [] }] }]
  }
}
