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
const IN_HOSPITAL = /无效|不治/
const PLACE_TAIL = /[省市县区镇乡村组社州旗](?:[^，、。]{0,4})$/
const SPARED = /^(?:避免了|有效避免|成功避免|成功避险|成功避让|避免|实现零|化险为夷|幸免于|幸免)$/
const PURPOSE = /(?:为|为了|以|确保|尽量|尽力|力争|最大限度|最大程度|要|坚决|切实|能够|努力|全力)$/
const SUMMARY = /(?:全年|上半年|下半年|[一二三四1-4]季度|年以来(?!最|首|第|罕)|全月|近[一二三五十\d]+年|1(?:-|至|到)\d{1,2}月|\d{4}年(?:度)?[，]?(?:全[县市省国区]|[^，。第\d]{0,10}共))/
const PERIOD = /(?:全年|上半年|下半年|季度|全月|1(?:-|至|到)\d{1,2}月).{0,30}(?:共|累计|合计)/
const MANY_EVENTS = /(?:[2-9]|\d{2,}|[二两三四五六七八九十百]+|多|数)(?:余)?(?:起|次|宗)(?!性)/

const fieldOf = (binding: Binding, tokens: readonly Token[]): MentionField =>
  binding.fate !== 'loss' ? binding.fate : tokens[binding.word]?.loss === 'direct' ? 'loss' : tokens[binding.word]?.loss === 'share' ? 'lossShare' : 'lossGeneral'

/** Reads all sentences in order; `sentences` and `moments` are of the same text. */
export function readMentions(text: string, sentences: readonly { start: number; end: number }[], moments: readonly Moment[]): MentionReading {
  const mentions: Mention[] = []
  const foreign: { start: number; end: number; standing: Standing }[] = []
  let state: ScopeState = { drill: false, past: false, mainYear: null }
  let spared: MentionReading['spared'] = null
  let summary = false
  let momentAt = 0
  sentences.forEach((sentence, index) => {
    const tokens = lexSentence(text, sentence.start, sentence.end)
    const own: Moment[] = []
    for (; (moments[momentAt]?.start ?? Number.POSITIVE_INFINITY) < sentence.end; momentAt += 1) if ((moments[momentAt]?.start ?? -1) >= sentence.start) own.push(moments[momentAt] as Moment)
    const scopes = describeScopes(tokens, own, state)
    state = scopes.next
    if (scopes.whole !== null) foreign.push({ ...sentence, standing: scopes.whole })
    if (scopes.whole === null) {
      const head = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 300))
      if (PERIOD.test(head) || (SUMMARY.test(head) && MANY_EVENTS.test(head))) summary = true
      spared ??= tellsSpared(tokens, scopes)
    }
    readSentence(tokens, scopes, index, mentions)
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
    ofPlace: tokens.slice(Math.max(0, clause, low - 3), low).some((token) => token.kind === 'other' && PLACE_TAIL.test(token.text)), half: tokens[binding.word]?.text === '当场死亡' || tokens.slice(Math.max(clause, low - LOOK_BACK), high).some((token) => /当场|现场死/.test(token.text)) ? 'on-the-spot' : tokens.slice(low, high + 1).some((token) => IN_HOSPITAL.test(token.text)) ? 'in-hospital' : null,
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
    const all = own.some((each) => each.role === 'all') || /无效|不治|^均|^全部/.test(token.text) || own.some((each) => IN_HOSPITAL.test(each.text))
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
