import type { DivisionLevel } from '../../kernel/index.ts'
import { isWithin } from '../../kernel/index.ts'
import { spokenName } from './spoken-name.ts'

/** A division as the caller's tables know it. `pinyin` syllables without tones, separated by blanks; `aliases` further names in use. */
export interface GazetteerEntry {
  readonly code: string
  readonly name: string
  readonly fullName: string
  readonly level: DivisionLevel
  readonly pinyin?: string
  readonly aliases?: readonly string[]
}

/** `bare`: a village without 村, a common word as often as not; it counts only right behind the place it lies in. */
interface Named { readonly text: string; readonly entry: GazetteerEntry; readonly short: boolean; readonly bare?: boolean }
/** Names of a division tree, ready to be looked up in text. */
export interface Gazetteer { readonly byFirst: ReadonlyMap<string, readonly Named[]>; readonly byPinyin: ReadonlyMap<string, GazetteerEntry> }

const TAIL = /(?:街道办事处|街道|自治县|村委会|村民委员会|居委会|社区|省|市|县|区|镇|乡|村)$/
const DEPTH: Readonly<Record<DivisionLevel, number>> = { province: 0, city: 1, county: 2, town: 3, village: 4 }
/** Names this long looked up per place; longer ones do not exist in the tables. */
const LONGEST_PINYIN = 60

/** Builds the look-up once; names, full names, names without 县、镇、村委会, aliases, and pinyin. */
export function buildGazetteer(entries: readonly GazetteerEntry[]): Gazetteer {
  const byFirst = new Map<string, Named[]>()
  const byPinyin = new Map<string, GazetteerEntry>()
  const add = (text: string, entry: GazetteerEntry, short: boolean, bare = false): void => {
    const first = text[0]
    if (first === undefined || text.length < 2) return
    const list = byFirst.get(first)
    if (list === undefined) byFirst.set(first, [{ text, entry, short, bare }])
    else list.push({ text, entry, short, bare })
  }
  for (const entry of entries) {
    const plain = entry.name.replace(TAIL, '')
    for (const text of new Set([entry.name, entry.fullName, ...(entry.aliases ?? []), ...(/村委会$|居委会$/.test(entry.name) ? [entry.name.replace(/委会$/, '').replace(/居$/, '社区')] : [])])) add(text, entry, false)
    // A village's bare name (上西) is a common word; a town's or county's is how people speak of it.
    if (plain.length >= 2 && entry.level !== 'village') add(plain, entry, true)
    const bareName = entry.level === 'village' ? spokenName(entry.name).replace(/(?:社区|村)$/, '') : ''
    if (bareName.length >= 2) add(bareName, entry, true, true)
    if (entry.pinyin !== undefined && entry.level !== 'village') {
      const letters = entry.pinyin.replaceAll(' ', '').toLowerCase()
      const kept = byPinyin.get(letters)
      if (letters.length >= 5 && (kept === undefined || DEPTH[entry.level] < DEPTH[kept.level])) byPinyin.set(letters, entry)
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length || DEPTH[a.entry.level] - DEPTH[b.entry.level])
  return { byFirst, byPinyin }
}

/** A place found, `[start, end)` in the text read. */
export interface PlaceMatch { readonly code: string; readonly name: string; readonly start: number; readonly end: number; /** Codes of other places of the same name that may be meant as well. */ readonly others: readonly string[] }

const ORGANISATION = /^(?:党委|政府|人民政府|应急|气象|消防|公安|自然资源|水利|防指|防汛|医院|人民医院|卫生|交警|派出所|委|局|台|办|有限公司|县委|市委|省委|纪委|大学|海关)/
const HAPPENS_NEAR = /^[^，。；\n]{0,40}(?:发生|突发|起火|着火|失火|坍塌|垮塌|爆炸|暴发|泄漏|侧翻|相撞|滑坡|泥石流|崩塌|中毒|沉没|决口|溃)/

/** Whether a place found ends right here and holds the code. */
const follows = (previous: Candidate | undefined, at: number, code: string): boolean => previous !== undefined && at - previous.end <= 1 && code !== previous.entry.code && isWithin(code, previous.entry.code)

interface Candidate { readonly entry: GazetteerEntry; readonly start: number; readonly end: number; readonly score: number; readonly others: readonly string[] }

/**
 * The place of the event: the deepest division named in a chain (仙居县…镇…村), where homonyms are settled by the larger places named
 * in the text; a place before 发生 counts more than one that names an office. Null when the gazetteer knows none.
 */
export function matchPlace(text: string, gazetteer: Gazetteer, excluded: (at: number) => boolean): PlaceMatch | null {
  const chosen: Candidate[] = []
  const contexts: string[] = []
  for (let at = 0; at < text.length && chosen.length < 200; at += 1) {
    const here = gazetteer.byFirst.get(text[at] ?? '')?.filter((named) => text.startsWith(named.text, at) && (named.bare !== true || follows(chosen.at(-1), at, named.entry.code))) ?? []
    const longest = here[0]
    if (longest !== undefined && !excluded(at)) {
      const end = at + longest.text.length
      const previous = chosen.at(-1)
      const same = here.filter((named) => named.text === longest.text)
      const inContext = (named: Named): number => (previous !== undefined && at - previous.end <= 3 && isWithin(named.entry.code, previous.entry.code) ? 100 : contexts.some((code) => isWithin(named.entry.code, code)) ? 50 : 0)
      const best = same.reduce((a, b) => (inContext(b) > inContext(a) ? b : a))
      const unsure = false
      const after = text.slice(end, end + 50)
      const score = (HAPPENS_NEAR.test(after) ? 20 : 0) - (ORGANISATION.test(after) ? 30 : 0) + (best.short ? -2 : 0) + (inContext(best) >= 100 ? 5 : 0)
      if (!unsure) {
        const rivals = same.filter((named) => named !== best && inContext(named) === inContext(best) && named.entry.level === best.entry.level).map((named) => named.entry.code)
        chosen.push({ entry: best.entry, start: at, end, score, others: [...new Set(rivals)].filter((code) => code !== best.entry.code) })
        contexts.push(best.entry.code)
        at = end - 1
      }
      continue
    }
    if (/[a-z]/i.test(text[at] ?? '') && !/[a-z]/i.test(text[at - 1] ?? '')) {
      const word = /^[a-z']+/i.exec(text.slice(at, at + LONGEST_PINYIN))?.[0] ?? ''
      const entry = gazetteer.byPinyin.get(word.replaceAll("'", '').toLowerCase())
      if (entry !== undefined) chosen.push({ entry, start: at, end: at + word.length, score: 0, others: [] })
      if (entry !== undefined) contexts.push(entry.code)
      at += Math.max(0, word.length - 1)
    }
  }
  if (chosen.length === 0) return null
  const head = chosen.reduce((a, b) => (b.score > a.score ? b : a))
  // The chain the best one begins or belongs to ends in the deepest place.
  let deepest = head
  for (const each of chosen) if (each.start > deepest.start && each.start - deepest.end <= 2 && isWithin(each.entry.code, deepest.entry.code)) deepest = each
  let start = deepest.start
  for (const each of [...chosen].reverse()) if (each.end <= start && start - each.end <= 2 && isWithin(deepest.entry.code, each.entry.code)) start = each.start
  return { code: deepest.entry.code, name: deepest.entry.fullName, start, end: deepest.end, others: deepest.others }
}
