import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { numberSource, readNumeral } from './numerals.ts'
import type { Span } from './numerals.ts'

/** Figures the parser may fill; everything else is typed. */
export type FigureName = 'dead' | 'missing' | 'seriouslyInjured' | 'injured' | 'trapped' | 'evacuated' | 'relocated' | 'collapsedRooms' | 'damagedHouseholds'

/** A figure read from the text, for a person to confirm. */
export interface FoundFigure {
  readonly fact: FigureName & keyof IncidentFacts
  readonly value: number
  /** "10 余人": at least this many. */
  readonly atLeast: boolean
  readonly span: Span
}

interface Clause {
  readonly text: string
  readonly from: number
}

const words = {
  dead: '死亡|遇难|身亡|丧生|罹难',
  missing: '失踪|失联|下落不明|失去联系|联系不上|没找到|找不到|未找到',
  seriouslyInjured: '重伤|伤势危重|伤势严重',
  slightlyInjured: '轻伤',
  injured: '受伤',
  trapped: '被困|受困|被埋|困在|困于',
  relocated: '转移安置|紧急安置',
  evacuated: '转移|撤离|疏散',
} as const
type WordName = keyof typeof words

/** What somebody fears or expects is not a figure yet, and what happened in another year is not this event. */
const hypothetical = /可能|预计|预估|估计|或将|恐|以防|防止|避免|如果|假如|威胁|演练|去年|前年|往年|历史上/
/** People got out: they are no longer trapped or missing. */
const rescued = /救出|获救|脱险|脱困|转移|撤离|疏散|已找到|被找到|联系上|取得联系|平安/
const rescuedNext = /^[\s]*(?:目前|现|经搜救)?(?:已|均已|都已|全部)(?:全部|均|都|被)?(?:救出|获救|脱险|脱困|转移|安全|找到|取得联系|联系上)/

const people = String.raw`(?:名|人|位|个人|口人|个)`
const anyCasualty = [words.dead, words.missing, words.seriouslyInjured, words.slightlyInjured, words.injured, words.trapped].join('|')
/** Between number and word only who they are: "2 名村民", never another number or another fate. */
const between = String.raw`(?:(?!${anyCasualty}|[\d零〇一二两三四五六七八九十百千万、，和及])[^，。；\n]){0,8}?`
const more = String.raw`(?<more>余|多|几|以上)?`

const beforeWord = (word: string): RegExp => new RegExp(String.raw`(?<n>${numberSource})\s*${more}\s*${people}${between}(?:${word})`, 'gu')
const afterWord = (word: string): RegExp =>
  new RegExp(
    String.raw`(?:${word})(?:的)?(?:人数|人员|人口|群众|村民|居民|老人|者)?\s*(?:从\s*${numberSource}\s*人?|由\s*${numberSource}\s*人?)?(?:已|现|共|达|为|有|升至|增至|上升到|上升至|约|共计|计|[:：])*\s*(?:${numberSource}\s*户\s*)?(?<n>${numberSource})\s*${more}\s*(?:${people}|(?=[\s、,]|$|伤|重伤|受伤|失))`,
    'gu',
  )

function splitClauses(text: string): Clause[] {
  return [...text.matchAll(/[^，。；！？;!?\n]+/gu)].map((match) => ({ text: match[0], from: match.index }))
}

interface Hit {
  readonly value: number
  readonly atLeast: boolean
  readonly span: Span
}

function readHit(match: RegExpExecArray | RegExpMatchArray, from: number): Hit | null {
  const value = readNumeral(match.groups?.n ?? '')
  if (value === null) return null
  const start = from + (match.index ?? 0)
  const moreWord = match.groups?.more
  return { value, atLeast: moreWord !== undefined, span: { from: start, to: start + match[0].trimEnd().length } }
}

function findHit(clause: Clause, word: string): Hit | null {
  for (const pattern of [beforeWord(word), afterWord(word)]) {
    for (const match of clause.text.matchAll(pattern)) {
      const hit = readHit(match, clause.from)
      if (hit !== null) return hit
    }
  }
  return null
}

/** Newspaper shorthand: "2死3伤", "死2伤3", "致3死". */
function findShorthand(clause: Clause): { dead: Hit | null; injured: Hit | null } {
  const pick = (pattern: RegExp): Hit | null => {
    const match = pattern.exec(clause.text)
    return match === null ? null : readHit(match, clause.from)
  }
  const n = `(?<n>${numberSource})(?<more>余|多)?`
  // The word stands before its number throughout ("死2伤3") or behind it throughout ("2死3伤").
  const wordFirst = new RegExp(`死(?!亡)${numberSource}人?伤${numberSource}`, 'u').test(clause.text)
  if (wordFirst) return { dead: pick(new RegExp(`死${n}人?`, 'u')), injured: pick(new RegExp(`伤${n}人?`, 'u')) }
  return { dead: pick(new RegExp(`${n}人?死(?!亡|里)`, 'u')), injured: pick(new RegExp(`${n}人?伤(?!亡|势|情)`, 'u')) }
}

/** Sentences that say zero outright. "未接到伤亡报告" says nothing is known, which is not zero. */
function findDenials(clause: Clause): FoundFigure[] {
  const denials: readonly (readonly [RegExp, readonly FoundFigure['fact'][]])[] = [
    [/(?:无|没有|未造成|没造成|未发生|没有造成)(?:任何|发生)?(?:人员)?伤亡(?!报告|消息|信息|情况)/u, ['dead', 'injured']],
    [/(?:无|没有|未造成)(?:人|人员)(?:死亡|遇难)/u, ['dead']],
    [/(?:无|没有|未造成)(?:人|人员)(?:失踪|失联|下落不明)/u, ['missing']],
    [/(?:无|没有|未造成)(?:人|人员)受伤/u, ['injured']],
    [/(?:无|没有)(?:人|人员|群众)(?:被困|受困)/u, ['trapped']],
  ]
  return denials.flatMap(([pattern, facts]) => {
    const match = pattern.exec(clause.text)
    if (match === null) return []
    const span = { from: clause.from + match.index, to: clause.from + match.index + match[0].length }
    return facts.map((fact): FoundFigure => ({ fact, value: 0, atLeast: false, span }))
  })
}

function findHouses(clause: Clause): FoundFigure[] {
  const damage = '倒塌|冲毁|倒房|垮塌|塌了|毁坏|损毁|被埋|毁'
  const patterns: readonly (readonly [FigureName, RegExp])[] = [
    ['collapsedRooms', new RegExp(`(?:${damage})(?:房屋|民房|农房|住房|平房)?\\s*(?<n>${numberSource})\\s*(?<more>余|多)?\\s*间`, 'u')],
    ['collapsedRooms', new RegExp(`(?<n>${numberSource})\\s*(?<more>余|多)?\\s*间(?:房屋|民房|农房|住房|平房|房子)?(?:被)?(?:${damage})`, 'u')],
    ['damagedHouseholds', new RegExp(`(?:${damage})(?:房屋|民房|农房|住房)?\\s*(?<n>${numberSource})\\s*(?<more>余|多)?\\s*户`, 'u')],
    ['damagedHouseholds', new RegExp(`(?<n>${numberSource})\\s*(?<more>余|多)?\\s*户(?:房屋|民房|农房|住房|人家)?(?:被)?(?:${damage})`, 'u')],
  ]
  return patterns.flatMap(([fact, pattern]) => {
    const match = pattern.exec(clause.text)
    const hit = match === null ? null : readHit(match, clause.from)
    return hit === null ? [] : [{ fact, ...hit }]
  })
}

function readClause(clause: Clause, next: Clause | undefined): FoundFigure[] {
  if (hypothetical.test(clause.text)) return []
  const denied = findDenials(clause)
  const got = (name: WordName): Hit | null => findHit(clause, words[name])
  const outOfDanger = rescued.test(clause.text) || (next !== undefined && rescuedNext.test(next.text))
  const short = findShorthand(clause)
  const serious = got('seriouslyInjured')
  const slight = got('slightlyInjured')
  const injured = got('injured') ?? short.injured ?? sumOf(serious, slight)
  const relocated = got('relocated')
  const found: (readonly [FigureName, Hit | null])[] = [
    ['dead', got('dead') ?? short.dead],
    ['missing', outOfDanger ? null : got('missing')],
    ['seriouslyInjured', serious],
    ['injured', injured],
    ['trapped', outOfDanger ? null : got('trapped')],
    ['relocated', relocated],
    ['evacuated', relocated === null ? got('evacuated') : null],
  ]
  return [
    ...found.flatMap(([fact, hit]): FoundFigure[] => (hit === null || denied.some((other) => other.fact === fact) ? [] : [{ fact, ...hit }])),
    ...denied,
    ...findHouses(clause),
  ]
}

/** Slight and serious injuries together are the injured; serious ones alone leave the total open. */
function sumOf(serious: Hit | null, slight: Hit | null): Hit | null {
  if (slight === null) return null
  return { value: slight.value + (serious?.value ?? 0), atLeast: slight.atLeast || serious?.atLeast === true, span: slight.span }
}

/**
 * Deaths, missing, injured, trapped, moved people and destroyed houses that a text states, each fact once. The last statement
 * wins ("先报 2 人…现增至 5 人"). Fears, other years and people already rescued are not counted; what is not said stays unknown.
 */
export function findFigures(text: string): FoundFigure[] {
  const clauses = splitClauses(text)
  const byFact = new Map<string, FoundFigure>()
  clauses.forEach((clause, index) => {
    for (const found of readClause(clause, clauses[index + 1])) {
      const earlier = byFact.get(found.fact)
      // A later "无人员伤亡" about another place does not wipe out the dead.
      if (earlier !== undefined && found.value === 0 && earlier.value > 0) continue
      byFact.set(found.fact, found)
    }
  })
  return [...byFact.values()].sort((a, b) => a.span.from - b.span.from)
}
