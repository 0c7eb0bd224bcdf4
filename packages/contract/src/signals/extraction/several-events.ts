import type { Mention } from './mention.ts'
import type { Moment } from './read-times.ts'

const HAPPENED = /发生|突发|爆发|暴发|遭遇|起火|坍塌|爆炸|地震|洪水|台风|滑坡|泥石流|崩塌|事故|火灾|矿难|灾害|相撞|沉没/
/** 近期三起事故：…；…. */
const LISTED = /(?:[2-9]|[二两三四五六七八九十几多])起[^。；，]{0,12}(?:事故|事件|火灾|案例|灾害)/
const PROGRESS = /截至|截止|累计|新增|更新|又|再|搜救|发现|确认|核实|上升|升至|增至/

/**
 * Whether the text tells of several events, each with its own date and its own dead: their figures are nobody's to add up. A report that
 * goes on over days (截至7月22日) and remembered cases, which have been set aside before, are one event.
 */
export function findSeveralEvents(text: string, sentences: readonly { start: number; end: number }[], moments: readonly Moment[], mentions: readonly Mention[]): boolean {
  const told = mentions.filter((mention) => (mention.field === 'dead' || mention.field === 'deadOrMissing' || mention.field === 'missing') && mention.standing === 'asserted' && mention.source === 'number' && !mention.part && !mention.added)
  if (told.length < 2) return false
  const dated = moments.filter((moment) => moment.day !== null || moment.year !== null)
  const listed = LISTED.test(text)
  const events = new Map<string, number>()
  let at = 0
  for (const mention of told) {
    const sentence = sentences[mention.sentence]
    if (sentence === undefined) continue
    while ((dated[at + 1]?.start ?? Number.POSITIVE_INFINITY) < mention.start) at += 1
    const moment = dated[at]
    if (moment === undefined || moment.start >= mention.start || moment.end < sentence.start) continue
    const between = text.slice(moment.end, Math.min(mention.start, moment.end + 200))
    if (!(listed || HAPPENED.test(between)) || PROGRESS.test(between)) continue
    const key = `${moment.year ?? ''}-${moment.month ?? ''}-${moment.day ?? ''}`
    if (!events.has(key)) events.set(key, mention.value)
  }
  return events.size > 1
}
