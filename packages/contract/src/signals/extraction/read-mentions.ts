import { bindAcrossComma, bindNumbers, type Binding } from './bind-numbers.ts'
import { findDenials } from './deny.ts'
import { lexSentence, serves, type Token } from './lex-sentence.ts'
import type { Role } from './lexicon.ts'
import type { Mention, MentionField, Standing } from './mention.ts'
import type { Moment } from './read-times.ts'
import { describeScopes, type ScopeState, type SentenceScopes } from './scopes.ts'

/** Everything countable that a text says, and what it says about the saying. */
export interface MentionReading {
  readonly mentions: Mention[]
  /** Sentences about drills, rules or the past, as ranges of the text. */
  readonly foreign: readonly { start: number; end: number; standing: Standing }[]
  /** Where a success story (成功避险, 避免了…伤亡) is told of this event. */
  readonly spared: { start: number; end: number } | null
  /** The figures are of a year or of several events: no grade. */
  readonly summary: boolean
}

/** The missing are the only ones who become fewer while an event is told. */
const STILL = /仍|尚有|尚未|剩余|最后/
const IN_HOSPITAL = /无效|不治|送医途中|送医后|途中死亡|送院后|入院后/
const ON_THE_SPOT = /当场|现场死/
const PLACE_TAIL = /[省市县区镇乡村组社州旗](?:[^，、。]{0,4})$/
const SPARED = /^(?:避免了|有效避免|成功避免|成功避险|成功避让|避免|实现零|化险为夷|幸免于|幸免)$/
const PURPOSE = /(?:为|为了|以|确保|尽量|尽力|力争|最大限度|最大程度|要|坚决|切实|能够|努力|全力)$/
const FOUND = /找到|寻获|打捞|搜寻到|搜到|发现|救出/
const EARLIER_EVENT = /发生的[^，。；]{0,12}也(?:导致|造成|致)/
const SUMMARY = /(?:全年|上半年|下半年|[一二三四1-4]季度|年以来(?!最|首|第|罕)|全月|近[一二三五十\d]+年|1(?:-|至|到)\d{1,2}月|\d{4}年(?:度)?[，]?(?:全[县市省国区]|[^，。第\d]{0,10}共))/
const PERIOD = /(?:全年|上半年|下半年|季度|全月|1(?:-|至|到)\d{1,2}月).{0,30}(?:共|累计|合计)/
const PRESENT = /此次|本次|这次|本起|该起|这起|今日|今天/g
const HOME = /我[国省市县区镇乡村州]|本[省市县区镇乡州]|国内/
const LIST_ITEM = /^[(]?[一二三四五六七八九十\d]{1,2}[)、.]/
const DUTY = /人(?:及)?(?:以上)?的?(?:[^，。；]{0,4})(?:事故|事件|灾情|灾害|险情)[^。；]{0,6}(?:要|应|须)[^。；]{0,24}(?:报告|上报|报送)/
const LATER_REPORT = /^(?:[(]?(?:续报|终报|核报|第[二三四五]报|最新通报|最新消息|最新统计|最新情况))/
const DISEASE = /病例|感染|确诊|流感|样病/
const CLINICAL = /^(?:重症|轻症|危重|病危)$/
const MANY_EVENTS = /(?:[2-9]|\d{2,}|[二两三四五六七八九十百]+|多|数)(?:余)?(?:起|次|宗)(?!性)/

const fieldOf = (binding: Binding, tokens: readonly Token[]): MentionField =>
  binding.fate !== 'loss' ? binding.fate : tokens[binding.word]?.loss === 'direct' ? 'loss' : tokens[binding.word]?.loss === 'share' ? 'lossShare' : 'lossGeneral'

/** Reads all sentences in order; `sentences` and `moments` are of the same text. */
export function readMentions(text: string, sentences: readonly { start: number; end: number }[], moments: readonly Moment[], year: number | null): MentionReading {
  const mentions: Mention[] = []
  const foreign: { start: number; end: number; standing: Standing }[] = []
  let state: ScopeState = { drill: false, past: false, mainYear: null, rule: false }
  const home = HOME.test(text)
  const presentAt = [...text.matchAll(PRESENT)].slice(0, 50).map((match) => match.index)
  let spared: MentionReading['spared'] = null
  let summary = false
  let momentAt = 0
  sentences.forEach((sentence, index) => {
    const tokens = lexSentence(text, sentence.start, sentence.end)
    const own: Moment[] = []
    for (; (moments[momentAt]?.start ?? Number.POSITIVE_INFINITY) < sentence.end; momentAt += 1) if ((moments[momentAt]?.start ?? -1) >= sentence.start) own.push(moments[momentAt] as Moment)
    const listItem = text[sentence.start - 1] === '；' || LIST_ITEM.test(text.slice(sentence.start, sentence.start + 6))
    const duty = EARLIER_EVENT.test(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200))) || DUTY.test(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200)))
    const scopes = describeScopes(tokens, own, state, { presentAt, year: SUMMARY.test(text.slice(sentence.start, Math.min(sentence.end, sentence.start + 300))) ? null : year, listItem, home, duty })
    state = scopes.next
    if (scopes.whole !== null) foreign.push({ ...sentence, standing: scopes.whole })
    if (scopes.whole === null) {
      const head = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 300))
      if (PERIOD.test(head) || (SUMMARY.test(head) && MANY_EVENTS.test(head))) summary = true
      spared ??= tellsSpared(tokens, scopes)
    }
    const before = mentions.length
    readSentence(tokens, scopes, index, mentions)
    // 初报…续报…终报…: what the later report says replaces what the earlier one said, also downwards.
    if (LATER_REPORT.test(text.slice(sentence.start, sentence.start + 8))) for (const mention of mentions.slice(before)) if (!mention.part && !mention.added && !mention.also) mention.amends = true
  })
  return { mentions, foreign, spared, summary }
}

function tellsSpared(tokens: readonly Token[], scopes: SentenceScopes): { start: number; end: number } | null {
  for (const [at, token] of tokens.entries()) {
    if (token.role !== 'avoid' || !SPARED.test(token.text) || scopes.standingAt(at, at, 'evacuated') !== 'asserted') continue
    const before = tokens[at - 1]
    if (before !== undefined && before.kind !== 'break' && PURPOSE.test(before.text)) continue
    if (token.text === '成功避险' || token.text === '成功避让') return { start: token.start, end: token.end }
    const spared = tokens.slice(at + 1, at + 14).find((next) => next.fate !== undefined && next.fate !== 'evacuated')
    if (spared !== undefined) return { start: token.start, end: spared.end }
  }
  return null
}

function readSentence(tokens: readonly Token[], scopes: SentenceScopes, sentence: number, mentions: Mention[]): void {
  if (!tokens.some((token) => token.fate !== undefined || token.loss !== undefined)) return
  const used = new Set<number>()
  const before = mentions.length
  for (const denial of findDenials(tokens, used)) {
    if (scopes.lastOf('added', denial.to) > scopes.clauseStart(denial.from)) continue
    const at = { sentence, start: tokens[denial.from]?.start ?? 0, end: tokens[denial.to]?.end ?? 0, value: 0, most: 0, bound: 'exact' as const, source: 'denial' as const, part: false, added: false, total: false, also: false, amends: false, ofPlace: false, half: null, word: tokens[denial.to]?.text ?? '' }
    const start = Math.min(at.start, tokens[denial.to]?.start ?? at.start)
    const end = Math.max(at.end, tokens[denial.from]?.end ?? at.end)
    const standing = scopes.standingAt(Math.min(denial.from, denial.to), Math.max(denial.from, denial.to), denial.fate, true)
    for (const field of deniedFields(denial.fate)) mentions.push({ ...at, start, end, field, standing })
  }
  const bindings = [...bindNumbers(tokens, used), ...bindAcrossComma(tokens, used)]
  for (const binding of bindings) pushBinding(binding, tokens, scopes, sentence, mentions)
  carryOver(tokens, used, bindings, scopes, sentence, mentions)
  foundAgain(tokens, sentence, mentions, before, scopes)
  foundDead(tokens, used, sentence, mentions, before, scopes)
}

/** 当场 and 抢救无效 tell the two halves of a count; a word of its own statement counts before one earlier in the clause. */
function halfOf(tokens: readonly Token[], clause: number, low: number, high: number): Mention['half'] {
  const own = tokens.slice(low, high + 1).map((token) => token.text).join('')
  if (IN_HOSPITAL.test(own)) return 'in-hospital'
  return ON_THE_SPOT.test(own) || tokens.slice(Math.max(clause, low - LOOK_BACK), low).some((token) => ON_THE_SPOT.test(token.text)) ? 'on-the-spot' : null
}

function deniedFields(fate: Binding['fate']): MentionField[] {
  switch (fate) {
    case 'deadOrInjured': return ['dead', 'missing', 'injured', 'seriouslyInjured']
    case 'deadOrMissing': return ['dead', 'missing']
    case 'injured': return ['injured', 'seriouslyInjured']
    default: return [fate]
  }
}

function pushBinding(binding: Binding, tokens: readonly Token[], scopes: SentenceScopes, sentence: number, mentions: Mention[]): void {
  const { quantity } = binding
  if (quantity.indefinite) return
  const [start, end] = spanOf(binding, tokens)
  const field = fieldOf(binding, tokens)
  if (field === 'lossGeneral' && tokens[binding.word]?.loss === 'indirect') return
  // 重症4例 of a disease are patients, not injured.
  if ((field === 'seriouslyInjured' || field === 'slightlyInjured') && CLINICAL.test(tokens[binding.word]?.text ?? '') && tokens.some((token) => DISEASE.test(token.text))) return
  const low = Math.min(binding.from, binding.at)
  const high = Math.max(binding.to, binding.at)
  const clause = scopes.clauseStart(binding.at)
  const inClause = (role: Role): boolean => scopes.lastOf(role, high) >= clause
  const superseded = tokens[binding.at - 1]?.role === 'superseded' && tokens[binding.at + 1]?.role !== 'fate'
  const standing: Standing = superseded ? 'superseded' : quantity.threshold || (quantity.bound === 'least' && scopes.hasRule) ? 'rule' : scopes.standingAt(low, high, binding.fate)
  const money = quantity.unit === 'money'
  const mention: Mention = {
    field, value: money ? quantity.value / 1e4 : Math.floor(quantity.value), most: money ? quantity.most / 1e4 : Math.floor(quantity.most), bound: quantity.bound, source: quantity.value === 0 ? 'denial' : 'number', start, end, sentence, standing,
    part: scopes.lastOf('part', high) >= 0, added: inClause('added'), total: inClause('total'), also: inClause('also'),
    word: tokens[binding.word]?.text ?? '',
    amends: field === 'missing' && tokens.slice(Math.max(clause, low - LOOK_BACK), high + 1).some((token) => STILL.test(token.text)) || inClause('amend') && !inClause('added') || tokens.slice(low, high).some((token) => serves(token, 'amend')),
    ofPlace: tokens.slice(Math.max(0, clause, low - 3), low).some((token) => token.kind === 'other' && PLACE_TAIL.test(token.text) && !/[说称报讲]/.test(token.text)), half: halfOf(tokens, clause, low, high),
  }
  if (mention.value === 0 && quantity.value > 0 && !money) return
  if (quantity.value === 0) {
    for (const zero of deniedFields(binding.fate)) mentions.push({ ...mention, field: zero === 'loss' ? field : zero })
  } else mentions.push(mention)
}

/** Clauses are looked back into this far: no clause that people write is longer. */
const LOOK_BACK = 40

/** 3人被埋，经抢救无效死亡 · 2人落水，均遇难 · 司机当场死亡: a fate whose number stands in the clause before, or is one by its subject. */
function carryOver(tokens: readonly Token[], used: Set<number>, bindings: readonly Binding[], scopes: SentenceScopes, sentence: number, mentions: Mention[]): void {
  const boundAt = new Map(bindings.map((binding) => [binding.at, binding.fate]))
  const numberOf = new Map(mentions.slice(-2 * bindings.length - 8).filter((mention) => mention.sentence === sentence && mention.source === 'number').map((mention) => [`${mention.start} ${mention.end}`, mention]))
  const mentionOf = new Map(bindings.map((binding) => [binding.at, numberOf.get(spanOf(binding, tokens).join(' '))]))
  tokens.forEach((token, at) => {
    if (token.fate === undefined || used.has(at) || token.fate === 'evacuated' || token.fate === 'trapped' || token.fate === 'treated' || serves(tokens[at + 1], 'void') || tokens[at + 1]?.quantity !== undefined) return
    const clause = scopes.clauseStart(at)
    const own = tokens.slice(Math.max(clause, at - LOOK_BACK), at)
    if (own.some((each) => each.quantity?.unit === 'person' || each.role === 'neg')) return
    const single = own.find((each) => each.role === 'single')
    const all = own.some((each) => each.role === 'all' || /确认|宣布|证实/.test(each.text)) || /无效|不治|^均|^全部/.test(token.text) || own.some((each) => IN_HOSPITAL.test(each.text))
    const standing = scopes.standingAt(clause, at, token.fate)
    if (single !== undefined && token.fate === 'dead' && at > clause) {
      mentions.push({ ...blank(sentence, single.start, token.end), field: 'dead', value: 1, most: 1, standing })
      used.add(at)
      return
    }
    const number = all && clause > 0 ? lastPerson(tokens, clause) : undefined
    const quantity = number === undefined ? undefined : tokens[number]?.quantity
    if (number === undefined || quantity === undefined || quantity.indefinite || quantity.value < 1) return
    const earlier = boundAt.get(number)
    if (earlier === 'evacuated' || earlier === token.fate || earlier === 'dead') return
    const told = mentionOf.get(number)
    if (told !== undefined) told.standing = 'superseded'
    mentions.push({ ...blank(sentence, tokens[number]?.start ?? 0, token.end), field: token.fate, value: Math.floor(quantity.value), most: Math.floor(quantity.most), bound: quantity.bound, standing, half: null })
    used.add(at)
  })
}

/** `[start, end)` of the words a binding rests on. */
const spanOf = (binding: Binding, tokens: readonly Token[]): [number, number] =>
  [Math.min(tokens[binding.from]?.start ?? 0, tokens[binding.at]?.start ?? 0), Math.max(tokens[binding.to]?.end ?? 0, tokens[binding.at]?.end ?? 0)]

const blank = (sentence: number, start: number, end: number): Omit<Mention, 'field' | 'value' | 'most' | 'standing'> =>
  ({ sentence, start, end, bound: 'exact', source: 'number', part: false, added: false, total: false, also: false, amends: false, ofPlace: false, half: null, word: '' })

function lastPerson(tokens: readonly Token[], before: number): number | undefined {
  for (let back = before - 1; back >= 0 && before - back <= 30; back -= 1) if (tokens[back]?.quantity?.unit === 'person') return back
  return undefined
}

/** 失联2人均已找到: nobody is missing any more. */
function foundAgain(tokens: readonly Token[], sentence: number, mentions: Mention[], before: number, scopes: SentenceScopes): void {
  const at = tokens.findIndex((token, index) => token.role === 'found' && tokens[index + 1]?.quantity === undefined)
  if (at < 0 || !tokens.slice(0, at).some((token) => token.fate === 'missing')) return
  for (const mention of mentions.slice(before)) if (mention.field === 'missing') mention.standing = 'superseded'
  mentions.push({ ...blank(sentence, tokens[at]?.start ?? 0, tokens[at]?.end ?? 0), field: 'missing', value: 0, most: 0, standing: scopes.standingAt(0, at, 'missing'), source: 'denial', amends: true })
}

/** 失联的1人已找到，已无生命体征: of the missing, so many are dead now. */
function foundDead(tokens: readonly Token[], used: Set<number>, sentence: number, mentions: Mention[], before: number, scopes: SentenceScopes): void {
  const told = mentions.slice(before).find((mention) => mention.field === 'missing' && mention.source === 'number' && mention.standing === 'asserted')
  if (told === undefined || mentions.slice(before).some((mention) => mention.field === 'dead')) return
  const found = tokens.findIndex((token, at) => token.start >= told.end && FOUND.test(`${token.text}${tokens[at + 1]?.text ?? ''}`))
  const dead = found < 0 ? -1 : tokens.findIndex((token, at) => at > found && token.fate === 'dead' && !used.has(at) && !serves(tokens[at + 1], 'void'))
  if (dead < 0) return
  used.add(dead)
  const total = mentions.slice(0, before).findLast((mention) => mention.field === 'missing' && mention.source === 'number' && mention.standing === 'asserted')
  told.standing = 'superseded'
  const end = tokens[dead]?.end ?? told.end
  const standing = scopes.standingAt(found, dead, 'dead')
  const left = Math.max(0, (total?.value ?? told.value) - told.value)
  mentions.push({ ...blank(sentence, told.start, end), field: 'dead', value: told.value, most: told.most, standing, also: true })
  mentions.push({ ...blank(sentence, told.start, end), field: 'missing', value: left, most: left, standing, source: 'denial', amends: true })
}
