import { parseArgs } from 'node:util'
import { findGradingStandard, incidentClassNamesZh, incidentGradeNamesZh, incidentGradeNumerals } from '@fengsui/contract/incidents/grading'
import { beijingShort, Instant } from '@fengsui/contract/kernel'
import { buildGazetteer, extractFacts, findStandardByName, type Extraction, type Gazetteer, type GazetteerEntry } from '@fengsui/contract/signals/extraction'
import { z } from 'zod'

/** What the command may touch: the words it prints, the bytes it reads, the divisions it knows. */
export interface ExtractIo {
  out(text: string): void
  complain(text: string): void
  readInput(): Uint8Array
  readFile(path: string): Uint8Array
  divisions(): readonly GazetteerEntry[]
}

const USAGE = `用法：fengsui extract [--json] [--standard 标准] [--at 2026-01-05T08:00:00+08:00] < 文字
      fengsui extract 文件.jsonl      每行 {"id":…,"text":…,"standard"?:…}，逐行输出一行 JSON
`
const MAX_LINE_BYTES = 1_048_576
const MAX_FILE_BYTES = 268_435_456

const Line = z.object({ id: z.union([z.string(), z.number()]).nullish(), text: z.string(), standard: z.string().nullish() })

/** UTF-8, else GB 18030 (which contains GBK); undefined when it is neither. A byte-order mark is dropped. */
function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return undefined
}

/** Lines as bytes, since each line may have come from another machine and be of another encoding. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(0x0a, from)
    const end = at < 0 ? bytes.length : at
    yield bytes.subarray(from, end > from && bytes[end - 1] === 0x0d ? end - 1 : end)
    from = end + 1
  }
}

interface Settings { asOf: string; reference: Instant; standard: string | undefined; gazetteer: Gazetteer; json: boolean }

/**
 * `fengsui extract`: facts out of free text with the words they rest on and a grade proposed. One text from standard input, or a file of them.
 * Lines that cannot be read are named with their number; the others are printed all the same.
 * @returns 0 everything read, 1 some line could not be, 2 input that makes no sense
 */
export function runExtractCommand(argv: readonly string[], now: Instant, io: ExtractIo): number {
  let parsed: { values: { json?: boolean | undefined; standard?: string | undefined; at?: string | undefined }; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...argv], allowPositionals: true, options: { json: { type: 'boolean' }, standard: { type: 'string' }, at: { type: 'string' } } })
  } catch (error) {
    io.complain(`参数不认识：${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return 2
  }
  const { values: { json = false, standard, at }, positionals } = parsed
  if (positionals.length > 1) {
    io.complain(`多余的参数 ${positionals[1] ?? ''}\n${USAGE}`)
    return 2
  }
  const reference = Instant.safeParse(at ?? now)
  if (!reference.success) {
    io.complain(`--at：${reference.error.issues[0]?.message ?? '时间不对'}\n`)
    return 2
  }
  const asOf = reference.data.slice(0, 10)
  if (standard !== undefined && findGradingStandard(standard, asOf) === undefined) {
    io.complain(`没有分级标准 ${standard}，请用 fengsui grade --list 查看\n`)
    return 2
  }
  const [file] = positionals
  let bytes: Uint8Array
  try {
    bytes = file === undefined ? io.readInput() : io.readFile(file)
  } catch (error) {
    io.complain(`读不了${file === undefined ? '标准输入' : `文件 ${file}`}：${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  if (bytes.length > (file === undefined ? MAX_LINE_BYTES : MAX_FILE_BYTES)) {
    io.complain(file === undefined ? '文字超过 1 MB，未处理：请分段录入\n' : '文件超过 256 MB，未处理：请分开\n')
    return file === undefined ? 1 : 2
  }
  const settings: Settings = { asOf, reference: reference.data, standard, gazetteer: buildGazetteer(io.divisions()), json }
  return file === undefined ? extractInput(bytes, settings, io) : extractLines(bytes, settings, io)
}

function extractInput(bytes: Uint8Array, settings: Settings, io: ExtractIo): number {
  const text = decode(bytes)
  if (text === undefined) {
    io.complain('文字的编码既不是 UTF-8 也不是 GBK，读不出来\n')
    return 1
  }
  if (text.trim() === '') {
    io.complain(`没有文字\n${USAGE}`)
    return 2
  }
  const found = extractFacts(text, settings)
  io.out(settings.json ? `${JSON.stringify(resultOf(null, found, undefined))}\n` : describe(found))
  return 0
}

function extractLines(bytes: Uint8Array, settings: Settings, io: ExtractIo): number {
  let code = 0
  let number = 0
  const refuse = (reason: string): void => {
    io.complain(`第 ${number} 行：${reason}\n`)
    code = 1
  }
  for (const line of linesOf(bytes)) {
    number += 1
    if (line.length > MAX_LINE_BYTES) {
      refuse('超过 1 MB，未处理')
      continue
    }
    const source = decode(line)
    if (source === undefined) {
      refuse('编码既不是 UTF-8 也不是 GBK')
      continue
    }
    if (source.trim() === '') continue
    let content: unknown
    try {
      content = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch {
      refuse('不是 JSON，应为 {"id":…,"text":…}')
      continue
    }
    const entry = Line.safeParse(content)
    if (!entry.success) {
      refuse(`${entry.error.issues.map((issue) => issue.path.join('.')).filter((path) => path !== '').join('、') || '内容'}不对，应为 {"id":…,"text":"文字","standard"?:"标准"}`)
      continue
    }
    const named = entry.data.standard ?? undefined
    const standard = named === undefined ? settings.standard : findStandardByName(named, settings.asOf)
    // Facts do not depend on the standard: they are printed, with the grade of the best matching one, and the line is named.
    if (named !== undefined && standard === undefined) refuse(`没有分级标准“${[...named].slice(0, 40).join('')}”，已按最接近的标准定级`)
    io.out(`${JSON.stringify(resultOf(entry.data.id ?? number, extractFacts(entry.data.text, { ...settings, standard: standard ?? settings.standard }), named !== undefined && standard === undefined ? named : undefined))}\n`)
  }
  if (number === 0) {
    io.complain('文件是空的\n')
    return 2
  }
  return code
}

/** One line of output. JSON escapes lone surrogates, so that every span still is the text it came from. */
function resultOf(id: string | number | null, found: Extraction, unknownStandard: string | undefined): Record<string, unknown> {
  const { decision } = found
  return {
    ...(id === null ? {} : { id }),
    class: found.incidentClass, typeCode: found.typeCode, occurredAt: found.occurredAt ?? found.occurredOn, place: found.place === null ? null : { code: found.place.code, name: found.place.name },
    dead: found.dead, missing: found.missing, deadOrMissing: found.deadOrMissing, injured: found.injured, seriouslyInjured: found.seriouslyInjured, poisoned: found.poisoned, evacuated: found.evacuated, directLossWan: found.directLossWan,
    standard: found.standard, grade: found.grade,
    ...(decision !== null && decision.grade !== null ? { rule: decision.ruleId, ruleText: decision.textZh } : {}),
    ...(decision?.strictProposal ? { strict: { grade: decision.strictProposal.grade, note: decision.strictProposal.noteZh } } : {}),
    ...(found.noGradeZh !== null ? { noGrade: found.noGradeZh } : {}),
    ...(unknownStandard === undefined ? {} : { unknownStandard }),
    spans: found.spans,
  }
}

const FIELD_NAMES: Readonly<Record<Extraction['spans'][number]['field'], string>> = {
  class: '类别', occurredAt: '时间', place: '地点', dead: '死亡', missing: '失踪', deadOrMissing: '死亡失踪', injured: '受伤', seriouslyInjured: '重伤', poisoned: '中毒', evacuated: '转移', directLossWan: '直接经济损失', magnitude: '震级', burntAreaHectares: '受害面积', trapped: '被困', collapsedRooms: '倒塌房屋', damagedHouseholds: '受损户', phone: '电话',
}

/** Neither line breaks nor marks that turn the reading direction reach the terminal. */
const shownWords = (text: string): string => `“${text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')}”`

/** For people: each value with the words it rests on. */
function describe(found: Extraction): string {
  const value = (field: keyof typeof FIELD_NAMES): string | null => {
    switch (field) {
      case 'class': return found.incidentClass === null ? null : incidentClassNamesZh[found.incidentClass]
      case 'occurredAt': return found.occurredAt === null ? found.occurredOn : `${found.occurredOn?.slice(0, 4) ?? ''}-${beijingShort(found.occurredAt)}`
      case 'place': return found.place?.name ?? null
      case 'directLossWan': return found.directLossWan === null ? null : `${found.directLossWan} 万元`
      case 'magnitude': return found.magnitude === null ? null : `${found.magnitude} 级`
      case 'burntAreaHectares': return found.burntAreaHectares === null ? null : `${found.burntAreaHectares} 公顷`
      case 'collapsedRooms': return found.collapsedRooms === null ? null : `${found.collapsedRooms} 间`
      case 'damagedHouseholds': return found.damagedHouseholds === null ? null : `${found.damagedHouseholds} 户`
      case 'phone': return found.phone
      default: return found[field] === null ? null : `${String(found[field])} 人`
    }
  }
  const lines = (Object.keys(FIELD_NAMES) as (keyof typeof FIELD_NAMES)[]).flatMap((field) => {
    const shown = value(field)
    const words = found.spans.filter((span) => span.field === field).map((span) => shownWords(span.text))
    return shown === null ? [] : [`${FIELD_NAMES[field]}：${shown}${words.length > 0 ? `　${words.join('、')}` : ''}\n`]
  })
  const { decision } = found
  const grade = found.noGradeZh ?? (decision === null ? '文中看不出事件类别，请用 --standard 指定分级标准' : decision.grade === null ? decision.reasonZh
    : `${incidentGradeNumerals[decision.grade]} ${incidentGradeNamesZh[decision.grade]}：${decision.textZh}（${decision.legalBasisZh}）${decision.strictProposal ? `；${decision.strictProposal.noteZh}为${incidentGradeNamesZh[decision.strictProposal.grade]}` : ''}`)
  return `${lines.join('')}建议等级：${grade}\n以上由程序从文字中抽取，须经人工确认\n`
}
