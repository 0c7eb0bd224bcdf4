import { serves, type Token } from './lex-sentence.ts'
import type { Fate, Role } from './lexicon.ts'
import type { Standing } from './mention.ts'
import type { Moment } from './read-times.ts'

/** What one sentence hands on to the next. */
export interface ScopeState {
  readonly drill: boolean
  readonly past: boolean
  /** Year of the event told first: what lies before it is a case remembered. */
  readonly mainYear: number | null
  /** The sentence lists conditions (符合下列条件之一：…；…): the next item is one too. */
  readonly rule: boolean
}

export interface SentenceScopes {
  readonly next: ScopeState
  /** Set when the whole sentence is not about the event. */
  readonly whole: Standing | null
  /** Words of rules stand in it: 3人以上 in it is a threshold. */
  readonly hasRule: boolean
  /** Index of the last token of `role` at or before `at`; -1 when none. */
  readonly lastOf: (role: Role, at: number) => number
  readonly clauseStart: (at: number) => number
  /** How the tokens `[from, to]` stand. A denial is not made a hope by 可能. */
  readonly standingAt: (from: number, to: number, fate: Fate | 'loss', denial?: boolean) => Standing
}

const TRACKED = ['avoid', 'hypothesis', 'intent', 'rule', 'past', 'present', 'elsewhere', 'foreign', 'rumour', 'verified', 'part', 'added', 'total', 'also', 'amend'] as const
type Tracked = (typeof TRACKED)[number]
const CONDITIONAL = new Set(['若', '如果', '如遇', '如发生', '如出现', '如造成', '倘若', '倘', '假如', '假若', '假设', '假定', '一旦', '万一', '要是', '设想', '否则', '假使'])
const STRONG_RULE = new Set(['是指', '指的是', '凡', '凡是', '一次死亡', '一次性死亡', '一次造成', '有下列情形', '下列情形', '下列情况', '下列条件', '符合下列', '启动条件', '响应条件', '本预案', '本办法', '本条例', '本规定', '预案规定', '预案明确', '时启动', '即启动'])
/** An exercise is held, told of or watched; 按照演练确定的路线撤离 and 加强演练 tell of no exercise. */
const DRILL_HELD = /(?:开展|举行|举办|组织|进行|此次|本次|这次|应急|综合|实战|联合|消防|防汛|观摩|参加|现场|拉动|救援|疏散|全员|无脚本|双盲|据)[^，]{0,14}$/
const DRILL_AFTER = /^(?:现场|模拟|设定|设置|假设|以|中|背景|情景|科目|活动|开始|在|场景|于|内容|正式|方案|圆满|，|:|\))/
const MISHAP = /^(?:时|中|期间|过程中|结束|当中)[^，]{0,8}(?:意外|真实|突发|事故)/
const ROUTINE = /前期|平时|日常|此前|多次|加强|按照|以往|经常|定期|通过|落实/
const AFTERMATH = /(?:后果|悲剧|惨剧|惨案|局面|可能|风险|威胁|严重事故|事故发生)/
const CONTINUES = new Set(['造成', '导致', '致使', '致'])
const COMPLETED_DENIAL = new Set(['不实', '不属实', '谣言', '辟谣', '不实信息', '虚假信息', '造谣', '误传', '误报', '编造', '系编造', '捏造'])

/** What the whole text and the sentence before tell about a sentence. */
export interface TextAround {
  /** Where 此次、本次、该起 stand in the text, ascending: what is told of an older year before them is not this event. */
  readonly presentAt: readonly number[]
  /** Year of the text, when known. */
  readonly year: number | null
  /** An item of the list that the sentence before began. */
  readonly listItem: boolean
  /** The text speaks of the own place (我县), so that another country in it is elsewhere. */
  readonly home: boolean
  /** A duty is laid down (死亡1人的事故也要报告), nothing is told. */
  readonly duty: boolean
}

/** Reads the words of one sentence that change what its numbers mean. */
export function describeScopes(tokens: readonly Token[], moments: readonly Moment[], state: ScopeState, around: TextAround): SentenceScopes {
  const last = new Map<Tracked, Int32Array>()
  const breaks = new Int32Array(tokens.length)
  for (const role of TRACKED) if (tokens.some((token) => serves(token, role))) last.set(role, new Int32Array(tokens.length))
  const seen = new Map<Tracked, number>()
  let lastBreak = -1
  tokens.forEach((token, at) => {
    if (token.kind === 'break') lastBreak = at
    breaks[at] = lastBreak
    for (const [role, at_] of last) {
      if (serves(token, role)) seen.set(role, at)
      at_[at] = seen.get(role) ?? -1
    }
  })
  const lastOf = (role: Role, at: number): number => last.get(role as Tracked)?.[Math.min(at, tokens.length - 1)] ?? -1
  const clauseStart = (at: number): number => (breaks[Math.max(0, at)] ?? -1) + 1

  const drill = isDrill(tokens, moments, state.drill)
  const years = moments.flatMap((moment) => (moment.year === null ? [] : [moment.year]))
  const older = state.mainYear !== null && years.length > 0 && Math.max(...years.slice(0, 50)) < state.mainYear
  const pastWord = tokens.some((token) => token.role === 'past')
  const presentWord = tokens.some((token) => serves(token, 'present'))
  const carried = state.past && moments.length === 0 && !presentWord && tokens[0] !== undefined && CONTINUES.has(tokens[0].text)
  const wholePast = (older && !presentWord) || carried
  const whole: Standing | null = drill ? 'drill' : wholePast ? 'past' : around.duty || (state.rule && around.listItem) || isThresholdList(tokens) ? 'rule' : null
  const remembered = findRemembered(moments, around)
  const conditionalAt = tokens.findIndex((token) => CONDITIONAL.has(token.text))
  const strongRuleAt = tokens.findIndex((token) => STRONG_RULE.has(token.text))
  const rumourEnds = tokens.findLastIndex((token) => COMPLETED_DENIAL.has(token.text))

  const standingAt = (from: number, to: number, fate: Fate | 'loss', denial = false): Standing => {
    if (whole !== null) return whole
    const told = tokens[from]?.start ?? 0
    if (remembered !== null && told >= remembered.from && told < remembered.to) return 'past'
    const clause = clauseStart(from)
    const past = lastOf('past', to)
    if (past >= 0 && lastOf('present', to) < past && lastOf('amend', to) < past) return 'past'
    if (lastOf('elsewhere', to) >= 0 || (around.home && lastOf('foreign', to) >= 0)) return 'elsewhere'
    const rumour = lastOf('rumour', to)
    if (rumour >= 0 && lastOf('verified', to) < rumour && !denial) return 'rumour'
    if (rumourEnds > to && lastOf('verified', to) < 0 && clauseStart(rumourEnds) <= to && !denial) return 'rumour'
    if (strongRuleAt >= 0 && strongRuleAt <= to) return 'rule'
    if (conditionalAt >= 0 && conditionalAt < to) return 'hypothetical'
    if (fate === 'evacuated') return lastOf('intent', to) >= clause ? 'hypothetical' : 'asserted'
    if (lastOf('avoid', to) >= clause && !denial) return 'avoided'
    if (lastOf('avoid', to) >= 0 && !denial && AFTERMATH.test(tokens.slice(to + 1, to + 4).map((token) => token.text).join(''))) return 'avoided'
    const hypothesis = lastOf('hypothesis', to)
    if (hypothesis >= clause && !denial && !(fate === 'poisoned' && tokens[hypothesis]?.text === '疑似')) return 'hypothetical'
    return 'asserted'
  }
  const firstYear = years[0]
  return {
    next: { drill, past: wholePast || (pastWord && !presentWord), mainYear: state.mainYear ?? (firstYear !== undefined && !pastWord && !drill && remembered === null ? firstYear : null), rule: strongRuleAt >= 0 || (state.rule && around.listItem) },
    whole, hasRule: tokens.some((token) => serves(token, 'rule')), lastOf, clauseStart, standingAt,
  }
}

/** 死亡3人、重伤10人以下或者…的，由县级人民政府组织调查: a class of events and who deals with it. */
const isThresholdList = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.quantity?.threshold === true) && tokens.some((token, at) => token.text === '的' && tokens[at + 1]?.kind === 'break')

/** Older by this many years than the text and told without a day: a case remembered, not an event reported. */
const OLD_YEARS = 2

/** 2015年8月致7人死亡，…此次事故造成2人死亡: from an older year without a day up to the words that come back to this event. */
function findRemembered(moments: readonly Moment[], around: TextAround): { from: number; to: number } | null {
  const old = moments.find((moment) => moment.year !== null && moment.day === null && moment.hour === null && (around.year === null || moment.year < around.year))
  if (old === undefined) return null
  const back = around.presentAt.find((at) => at > old.end)
  if (back !== undefined) return { from: old.end, to: back }
  return around.year !== null && (old.year ?? around.year) <= around.year - OLD_YEARS ? { from: old.end, to: Number.POSITIVE_INFINITY } : null
}

/** A drill goes on through the sentences after it, until one brings a date of its own and no word of exercise. */
function isDrill(tokens: readonly Token[], moments: readonly Moment[], before: boolean): boolean {
  let text = ''
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (serves(token, 'drill')) {
      const after = tokens.slice(at + 1, at + 5).map((each) => each.text).join('')
      // 消防演练时发生意外: that was no exercise.
      if (MISHAP.test(after)) continue
      const lead = text.slice(-24)
      if (/模拟|假想|情景|脚本|导调|参演|推演|科目/.test(token.text) && !ROUTINE.test(lead)) return true
      if ((DRILL_HELD.test(lead) || DRILL_AFTER.test(after) || at === tokens.length - 1) && !ROUTINE.test(lead)) return true
    }
    text = token.kind === 'break' ? '' : (text + token.text).slice(-24)
  }
  if (!before) return false
  return !moments.some((moment) => moment.day !== null || moment.daysFromReference !== null)
}
