import { z } from 'zod'

/** What there was to know of an incident. */
export const knowledgeKindNames = { first: '首次得知', casualty: '伤亡数字', warning: '预警', order: '响应与命令' } as const
export type KnowledgeKind = keyof typeof knowledgeKindNames

/** How somebody was told. `desk`: it stood on the duty desk of the unit; nobody is asked to answer. */
export const tellingChannelNames = { report: '书面报告', phone: '电话报告', notice: '通知', task: '任务', call: '叫应', desk: '值班台' } as const
export type TellingChannel = keyof typeof tellingChannelNames

/** One unit told of one fact in one way. Names units and posts, never persons. */
export const Telling = z.object({
  unitId: z.string(),
  channel: z.enum(['report', 'phone', 'notice', 'task', 'call', 'desk']),
  /** Paper, call or task by which it was told, in words. */
  by: z.string(),
  toldAt: z.string(),
  /** Until when an answer is expected; null = none is asked for or the way sets no time. */
  answerBy: z.string().nullable(),
  /** When it was signed for, confirmed or answered. */
  answeredAt: z.string().nullable(),
  /** How many were asked and how many answered, where a unit has several (tasks, people called). */
  asked: z.number(),
  answered: z.number(),
})
export type Telling = z.infer<typeof Telling>

/** One thing there was to know: when it happened, when this system's users knew it first, who was told. */
export const KnownFact = z.object({
  key: z.string(),
  kind: z.enum(['first', 'casualty', 'warning', 'order']),
  text: z.string(),
  /** When it happened in the world; null where only the knowing has a time. */
  occurredAt: z.string().nullable(),
  knownAt: z.string(),
  /** Unit that knew it first; null = not to be said from the record. */
  knownByUnitId: z.string().nullable(),
  tellings: z.array(Telling),
})
export type KnownFact = z.infer<typeof KnownFact>

export const WhoKnew = z.object({
  incidentId: z.string(),
  incidentTitle: z.string(),
  incidentNumber: z.string(),
  placeName: z.string(),
  occurredAt: z.string(),
  /** Instant of the record: nothing later is in it. */
  asOf: z.string(),
  facts: z.array(KnownFact),
  /** Units named above, the highest level first. */
  units: z.array(z.object({ id: z.string(), name: z.string(), placeName: z.string(), divisionCode: z.string() })),
  /** Parts that the reader's role does not show. */
  hidden: z.array(z.string()),
})
export type WhoKnew = z.infer<typeof WhoKnew>

/** How a unit stood to a fact at an instant. */
export type KnowledgeState = 'knew-first' | 'answered' | 'told' | 'overdue' | 'shown' | 'not-told'
export const knowledgeStateNames = { 'knew-first': '首先得知', answered: '已签收应答', told: '已告知未应答', overdue: '逾期未应答', shown: '已上值班台', 'not-told': '未告知' } as const satisfies Record<KnowledgeState, string>

export interface UnitKnowledge {
  readonly state: KnowledgeState
  /** The telling that decides the state: of several the one answered first, else the one told first. */
  readonly telling: Telling | null
  /** All tellings of the unit by then. */
  readonly tellings: readonly Telling[]
}

/** How a unit stood to a fact at `at`; null when the fact was not known to anybody by then. Pure: the slider and the printed page say the same. */
export function knowledgeOf(fact: KnownFact, unitId: string, at: string): UnitKnowledge | null {
  if (fact.knownAt > at) return null
  const tellings = fact.tellings.filter((telling) => telling.unitId === unitId && telling.toldAt <= at)
  const isAnswered = (telling: Telling) => telling.answeredAt !== null && telling.answeredAt <= at
  const [answered] = tellings.filter(isAnswered).sort((a, b) => (a.answeredAt ?? '').localeCompare(b.answeredAt ?? ''))
  const [told] = [...tellings].sort((a, b) => a.toldAt.localeCompare(b.toldAt))
  if (fact.knownByUnitId === unitId) return { state: 'knew-first', telling: answered ?? told ?? null, tellings }
  if (answered) return { state: 'answered', telling: answered, tellings }
  if (!told) return { state: 'not-told', telling: null, tellings }
  // What only stood on the desk asks nobody for an answer.
  if (tellings.every((telling) => telling.asked === 0)) return { state: 'shown', telling: told, tellings }
  const overdue = tellings.some((telling) => telling.answerBy !== null && telling.answerBy < at)
  return { state: overdue ? 'overdue' : 'told', telling: told, tellings }
}

export interface KnowledgeSummary {
  readonly answered: number
  readonly told: number
  readonly overdue: number
  readonly shown: number
  readonly notTold: number
}

/** Of the units that were ever told of the fact: how many had answered, been told only, were overdue, or were told later than `at`. */
export function summariseKnowledge(fact: KnownFact, at: string): KnowledgeSummary | null {
  if (fact.knownAt > at) return null
  const units = [...new Set(fact.tellings.map((telling) => telling.unitId))].filter((unitId) => unitId !== fact.knownByUnitId)
  const states = units.map((unitId) => knowledgeOf(fact, unitId, at)?.state)
  const count = (state: KnowledgeState) => states.filter((each) => each === state).length
  return { answered: count('answered'), told: count('told'), overdue: count('overdue'), shown: count('shown'), notTold: count('not-told') }
}

/** Instants at which something changes, for the slider: facts known, units told, answers. */
export function knowledgeMoments(view: Pick<WhoKnew, 'facts' | 'asOf'>): string[] {
  const moments = view.facts.flatMap((fact) => [fact.knownAt, ...fact.tellings.flatMap((telling) => [telling.toldAt, ...(telling.answeredAt === null ? [] : [telling.answeredAt])])])
  return [...new Set([...moments, view.asOf])].filter((moment) => moment <= view.asOf).sort()
}
