import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant, parseInteger, valueParsers } from './value-parsers.ts'

const parse = (oid: number, text: string) => valueParsers.getTypeParser(oid)(text)

describe('value parsers', () => {
  it('spells instants as the kernel does', () => {
    expect(parse(1184, '2019-08-10 01:45:00+00')).toBe('2019-08-10T01:45:00.000Z')
    expect(parse(1184, '2019-08-10 01:45:00.1+00')).toBe('2019-08-10T01:45:00.100Z')
    expect(parse(1184, '2019-08-10 01:45:00.123999+00')).toBe('2019-08-10T01:45:00.123Z')
    expect(parse(1184, 'infinity')).toBe('infinity')
    expect(() => parseInstant('2019-08-10 09:45:00+08')).toThrow(RangeError)
  })

  it('gives back every instant that went in', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString()
        // PostgreSQL leaves out zeros at the end of the fraction.
        const stored = `${iso.replace('T', ' ').replace(/\.?0*Z$/, '')}+00`
        expect(parseInstant(stored)).toBe(iso)
      }),
    )
  })

  it('never rounds a count', () => {
    expect(parse(20, '9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => parseInteger('9007199254740992')).toThrow(/9007199254740992/)
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => parseInteger(String(value)) === value))
  })

  it('keeps days as written, makes numerics numbers, and handles arrays', () => {
    expect(parse(1082, '2019-08-10')).toBe('2019-08-10')
    expect(parse(1700, '42.50')).toBe(42.5)
    expect(parse(1016, '{1,NULL,3}')).toEqual([1, null, 3])
    expect(parse(1185, '{"2019-08-10 01:45:00+00",NULL}')).toEqual(['2019-08-10T01:45:00.000Z', null])
    expect(parse(25, '台风')).toBe('台风')
  })
})
