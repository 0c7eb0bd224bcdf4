import { describe, expect, it } from 'vitest'
import { symbolSvg } from './draw-symbol.ts'
import { getSymbol, isSymbolName, listSymbolNames } from './symbols.ts'

/** Absolute coordinates of a path whose commands start a subpath: enough to catch a slip of the pen. */
const starts = (d: string): number[] => [...d.matchAll(/M\s*(-?[\d.]+)[\s,]+(-?[\d.]+)/g)].flatMap((m) => [Number(m[1]), Number(m[2])])

describe('symbol set', () => {
  it.each(listSymbolNames())('%s has a word and stays on its grid', (name) => {
    const { word, parts, shape } = getSymbol(name)
    expect(word).not.toBe('')
    expect(parts.length).toBeGreaterThan(0)
    for (const { d } of parts) {
      expect(d).toMatch(/^[Mm][\d\sMmLlHhVvCcSsQqTtAaZz.,-]+$/)
      for (const value of starts(d)) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(24)
      }
    }
    if (name.startsWith('hazard-')) expect(shape).toBe('diamond')
    if (name.startsWith('force-')) expect(shape).toBe('circle')
    if (name.startsWith('facility-')) expect(shape).toBe('square')
  })

  it('is recognised by name', () => {
    expect(isSymbolName('hazard-landslide')).toBe(true)
    expect(isSymbolName('toString')).toBe(false)
  })

  it('is exported as a picture of its own', () => {
    const svg = symbolSvg('force-boat', { fill: '#123456', glyph: '#ffffff' })
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 24 24".*<\/svg>$/)
    expect(svg).toContain('#123456')
    expect(svg).not.toContain('currentColor')
  })
})
