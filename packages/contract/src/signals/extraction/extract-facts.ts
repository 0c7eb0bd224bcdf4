import {
  findGradingStandard, findIncidentClass, gradeIncident, listGradingStandards, suggestStandards, type GradeDecision, type GradingStandard, type IncidentClass, type IncidentFacts,
} from '../../incidents/grading/index.ts'
import type { Instant } from '../../kernel/index.ts'
import { classifyEvent } from './classify.ts'
import { readMeasures } from './read-measures.ts'
import { describeReading, type FieldReading } from './field-reading.ts'
import { readHouses } from './read-houses.ts'
import { readTrapped } from './read-trapped.ts'
import { matchPlace, type Gazetteer } from './match-place.ts'
import type { Mention } from './mention.ts'
import { readMentions } from './read-mentions.ts'
import { findOccurrence, readMoments } from './read-times.ts'
import { findSeveralEvents } from './several-events.ts'
import { settle, settleLoss, type Settled } from './settle.ts'
import { originalSpan, readSource, splitSentences } from './source-text.ts'

export type ExtractedField = 'class' | 'occurredAt' | 'place' | 'dead' | 'missing' | 'deadOrMissing' | 'injured' | 'seriouslyInjured' | 'poisoned' | 'evacuated' | 'directLossWan' | 'magnitude' | 'burntAreaHectares' | 'trapped' | 'collapsedRooms' | 'damagedHouseholds' | 'phone'

/** The words of the sender behind a value: `[start, end)` in UTF-16 units of the text as it came. */
export interface Span { readonly field: ExtractedField; readonly start: number; readonly end: number; readonly text: string }

/** What a text says. Null: not said; zero: said to be none. A person confirms it before anything follows from it. */
export interface Extraction {
  readonly incidentClass: IncidentClass | null
  readonly typeCode: string | null
  readonly occurredAt: Instant | null
  /** Beijing day; known also where no time of day is said. */
  readonly occurredOn: string | null
  /** `others`: places of the same name that the text does not rule out; a person chooses. */
  readonly place: { readonly code: string; readonly name: string; readonly others: readonly string[] } | null
  readonly dead: number | null
  readonly missing: number | null
  /** 死亡失踪16人: one figure for both, not divided in the text. */
  readonly deadOrMissing: number | null
  readonly injured: number | null
  readonly seriouslyInjured: number | null
  readonly poisoned: number | null
  readonly evacuated: number | null
  readonly directLossWan: number | null
  readonly magnitude: number | null
  readonly burntAreaHectares: number | null
  /** Still trapped; people who are out are not. */
  readonly trapped: number | null
  readonly collapsedRooms: number | null
  readonly damagedHouseholds: number | null
  /** Telephone of whoever called, as written. */
  readonly phone: string | null
  /** 左右、许、约, or reckoned back from 20分钟前. */
  readonly occurredAbout: boolean
  /** How each figure stands in the text: 约、余、ranges, other figures for the same thing. */
  readonly readings: readonly FieldReading<ExtractedField>[]
  /** Id of the standard the grade is proposed by; null when none fits. */
  readonly standard: string | null
  readonly grade: GradeDecision['grade']
  readonly decision: GradeDecision | null
  /** Why no grade is proposed although there are figures: they are of a year, or of several events. */
  readonly noGradeZh: string | null
  readonly spans: readonly Span[]
}

export interface ExtractionOptions {
  /** When the text was sent: what 今日 and a date without a year refer to. Null leaves them unknown. */
  readonly reference: Instant | null
  /** Day of the rules. */
  readonly asOf: string
  readonly standard?: string | undefined
  readonly gazetteer?: Gazetteer | undefined
  readonly standards?: readonly GradingStandard[] | undefined
}

const FEWEST = 0.01
const PHONE = /(?<!\d)(?:1[3-9]\d-?\d{4}-?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)/

/** A strict bound moved to the nearest value it allows, so that 近1000万元 and 不足3人 stay below the threshold they name. */
function bounded(settled: Settled, step: number): number | null {
  if (settled.value === null) return null
  if (settled.bound === 'below') return Math.max(0, settled.value - step)
  return settled.bound === 'above' ? settled.value + step : settled.value
}

/** Injured in all: as said, or what the serious and the slight make together. */
function settleInjured(mentions: readonly Mention[], serious: Settled, dead: Settled): Settled {
  const said = settle(mentions, 'injured')
  const slight = settle(mentions, 'slightlyInjured')
  // 死伤合计21人，其中死亡8人: the others are injured.
  const casualties = settle(mentions, 'deadOrInjured')
  const counted = [serious, slight].filter((each) => each.value !== null && each.value > 0)
  const sum: Settled = { value: counted.reduce((total, each) => total + (each.value ?? 0), 0), bound: counted.find((each) => each.bound !== 'exact')?.bound ?? 'exact', from: counted.flatMap((each) => each.from) }
  if (said.value !== null && said.value > 0) return said.from.some((mention) => mention.also) && serious.value !== null && serious.value > 0 && serious.from.every((mention) => !mention.part) ? { ...said, value: said.value + serious.value } : sum.value !== null && sum.value > said.value ? sum : said
  if (casualties.value !== null && (dead.value ?? 0) > 0 && casualties.value > (dead.value ?? 0) && casualties.value - (dead.value ?? 0) >= (sum.value ?? 0)) return { ...casualties, value: casualties.value - (dead.value ?? 0), from: [...casualties.from, ...dead.from] }
  if (counted.length > 0) return sum
  if (said.value !== null) return said
  const treated = settle(mentions, 'treated')
  return treated.value !== null && treated.value > 0 ? treated : said
}

/** 13人失联；…13人全部遇难: nobody is missing any more. */
function allFoundDead(text: string, mentions: readonly Mention[], missing: Settled): Settled {
  const last = missing.from.at(-1)
  if (last === undefined || missing.value === null || missing.value === 0) return missing
  const dead = mentions.find((mention) => mention.field === 'dead' && mention.standing === 'asserted' && mention.start >= last.end && mention.value === missing.value && /全部|均|无一|悉数|都/.test(text.slice(mention.start, mention.end)))
  return dead === undefined ? missing : { value: 0, bound: 'exact', from: [dead] }
}

/**
 * Reads a report as a duty officer would: which figures are said of this event, when and where it happened, what it is, and the grade
 * they give. Pure, the same for the same text, and in time proportional to its length.
 */
export function extractFacts(original: string, options: ExtractionOptions): Extraction {
  const source = readSource(original)
  const { text } = source
  const sentences = splitSentences(text)
  const moments = readMoments(text)
  const reading = readMentions(text, sentences, moments, options.reference === null ? null : Number(options.reference.slice(0, 4)))
  const excluded = inRanges(reading.foreign)
  const several = findSeveralEvents(text, sentences, moments, reading.mentions)
  const mentions = several ? [] : reading.mentions

  const dead = settle(mentions, 'dead')
  const missing = allFoundDead(text, mentions, settle(mentions, 'missing'))
  const both = settle(mentions, 'deadOrMissing')
  const serious = settle(mentions, 'seriouslyInjured')
  const injured = settleInjured(mentions, serious, dead)
  const poisoned = settle(mentions, 'poisoned')
  const evacuated = settle(mentions, 'evacuated')
  const loss = several ? settleLoss([]) : settleLoss(mentions)
  const none = (settled: Settled): number | null => settled.value ?? (reading.spared !== null && !several && (both.value ?? 0) === 0 ? 0 : null)
  const { magnitude, burntArea } = readMeasures(text, excluded)
  const trapped = several ? settleLoss([]) : readTrapped(text, mentions)
  const houses = several ? [] : readHouses(text, excluded)
  const phone = PHONE.exec(text)

  const type = classifyEvent(text, options.asOf, excluded)
  const occurrence = findOccurrence(text, moments, options.reference, excluded)
  const place = options.gazetteer === undefined ? null : matchPlace(text, options.gazetteer, excluded)
  const values = { dead: none(dead), missing: none(missing), injured: none(injured), seriouslyInjured: serious.value, deadOrMissing: both.value, poisoned: poisoned.value, evacuated: evacuated.value, directLossWan: loss.value }
  const people = (settled: Settled, value: number | null): number | null => (settled.value === null ? value : bounded(settled, 1))
  const deadCount = people(dead, values.dead)
  const missingCount = people(missing, values.missing)
  const facts: IncidentFacts = {
    dead: deadCount, missing: both.value === null ? missingCount : Math.max(missingCount ?? 0, (bounded(both, 1) ?? 0) - (deadCount ?? 0)),
    injured: people(injured, values.injured), seriouslyInjured: bounded(serious, 1), poisoned: bounded(poisoned, 1), evacuated: bounded(evacuated, 1), directLossWan: bounded(loss, FEWEST), burntAreaHectares: burntArea?.value ?? null,
    ...(trapped.value !== null ? { trapped: trapped.value } : {}),
    // 初判 by magnitude holds until the dead are known.
    magnitude: deadCount === null && both.value === null ? (magnitude?.value ?? null) : null,
  }
  const noGradeZh = several ? '文中有多起事件，请分开录入后定级' : reading.summary ? '文中是一段时间的汇总，不是一起事件，不定级' : null
  const decision = decide(facts, type?.code ?? null, options)
  const spans: Span[] = []
  const mark = (field: ExtractedField, start: number, end: number): void => void spans.push({ field, ...originalSpan(source, start, end) })
  for (const [field, settled] of [['dead', dead], ['missing', missing], ['deadOrMissing', both], ['injured', injured], ['seriouslyInjured', serious], ['poisoned', poisoned], ['evacuated', evacuated], ['directLossWan', loss], ['trapped', trapped]] as const) {
    for (const mention of settled.from) mark(field, mention.start, mention.end)
    if (settled.value === null && field !== 'trapped' && values[field] === 0 && reading.spared !== null) mark(field, reading.spared.start, reading.spared.end)
  }
  if (magnitude) mark('magnitude', magnitude.start, magnitude.end)
  if (burntArea) mark('burntAreaHectares', burntArea.start, burntArea.end)
  for (const house of houses) mark(house.field, house.start, house.end)
  if (phone) mark('phone', phone.index, phone.index + phone[0].length)
  if (type) mark('class', type.start, type.end)
  if (occurrence) mark('occurredAt', occurrence.start, occurrence.end)
  if (place) mark('place', place.start, place.end)
  const spanAt = (start: number, end: number): { start: number; end: number; text: string } => originalSpan(source, start, end)
  const readings = ([
    describeReading('dead', ['dead'], dead, mentions, spanAt), describeReading('missing', ['missing'], missing, mentions, spanAt), describeReading('deadOrMissing', ['deadOrMissing'], both, mentions, spanAt),
    describeReading('injured', ['injured'], injured, mentions, spanAt), describeReading('seriouslyInjured', ['seriouslyInjured'], serious, mentions, spanAt), describeReading('poisoned', ['poisoned'], poisoned, mentions, spanAt),
    describeReading('evacuated', ['evacuated'], evacuated, mentions, spanAt), describeReading('directLossWan', ['loss', 'lossGeneral'], loss, mentions, spanAt), describeReading('trapped', ['trapped'], trapped, mentions, spanAt),
    ...houses.map((house): FieldReading<ExtractedField> => ({ field: house.field, value: house.value, most: house.value, bound: house.more ? 'above' : 'exact', confidence: house.more ? 'medium' : 'high', alternatives: [] })),
  ] satisfies (FieldReading<ExtractedField> | null)[]).filter((each) => each !== null)
  spans.sort((a, b) => a.start - b.start || a.end - b.end || (a.field < b.field ? -1 : 1))
  return {
    incidentClass: type === null ? null : (findIncidentClass(type.code) ?? null), typeCode: type?.code ?? null, occurredAt: occurrence?.at ?? null, occurredOn: occurrence?.day ?? null,
    place: place === null ? null : { code: place.code, name: place.name, others: place.others }, ...values, magnitude: magnitude?.value ?? null, burntAreaHectares: burntArea?.value ?? null, trapped: trapped.value,
    collapsedRooms: houses.find(({ field }) => field === 'collapsedRooms')?.value ?? null, damagedHouseholds: houses.find(({ field }) => field === 'damagedHouseholds')?.value ?? null,
    phone: phone?.[0] ?? null, occurredAbout: occurrence?.about ?? false, readings,
    standard: decision?.standardId ?? null, grade: noGradeZh === null ? (decision?.grade ?? null) : null, decision: noGradeZh === null ? decision : null, noGradeZh, spans,
  }
}

/** By the standard named, else by the first suggested for the type that gives a grade. */
function decide(facts: IncidentFacts, typeCode: string | null, { asOf, standard, standards }: ExtractionOptions): GradeDecision | null {
  const ids = standard !== undefined ? [standard] : typeCode === null ? [] : suggestStandards(typeCode)
  const decisions = ids.flatMap((id) => {
    const found = findGradingStandard(id, asOf, undefined, standards)
    return found === undefined ? [] : [gradeIncident({ standard: found, facts, asOf })]
  })
  return decisions.find((decision) => decision.grade !== null) ?? decisions[0] ?? null
}

/** The id of the standard that a word names: its id, its title or the title of its instrument. Undefined when none does. */
export function findStandardByName(name: string, asOf: string, standards?: readonly GradingStandard[]): string | undefined {
  const plain = (text: string): string => text.replaceAll(/[\s《》]/g, '').replaceAll('(', '（').replaceAll(')', '）')
  const wanted = plain(name)
  const known = listGradingStandards(asOf, undefined, standards)
  const heads = known.map((standard) => ({ id: standard.id, title: plain(standard.titleZh), instrument: plain(standard.legalBasis.instrument).split('（')[0] ?? '' }))
  return heads.find(({ id }) => id === wanted)?.id ?? heads.find(({ title }) => wanted.includes(title))?.id ?? heads.find(({ instrument }) => instrument.length > 3 && wanted.includes(instrument))?.id
    ?? heads.find(({ title }) => wanted.length >= 2 && wanted.includes(title.split('（')[0] ?? title))?.id
}

function inRanges(ranges: readonly { start: number; end: number }[]): (at: number) => boolean {
  return (at) => {
    let [low, high] = [0, ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = ranges[middle]
      if (range === undefined) return false
      if (at < range.start) high = middle - 1
      else if (at >= range.end) low = middle + 1
      else return true
    }
    return false
  }
}
