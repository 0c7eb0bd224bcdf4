import { knowledgeOf, summariseKnowledge, type KnowledgeState, type KnownFact, type Telling, type WhoKnew } from '@fengsui/contract/situation'

/** One unit's standing to one fact at the chosen instant. */
export interface KnowledgeRow {
  readonly key: string
  readonly fact: KnownFact
  readonly unitId: string
  readonly unitName: string
  readonly placeName: string
  readonly state: KnowledgeState
  readonly telling: Telling | null
  /** Minutes from the fact to the telling, and from the telling to the answer; null where one of them has no time yet. */
  readonly toldAfterMinutes: number | null
  readonly answeredAfterMinutes: number | null
}

const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000)

/** Rows for every unit that was ever told of a fact, as they stood at `at`; facts nobody knew by then are left out. */
export function listKnowledgeRows(view: WhoKnew, at: string, factKey: string | null): KnowledgeRow[] {
  return view.facts.filter((fact) => factKey === null || fact.key === factKey).flatMap((fact) =>
    view.units.flatMap((unit): KnowledgeRow[] => {
      const knowledge = knowledgeOf(fact, unit.id, at)
      const concerned = fact.knownByUnitId === unit.id || fact.tellings.some((telling) => telling.unitId === unit.id)
      if (knowledge === null || !concerned) return []
      const { telling, state } = knowledge
      const answeredAt = telling !== null && telling.answeredAt !== null && telling.answeredAt <= at ? telling.answeredAt : null
      return [{
        key: `${fact.key}:${unit.id}`, fact, unitId: unit.id, unitName: unit.name, placeName: unit.placeName, state, telling,
        toldAfterMinutes: telling === null ? null : minutesBetween(fact.knownAt, telling.toldAt),
        answeredAfterMinutes: telling === null || answeredAt === null ? null : minutesBetween(telling.toldAt, answeredAt),
      }]
    }))
}

/** “应答 3 · 未应答 1 · 逾期 1 · 未告知 2”, without the zeros; what it says when nobody was told. */
export function summaryWords(fact: KnownFact, at: string): string {
  const summary = summariseKnowledge(fact, at)
  if (summary === null) return '此时还没有人得知'
  const parts = [
    ...(summary.answered > 0 ? [`应答 ${summary.answered}`] : []), ...(summary.told > 0 ? [`未应答 ${summary.told}`] : []),
    ...(summary.overdue > 0 ? [`逾期 ${summary.overdue}`] : []), ...(summary.shown > 0 ? [`已上值班台 ${summary.shown}`] : []), ...(summary.notTold > 0 ? [`此时未告知 ${summary.notTold}`] : []),
  ]
  return parts.length === 0 ? '没有告知记录' : parts.join(' · ')
}

/** A telling on a unit's lane: when told, when answered (null = not by `at`). */
export interface LaneMark {
  readonly key: string
  readonly fact: KnownFact
  readonly telling: Telling
  readonly answeredAt: string | null
  readonly overdue: boolean
}

/** One lane a unit, with what reached it by `at`, the highest level first as the view has them. */
export function listLanes(view: WhoKnew, at: string, factKey: string | null): { unitId: string; unitName: string; knewFirst: KnownFact[]; marks: LaneMark[] }[] {
  const facts = view.facts.filter((fact) => (factKey === null || fact.key === factKey) && fact.knownAt <= at)
  return view.units.flatMap((unit) => {
    const marks = facts.flatMap((fact) => fact.tellings.filter((telling) => telling.unitId === unit.id && telling.toldAt <= at).map((telling, index): LaneMark => {
      const answeredAt = telling.answeredAt !== null && telling.answeredAt <= at ? telling.answeredAt : null
      return { key: `${fact.key}:${telling.channel}:${telling.toldAt}:${index}`, fact, telling, answeredAt, overdue: answeredAt === null && telling.answerBy !== null && telling.answerBy < at }
    }))
    const knewFirst = facts.filter((fact) => fact.knownByUnitId === unit.id)
    return marks.length + knewFirst.length === 0 ? [] : [{ unitId: unit.id, unitName: unit.name, knewFirst, marks }]
  })
}
