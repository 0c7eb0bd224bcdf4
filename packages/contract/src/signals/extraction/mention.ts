import type { Fate } from './lexicon.ts'
import type { Quantity } from './lex-sentence.ts'

/** Whether a figure is said of this event, or of one that was avoided, feared, exercised, ruled about, remembered, elsewhere or made up. */
export type Standing = 'asserted' | 'avoided' | 'hypothetical' | 'drill' | 'rule' | 'past' | 'elsewhere' | 'rumour' | 'superseded'

export type MentionField = Fate | 'loss' | 'lossGeneral' | 'lossShare'

/** One figure in the text, with what its sentence says about it. */
export interface Mention {
  readonly field: MentionField
  /** The number; zero for a denial. */
  readonly value: number
  readonly most: number
  readonly bound: Quantity['bound']
  /** A denial (未造成人员伤亡) gives way to any number. */
  readonly source: 'number' | 'denial'
  /** `[start, end)` in the text read. */
  readonly start: number
  readonly end: number
  readonly sentence: number
  standing: Standing
  /** 其中 … : a part of a figure said before. */
  readonly part: boolean
  /** 新增 … : what was added since the last report. */
  readonly added: boolean
  /** 累计、共、截至 … */
  readonly total: boolean
  /** 另有 … : to be added to the figure before. */
  readonly also: boolean
  /** 更正为 … */
  amends: boolean
  /** Said of a place of its own (甲村2人死亡、乙村1人死亡). */
  readonly ofPlace: boolean
  /** The word that carries it: 危重2人、重症5人 are two counts of the seriously injured. */
  readonly word: string
  /** 当场 · 抢救无效: the two halves of a count. */
  readonly half: 'on-the-spot' | 'in-hospital' | null
}
