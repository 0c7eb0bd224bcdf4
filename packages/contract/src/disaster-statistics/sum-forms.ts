import { getIndicator, listKeys, NOW, type FormSetKey } from './catalogue.ts'
import { spentBelow } from './forms/relief-work.ts'
import { hundredths, type FormValue, type FormValues } from './values.ts'

/** The values of one place below. */
export interface PlaceValues {
  readonly divisionCode: string
  readonly values: FormValues
}

/** A sum of one figure: what it comes to, from how many places, and which say nothing. */
export interface SummedFigure {
  readonly key: string
  readonly value: FormValue
  /** Places that gave it. */
  readonly given: number
  /** Places among the summed ones that left it open: unknown is not zero. */
  readonly unknown: readonly string[]
  /** Where places say different things that should be the same. */
  readonly conflict: boolean
}

const compare = (a: FormValue, b: FormValue): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)
const add = (parts: readonly FormValue[]): number => parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? hundredths(part) : 0), 0) / 100

function sumOne(key: string, places: readonly PlaceValues[]): SummedFigure {
  const indicator = getIndicator(key.replace(NOW, ''))
  if (indicator.sum === 'own') return { key, value: null, given: 0, unknown: [], conflict: false }
  if (indicator.sum === 'below') {
    const sources: readonly string[] = spentBelow[key] ?? []
    const [spent = key] = sources
    const parts = places.flatMap(({ values }) => sources.flatMap((source) => (typeof values[source] === 'number' ? [values[source]] : [])))
    const unknown = places.filter(({ values }) => typeof values[spent] !== 'number').map(({ divisionCode }) => divisionCode)
    return { key, value: parts.length === 0 ? null : add(parts), given: places.length - unknown.length, unknown, conflict: false }
  }
  const given = places.flatMap(({ values }) => (values[key] === undefined || values[key] === null ? [] : [values[key]]))
  const unknown = places.filter(({ values }) => values[key] === undefined || values[key] === null).map(({ divisionCode }) => divisionCode)
  const sorted = [...given].sort(compare)
  const conflict = indicator.sum === 'same' && new Set(given).size > 1
  const value = given.length === 0 ? null : indicator.sum === 'add' ? add(given) : indicator.sum === 'max' ? (sorted.at(-1) ?? null) : indicator.sum === 'min' ? (sorted[0] ?? null) : conflict ? null : (given[0] ?? null)
  return { key, value, given: given.length, unknown, conflict }
}

/** Sums of a set over places that do not overlap: added where figures add, earliest and latest for times, nothing for what is a level's own. */
export function sumForms(set: FormSetKey, places: readonly PlaceValues[]): SummedFigure[] {
  return listKeys(set).map((key) => sumOne(key, places))
}

/** The values a sum gives: unknown stays out. */
export function summedValues(sums: readonly SummedFigure[]): Record<string, FormValue> {
  return Object.fromEntries(sums.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])))
}

/** Figures where a return and the sum of the places below differ, both as numbers. */
export function differsFromSum(values: FormValues, sums: readonly SummedFigure[]): { key: string; stated: number; sum: number }[] {
  return sums.flatMap(({ key, value, given }) => {
    const stated = values[key]
    if (given === 0 || typeof value !== 'number' || typeof stated !== 'number' || getIndicator(key.replace(NOW, '')).sum !== 'add') return []
    return hundredths(stated) === hundredths(value) ? [] : [{ key, stated, sum: value }]
  })
}

/** Change of every figure since an earlier version; `before` or `after` null where unknown. Only what changed. */
export function differences(before: FormValues | null, after: FormValues): { key: string; before: FormValue; after: FormValue; change: number | null }[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].sort()
  return keys.flatMap((key) => {
    const [from, to] = [before?.[key] ?? null, after[key] ?? null]
    if (from === to) return []
    return [{ key, before: from, after: to, change: typeof from === 'number' && typeof to === 'number' ? (hundredths(to) - hundredths(from)) / 100 : null }]
  })
}
