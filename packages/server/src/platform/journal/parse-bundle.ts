import { canonicalJson } from './canonical.ts'
import { isList, sectionNames, sections, sectionTitles, type EvidenceBundle, type SectionName } from './evidence-bundle.ts'

/** What is wrong with a bundle, and where. */
export interface BundleFault {
  section: SectionName | 'file'
  /** Line of the file, from 1; null where none can be named. */
  line: number | null
  position: number | null
  stream: string | null
  field: string | null
  reason: string
}

/** A bundle whose bytes are exactly those of its content, and where each item stands. */
export interface ParsedBundle {
  readonly bundle: EvidenceBundle
  /** Line of a section's item, from 1. */
  lineOf(section: SectionName, index: number): number
}

class Damage extends Error {
  readonly fault: BundleFault
  constructor(fault: BundleFault) {
    super(fault.reason)
    this.fault = fault
  }
}

/**
 * Reads the file line by line as it was laid down. Every departure is named by line, section and, for entries, position: broken UTF-8 or
 * JSON, other spelling of the same value, missing or additional lines, fields of another shape.
 */
export function parseBundle(bytes: Uint8Array): ParsedBundle | BundleFault {
  const invalid = findInvalidByte(bytes)
  if (invalid !== null) return damageAt('file', lineAt(bytes, invalid), `第 ${invalid + 1} 字节不是 UTF-8 文字：文件损坏或被改动`)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const lines = text.split('\n')
  const starts = new Map<SectionName, number>()
  const values: Partial<Record<SectionName, unknown>> = {}
  let at = 0
  try {
    for (const [index, name] of sectionNames.entries()) {
      const last = index === sectionNames.length - 1
      const opening = `${index === 0 ? '{' : ''}${JSON.stringify(name)}:`
      const head = lines[at]
      if (head === undefined || (head === '' && at === lines.length - 1)) throw new Damage(damageAt(name, at + 1, `文件不完整：到“${sectionTitles[name]}”处中断，后面被截去`))
      if (!head.startsWith(opening)) throw new Damage(damageAt(name, at + 1, `此处应为“${sectionTitles[name]}”部分：有行被删除、插入或改动`, head))
      const closing = last ? '}' : ','
      if (isList(name) && head === `${opening}[`) {
        starts.set(name, at + 1)
        const { items, next } = readItems(name, lines, at + 1, `]${closing}`)
        values[name] = items
        at = next
      } else {
        if (!head.endsWith(closing)) throw new Damage(damageAt(name, at + 1, `这一行的结尾不对：被改动或被截去`, head))
        starts.set(name, at)
        values[name] = readValue(name, head.slice(opening.length, -closing.length), at)
        at += 1
      }
    }
    if (lines[at] !== '' || lines.length !== at + 1) throw new Damage(damageAt('file', at + 1, '文件末尾多出或缺少内容'))
  } catch (error) {
    if (error instanceof Damage) return error.fault
    throw error
  }
  return { bundle: values as EvidenceBundle, lineOf: (section, index) => (starts.get(section) ?? 0) + index + 1 }
}

function readItems(name: SectionName, lines: readonly string[], from: number, end: string): { items: unknown[]; next: number } {
  const items: unknown[] = []
  for (let at = from; ; at += 1) {
    const line = lines[at]
    if (line === undefined) throw new Damage(damageAt(name, at + 1, `文件不完整：“${sectionTitles[name]}”没有结束，后面被截去`))
    if (line === end) {
      if (items.length === 0 || (lines[at - 1] ?? '').endsWith(',')) throw new Damage(damageAt(name, at + 1, `“${sectionTitles[name]}”少了最后一项：有行被删除`))
      return { items, next: at + 1 }
    }
    const more = line.endsWith(',')
    if (lines[at + 1] === undefined) throw new Damage(damageAt(name, at + 1, `文件不完整：在“${sectionTitles[name]}”第 ${items.length + 1} 项处中断，后面被截去`, line))
    if (!more && lines[at + 1] !== end) throw new Damage(damageAt(name, at + 1, `“${sectionTitles[name]}”第 ${items.length + 1} 项的结尾不对：有行被删除、插入或改动`, line))
    items.push(readValue(name, more ? line.slice(0, -1) : line, at, items.length))
  }
}

/** One value of one line, of the right shape and in the one right spelling. */
function readValue(name: SectionName, text: string, at: number, index?: number): unknown {
  const broken = (reason: string, field: string | null = null) => new Damage({ ...damageAt(name, at + 1, reason, text), field })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw broken('这一行不是有效的 JSON：被改动或损坏')
  }
  const shape = index === undefined ? sections[name] : itemShape(name)
  const parsed = shape.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.map(String).join('.') ?? ''
    throw broken(`${field === '' ? '这一行' : `字段 ${field} `}的形式不对：被改动或损坏`, field === '' ? null : field)
  }
  if ((index === undefined && Array.isArray(value) && value.length > 0) || canonicalJson(value) !== text) throw broken('不是规范写法：多出空白、换了写法或重复了字段')
  return value
}

function itemShape(name: SectionName) {
  const list = name === 'facts' ? sections.facts.unwrap() : sections[name]
  if (!('element' in list)) throw new Error(`${name} is no list`)
  return list.element
}

/** A fault of a line; what can still be read of an entry's place is read from it. */
function damageAt(section: BundleFault['section'], line: number, reason: string, text = ''): BundleFault {
  const position = /"position":(\d{1,15})[,}]/.exec(text)?.[1]
  const stream = /"stream":"([^"\\]{1,200})"/.exec(text)?.[1]
  return { section, line, position: position === undefined ? null : Number(position), stream: stream ?? null, field: null, reason: `文件第 ${line} 行：${reason}` }
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let index = 0; index < offset; index += 1) if (bytes[index] === 10) line += 1
  return line
}

/** Offset of the first byte that is no UTF-8, or null. */
function findInvalidByte(bytes: Uint8Array): number | null {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return null
  } catch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const again = Buffer.from(buffer.toString('utf8'))
    let index = 0
    while (index < buffer.length && buffer[index] === again[index]) index += 1
    return index
  }
}
