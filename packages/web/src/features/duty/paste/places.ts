import { divisionLevelOf, isWithin } from '@fengsui/contract/kernel'
import type { Span } from './numerals.ts'

/** A place of the own area as far as matching needs it. */
export interface NamedPlace {
  readonly code: string
  readonly name: string
  readonly path: string
}

export interface FoundPlace {
  readonly code: string
  readonly name: string
  readonly path: string
  /** Other places of the same name; then a person must choose. */
  readonly others: number
  readonly span: Span
}

/** How people say a place: the statistical table's "岭下村委会" is "岭下村". */
export function spokenName(name: string): string {
  return name.replace(/(?:居民|村民)委员会$/u, (end) => (end.startsWith('村') ? '村' : '')).replace(/村委会$/u, '村').replace(/社区居委会$/u, '社区').replace(/居委会$/u, '')
}

/** Names shorter than this would match by accident inside other words. */
const shortest = 2

const depth = { province: 0, city: 1, county: 2, town: 3, village: 4 } as const

/**
 * The most precise place a text names, out of the places of the own area. A village counts before its town; of villages with the same
 * name the one whose town or county is also named wins.
 */
export function findPlace(text: string, places: readonly NamedPlace[]): FoundPlace | null {
  const hits = places.flatMap((place) => {
    const name = spokenName(place.name)
    if (name.length < shortest) return []
    const from = text.indexOf(name)
    return from < 0 ? [] : [{ place, name, span: { from, to: from + name.length } }]
  })
  // A name inside a longer one ("下村" inside "岭下村") was not meant.
  const own = hits.filter((hit) => !hits.some((other) => other.name.length > hit.name.length && other.name.includes(hit.name) && text.replaceAll(other.name, '').indexOf(hit.name) < 0))
  const deepest = Math.max(-1, ...own.map((hit) => depth[divisionLevelOf(hit.place.code)]))
  const candidates = own.filter((hit) => depth[divisionLevelOf(hit.place.code)] === deepest)
  const score = (code: string): number => own.filter((hit) => hit.place.code !== code && isWithin(code, hit.place.code)).length
  const ranked = candidates.map((hit) => ({ hit, score: score(hit.place.code) })).sort((a, b) => b.score - a.score || b.hit.name.length - a.hit.name.length || a.hit.place.code.localeCompare(b.hit.place.code))
  const best = ranked[0]
  if (best === undefined) return null
  const others = ranked.filter((each) => each.score === best.score && each.hit.name === best.hit.name).length - 1
  return { code: best.hit.place.code, name: best.hit.name, path: best.hit.place.path, others, span: best.hit.span }
}
