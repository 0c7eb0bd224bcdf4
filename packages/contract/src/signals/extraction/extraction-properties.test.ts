import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFacts, type Extraction } from './index.ts'
import { readNumber } from './read-number.ts'
import { originalSpan, readSource, splitSentences } from './source-text.ts'

const read = (text: string): Extraction => extractFacts(text, { reference: '2026-01-05T02:00:00.000Z', asOf: '2026-01-05' })

/** Pieces of bulletins, hostile characters among them, in any order. */
const piece = fc.constantFrom(
  '死亡', '3人', '失联', '受伤', '未造成', '人员', '伤亡', '避免了', '可能', '其中', '，', '。', '、', '(', ')', '直接经济损失', '约', '12.5万元', '分别为', '2人', '由', '升至', '演练', '模拟', '去年', '2019年7月8日', '发生滑坡', '转移', '8户25人', '网传', '不实', '更正为',
  '数十人', '一百二十', '亿', '-', '至', '\n', ' ', '<b>', '<script>', '&#20154;', '\u202e', '\u200b', '\ud800', '😀', '𠮷', '0', '零', '万', '点', '均', '以上', '以下', '新增', '累计', '￥', '第', '1,000', 'M', '6.5级地震',
)
const bulletin = fc.oneof(fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')), fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }))

describe('any text', () => {
  it('is read without throwing, the same twice, with spans that are its own words', () => {
    fc.assert(fc.property(bulletin, (text) => {
      const found = read(text)
      expect(read(text)).toEqual(found)
      for (const span of found.spans) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThan(span.start)
        expect(text.slice(span.start, span.end)).toBe(span.text)
      }
      for (const field of ['dead', 'missing', 'injured', 'seriouslyInjured', 'evacuated', 'directLossWan'] as const) {
        const value = found[field]
        expect(value === null || (Number.isFinite(value) && value >= 0)).toBe(true)
        // A number is never without its words, and neither is a zero.
        if (value !== null) expect(found.spans.some((span) => span.field === field)).toBe(true)
      }
    }), { numRuns: 400 })
  })

  it('keeps offsets: every sentence read leads back to its place', () => {
    fc.assert(fc.property(bulletin, (text) => {
      const source = readSource(text)
      expect(source.text.length).toBe(source.starts.length)
      for (const sentence of splitSentences(source.text)) {
        const span = originalSpan(source, sentence.start, sentence.end)
        expect(text.slice(span.start, span.end)).toBe(span.text)
      }
    }), { numRuns: 200 })
  })
})

describe('denial', () => {
  const denials = fc.constantFrom('未造成', '没有造成', '无', '并未造成', '暂未造成', '尚未发现', '没有', '未发生')
  const who = fc.constantFrom('', '人员', '群众', '任何人员', '一人', '村民', '因灾')
  const fate = fc.constantFrom('死亡', '伤亡', '失踪', '受伤', '重伤', '遇难', '死亡、失踪', '伤亡和财产损失', '死亡和受伤')
  const lead = fc.constantFrom('', '由于转移及时，', '房屋倒塌12间，', '7月3日发生滑坡，', '截至目前，', '受威胁群众8户25人已撤离，')
  it('never yields a casualty', () => {
    fc.assert(fc.property(lead, denials, who, fate, (before, no, people, what) => {
      const found = read(`${before}${no}${people}${what}。`)
      for (const field of ['dead', 'missing', 'deadOrMissing', 'injured', 'seriouslyInjured'] as const) expect(found[field] ?? 0).toBe(0)
    }), { numRuns: 400 })
  })

  it('leaves a number of its own standing beside it', () => {
    fc.assert(fc.property(denials, fc.integer({ min: 1, max: 999 }), (no, count) => {
      expect(read(`${no}人员死亡，${count}人受伤。`)).toMatchObject({ dead: 0, injured: count })
    }), { numRuns: 100 })
  })
})

describe('avoidance', () => {
  const avoiding = fc.constantFrom('避免了', '成功避免', '有效避免了', '防止了', '避免')
  it('never yields a casualty, whatever the number', () => {
    fc.assert(fc.property(avoiding, fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('可能因灾伤亡', '死亡', '可能的伤亡', '遇难', '因灾死亡、受伤'), (avoided, count, what) => {
      const found = read(`因提前转移，${avoided}${count}人${what}，实现成功避险。`)
      for (const field of ['dead', 'missing', 'deadOrMissing', 'injured', 'seriouslyInjured'] as const) expect(found[field] ?? 0).toBe(0)
    }), { numRuns: 200 })
  })
})

describe('numbers', () => {
  const han = (value: number): string => {
    const digits = [...'零一二三四五六七八九']
    const [thousands, hundreds, tens, ones] = [Math.floor(value / 1000), Math.floor(value / 100) % 10, Math.floor(value / 10) % 10, value % 10]
    const parts = [thousands > 0 ? `${digits[thousands]}千` : '', hundreds > 0 ? `${digits[hundreds]}百` : thousands > 0 && (tens > 0 || ones > 0) ? '零' : '', tens > 0 ? `${digits[tens]}十` : hundreds > 0 && ones > 0 ? '零' : '', ones > 0 ? digits[ones] : '']
    return parts.join('')
  }
  it('reads every Chinese number as it reads the Arabic one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
      expect(read(`造成${han(value)}人受伤`).injured).toBe(value)
      expect(read(`造成${value}人受伤`).injured).toBe(value)
    }), { numRuns: 300 })
  })

  it.each([
    ['一百二十三', 123], ['一百二', 120], ['廿', 20], ['廿三', 23], ['两千零五', 2005], ['一万二千', 12_000], ['三千二百', 3200], ['1.2万', 12_000], ['3千万', 30_000_000], ['1亿2000万', 120_000_000], ['十', 10], ['十五', 15],
    ['二十', 20], ['1,234', 1234], ['2071.35万', 20_713_500], ['二〇一九', 2019], ['3.5亿', 350_000_000], ['两', 2],
  ])('%s is %d', (text, value) => expect(readNumber(text, 0)).toMatchObject({ value, most: value, end: text.length, indefinite: false }))

  it.each([['3-5', 3, 5], ['3至5', 3, 5], ['三到五', 3, 5], ['三五', 3, 5], ['2-3万', 20_000, 30_000], ['五、六', 5, 6]])('%s is from %d to %d', (text, value, most) => expect(readNumber(text, 0)).toMatchObject({ value, most }))
  it.each(['数十人', '几百人', '若干人'])('%s is an amount, but no number', (text) => expect(readNumber(text, 0)).toMatchObject({ indefinite: true }))
})

describe('time', () => {
  const hostile = ['死亡', '3人', '避免了', '，', '无', '（', '直接经济损失', '1', '<', '<script>', '&#2', '死', '一', '由3人升至', '2019年', '均', '、', '其中3人死亡', '1-', '11:11', '，均死亡', '(死', '3人受伤，经抢救无效死亡，']
  it.each(hostile)('a very long run of %s is read in one pass', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length))
    const before = performance.now()
    read(text)
    // A fifth of a second on an idle machine; work that grows with the square of the length would take minutes.
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
