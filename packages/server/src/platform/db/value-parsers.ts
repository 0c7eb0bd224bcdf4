import { types } from 'pg'

type Parse = (text: string) => unknown

const OID = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, interval: 1186, numeric: 1700 } as const
const ARRAY_OID = { int8: 1016, date: 1182, timestamp: 1115, timestamptz: 1185, interval: 1187, numeric: 1231, text: 1009 } as const

/**
 * How values arrive from the database: instants as `2019-08-09T18:30:00.000Z`, calendar days as `2019-08-09`, counts, sums and
 * numerics as numbers. Everything else as `pg` does it.
 */
export const valueParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      const parse = PARSERS.get(oid)
      if (parse !== undefined) return parse
    }
    return types.getTypeParser(oid, format ?? 'text')
  }) as typeof types.getTypeParser,
}

const SCALARS = {
  int8: parseInteger,
  numeric: Number,
  date: (text: string) => text,
  timestamp: (text: string) => text,
  timestamptz: parseInstant,
  interval: (text: string) => text,
} as const satisfies Partial<Record<keyof typeof OID, Parse>>

const PARSERS: ReadonlyMap<number, Parse> = new Map(
  (Object.keys(SCALARS) as (keyof typeof SCALARS)[]).flatMap((name) => [[OID[name], SCALARS[name]] as const, [ARRAY_OID[name], arrayOf(SCALARS[name])] as const]),
)

/**
 * A bigint as a number.
 * @throws RangeError beyond 2^53 rather than rounding
 */
export function parseInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`整数 ${text} 超出可精确表示的范围`)
  return value
}

/** A `timestamptz` as an instant; microseconds are cut, `infinity` stays a word. The connection runs in UTC and ISO style. */
export function parseInstant(text: string): string {
  const match = /^(\d{4,})-(\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (match !== null) return `${match[1] ?? ''}-${match[2] ?? ''}T${match[3] ?? ''}.${(match[4] ?? '').slice(0, 3).padEnd(3, '0')}Z`
  if (text === 'infinity' || text === '-infinity') return text
  throw new RangeError(`时间 ${text} 不是 UTC 写法`)
}

function arrayOf(parse: Parse): Parse {
  const parseTexts = types.getTypeParser(ARRAY_OID.text as number) as (text: string) => NestedTexts
  const each = (value: NestedTexts): unknown => (Array.isArray(value) ? value.map(each) : value === null ? null : parse(value))
  return (text) => each(parseTexts(text))
}

type NestedTexts = string | null | NestedTexts[]
