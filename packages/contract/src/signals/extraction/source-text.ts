/**
 * Text as it came, and the same text as the rules read it: digits and brackets of one width, without blanks, invisible characters and
 * HTML tags. Every unit read knows where it stood, so that what is found can be shown in the words of the sender.
 */
export interface SourceText {
  readonly original: string
  readonly text: string
  /** UTF-16 offset in the original of the first unit behind each unit of `text`. */
  readonly starts: Int32Array
  /** Offset just after it. */
  readonly ends: Int32Array
}

/** A line that runs on in the next one is at least this long; shorter ones are entries of a form. */
const WRAPPED_LINE = 20
const TAG_LIMIT = 400
const BLOCK_TAGS = /^<\/?(?:p|br|div|li|tr|td|th|h[1-6]|table|ul|ol|section|article)\b/i

/** Blanks, controls, zero-width and bidirectional marks, variation selectors: nothing a figure is made of. */
function isInvisible(code: number): boolean {
  return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0xad || code === 0x3000 || code === 0x061c || code === 0xfeff
    || (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) || (code >= 0x205f && code <= 0x206f) || (code >= 0xfe00 && code <= 0xfe0f)
}

const FOLDED: Readonly<Record<string, string>> = {
  '．': '.', '％': '%', '（': '(', '）': ')', '【': '(', '】': ')', '[': '(', ']': ')', '：': ':', '；': '；', ';': '；', '｡': '。', '､': '、', '﹐': '，', '－': '-', '—': '-', '–': '-', '―': '-',
  '‐': '-', '‑': '-', '−': '-', '~': '-', '～': '-', '〜': '-', '﹣': '-', '○': '〇', '◯': '〇', 'Ｏ': 'O', '／': '/', '￥': '¥',
}

function fold(unit: string, code: number): string {
  if (code < 0x80) return FOLDED[unit] ?? unit
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0)
  return FOLDED[unit] ?? unit
}

const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9'

/** `&nbsp;` and the numeric entities of the basic plane; undefined for anything else. */
function readEntity(original: string, at: number): { unit: string; end: number } | undefined {
  const match = /^&(?:(nbsp)|#(\d{2,5})|#x([0-9a-f]{2,4}));/i.exec(original.slice(at, at + 10))
  if (!match) return undefined
  const code = match[1] !== undefined ? 0x20 : Number.parseInt(match[2] ?? match[3] ?? '', match[2] === undefined ? 16 : 10)
  return code > 0 && code < 0xd800 ? { unit: String.fromCharCode(code), end: at + match[0].length } : undefined
}

/** Reads the text once, in time proportional to its length. Keeps a line break as `\n` only where it ends a statement. */
export function readSource(original: string): SourceText {
  const units: string[] = []
  const starts = new Int32Array(original.length + 1)
  const ends = new Int32Array(original.length + 1)
  let lineStart = 0
  let blankBefore = false
  const unclosed = new Set<string>()
  const put = (unit: string, start: number, end: number): void => {
    // Two figures with a blank between them are two figures.
    if (blankBefore && isDigit(unit) && isDigit(units.at(-1))) {
      starts[units.length] = start
      ends[units.length] = start
      units.push(' ')
    }
    blankBefore = false
    starts[units.length] = start
    ends[units.length] = end
    units.push(unit)
  }
  const breakLine = (at: number): void => {
    if (units.at(-1) !== '\n') put('\n', at, at + 1)
    lineStart = units.length
  }
  for (let at = 0; at < original.length;) {
    const code = original.charCodeAt(at)
    if (code === 0x0a || code === 0x0d || code === 0x2028) {
      if (units.length - lineStart >= WRAPPED_LINE && !/[。！？!?；:]/.test(units.at(-1) ?? '') && !startsEntry(original, at + 1)) blankBefore = true
      else breakLine(at)
      lineStart = units.length
      at += 1
      continue
    }
    if (code === 0x3c) {
      const tagEnd = endOfTag(original, at, unclosed)
      if (tagEnd > at) {
        if (BLOCK_TAGS.test(original.slice(at, at + 12))) breakLine(at)
        at = tagEnd
        continue
      }
    }
    const entity = code === 0x26 ? readEntity(original, at) : undefined
    const end = entity?.end ?? at + 1
    const unit = entity?.unit ?? original[at] ?? ''
    const unitCode = unit.charCodeAt(0)
    if (isInvisible(unitCode)) blankBefore = true
    else if (unit === ',' && !(isDigit(units.at(-1)) && isDigit(original[at + 1]))) put('，', at, end)
    else put(fold(unit, unitCode), at, end)
    at = end
  }
  return { original, text: units.join(''), starts: starts.subarray(0, units.length), ends: ends.subarray(0, units.length) }
}

/** Whether the line that begins here is an entry of a form (`死亡：3人`) or of a list (`二、…`), or is empty. */
function startsEntry(original: string, at: number): boolean {
  const head = original.slice(at, at + 12).trim()
  return head === '' || /^[^，。]{1,8}[:：]|^[（(]?[一二三四五六七八九十\d]{1,3}[、.）)]/.test(head)
}

/** End of the tag that begins at `at`, with the content of scripts and styles; `at` when it is no tag but a plain `<`. */
function endOfTag(original: string, at: number, unclosed: Set<string>): number {
  if (!/^<(?:[a-z/!?])/i.test(original.slice(at, at + 2))) return at
  const close = original.slice(at, at + TAG_LIMIT).indexOf('>')
  if (close < 0) return at
  const hidden = /^<(script|style)\b/i.exec(original.slice(at, at + 8))?.[1]?.toLowerCase()
  if (hidden === undefined || unclosed.has(hidden)) return at + close + 1
  const end = original.indexOf(`</${hidden}`, at + close + 1)
  // Looked for once: a text of a thousand unclosed scripts is still read in one pass.
  if (end < 0) unclosed.add(hidden)
  return end < 0 ? at + close + 1 : end
}

/** The span in the original behind `[start, end)` of the text read. */
export function originalSpan(source: SourceText, start: number, end: number): { start: number; end: number; text: string } {
  const from = source.starts[start] ?? 0
  const to = end > start ? (source.ends[end - 1] ?? from) : from
  return { start: from, end: to, text: source.original.slice(from, to) }
}

/** Sentences as `[start, end)` of the text read, without their full stops. */
export function splitSentences(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = []
  let start = 0
  for (let at = 0; at <= text.length; at += 1) {
    const unit = text[at]
    if (unit !== undefined && !'。！？!?；\n'.includes(unit)) continue
    if (at > start) sentences.push({ start, end: at })
    start = at + 1
  }
  return sentences
}
