import { describe, expect, it } from 'vitest'
import { runExtractCommand } from './extract-command.ts'

const divisions = [
  { code: '331024000000', name: '仙居县', fullName: '浙江省台州市仙居县', level: 'county' as const, pinyin: 'xian ju xian' },
  { code: '331024101000', name: '横溪镇', fullName: '浙江省台州市仙居县横溪镇', level: 'town' as const, pinyin: 'heng xi zhen' },
]
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
/** 死亡3人 in GBK. */
const gbk = Uint8Array.of(0xcb, 0xc0, 0xcd, 0xf6, 0x33, 0xc8, 0xcb)

function run(argv: string[], input: Uint8Array | string, now = '2026-01-05T02:00:00.000Z'): { code: number; out: string; text: string } {
  let out = ''
  let text = ''
  const content = typeof input === 'string' ? bytes(input) : input
  const readFile = (path: string): Uint8Array => {
    if (path === 'none.jsonl') throw new Error('没有这个文件')
    return content
  }
  const code = runExtractCommand(argv, now, { out: (more) => (out += more), complain: (more) => (text += more), readInput: () => content, readFile, divisions: () => divisions })
  return { code, out, text }
}
const rows = (out: string): Record<string, unknown>[] => out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('fengsui extract', () => {
  it('prints one line of JSON for a text, with the words of the sender', () => {
    const words = '昨日22时15分，仙居县横溪镇突发泥石流，造成2人死亡、1人失联，直接经济损失约 600 万元。'
    const { code, out, text } = run(['--json'], words)
    expect([code, text]).toEqual([0, ''])
    const [row] = rows(out)
    expect(row).toMatchObject({ class: 'natural-disaster', typeCode: '11D02', occurredAt: '2026-01-04T14:15:00.000Z', place: { code: '331024101000' }, dead: 2, missing: 1, injured: null, seriouslyInjured: null, evacuated: null, directLossWan: 600, standard: 'geological-disaster', grade: 2 })
    const spans = row?.['spans'] as { field: string; start: number; end: number; text: string }[]
    expect(spans.find(({ field }) => field === 'directLossWan')?.text).toBe('直接经济损失约 600 万元')
    for (const span of spans) expect(words.slice(span.start, span.end)).toBe(span.text)
  })

  it('tells people the same with the rule, and that a person confirms it', () => {
    const { code, out } = run(['--standard', 'work-safety'], '造成3人死亡、2人重伤')
    expect(code).toBe(0)
    expect(out).toContain('死亡：3 人　“3人死亡”')
    expect(out).toMatch(/Ⅲ 较大：死亡3人以上、10人以下（《生产安全事故报告和调查处理条例》/)
    expect(out).toContain('须经人工确认')
  })

  it('reads a file line by line, each by its own standard', () => {
    const { code, out, text } = run(['list.jsonl'], '{"id":"a","text":"事故造成10人死亡","standard":"work-safety"}\n\n{"id":7,"text":"山体滑坡，无人员伤亡，直接经济损失500万元"}\r\n{"text":"死亡1人","standard":"生产安全事故报告和调查处理条例(493号令)"}')
    expect([code, text]).toEqual([0, ''])
    expect(rows(out).map(({ id, standard, grade }) => [id, standard, grade])).toEqual([['a', 'work-safety', 2], [7, 'geological-disaster', 2], [4, 'work-safety', 4]])
  })

  it('names every bad line and prints the others', () => {
    const { code, out, text } = run(['list.jsonl'], joined(bytes('{"id":"a","text":"死亡1人"}\nnot json\n{"id":"c"}\n'), bytes('{"id":"d","text":"'), gbk, bytes('"}\n'), Uint8Array.of(0xff, 0xff, 0x0a), bytes('{"id":"f","text":"山体滑坡致1人死亡","standard":"moon"}\n')))
    expect(code).toBe(1)
    expect(rows(out).map(({ id, dead, unknownStandard }) => [id, dead, unknownStandard])).toEqual([['a', 1, undefined], ['d', 3, undefined], ['f', 1, 'moon']])
    expect(text.split('\n').map((line) => line.slice(0, 6))).toEqual(['第 2 行：', '第 3 行：', '第 5 行：', '第 6 行：', ''])
    expect(text).not.toMatch(/\n\s+at /)
  })

  it('refuses a line over 1 MB and goes on', () => {
    const { code, out, text } = run(['list.jsonl'], `{"id":"long","text":"${'死'.repeat(400_000)}"}\n{"id":"b","text":"死亡2人"}`)
    expect(code).toBe(1)
    expect(text).toBe('第 1 行：超过 1 MB，未处理\n')
    expect(rows(out).map(({ id, dead }) => [id, dead])).toEqual([['b', 2]])
  })

  it('takes a text in GBK, and one with marks that turn the reading direction', () => {
    expect(rows(run(['--json'], gbk).out)[0]).toMatchObject({ dead: 3 })
    const { out } = run([], '死亡\u202e3人\u2066😀')
    expect(out).toContain('死亡：3 人')
    expect(out).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  it('survives a lone surrogate in a line and keeps the span true', () => {
    const [row] = rows(run(['list.jsonl'], '{"id":"x","text":"死亡\\ud8003人"}').out)
    const spans = row?.['spans'] as { start: number; end: number; text: string }[]
    for (const span of spans) expect('死亡\ud8003人'.slice(span.start, span.end)).toBe(span.text)
  })

  it.each([
    [['--what'], '', '参数不认识', 2], [['a', 'b'], '', '多余的参数', 2], [['--standard', 'moon'], '死亡1人', '没有分级标准 moon', 2], [['--at', 'yesterday'], '死亡1人', '--at', 2],
    [['none.jsonl'], '', '没有这个文件', 2], [[], '', '没有文字', 2], [['empty.jsonl'], '', '文件是空的', 2], [[], Uint8Array.of(0xff, 0xff), '编码', 1], [[], '死'.repeat(400_000), '超过 1 MB', 1],
  ] as [string[], string | Uint8Array, string, number][])('refuses %j in Chinese', (argv, input, expected, exit) => {
    const { code, text, out } = run(argv, input)
    expect(code).toBe(exit)
    expect(text).toContain(expected)
    expect(out).toBe('')
  })
})
