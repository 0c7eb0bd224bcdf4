import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFacts, findStandardByName, type Extraction } from '@fengsui/contract/signals/extraction'
import { printFigure } from './measure.ts'

/**
 * `extract`: how well facts are read out of real bulletins. Texts with labels made by hand (`grading-labelled.json`) and stories of casualties
 * that did not happen (`casualties-avoided.json`), from `--samples DIR`; they are not part of the repository. A label left empty and a zero
 * are the same to the comparison where the text does not say, since the labels are not of one mind about it; `strict` tells the difference.
 */
const AS_OF = '2026-01-05'
const LEVELS = ['', '特别重大', '重大', '较大', '一般']
const COUNTS = ['dead', 'missing', 'injured', 'seriouslyInjured'] as const

interface Labelled { id: string; text: string; deaths: number | null; missing: number | null; injured: number | null; serious: number | null; loss_wan: number | null; standard: string; level: string }
interface Avoided { id: string; text: string }

const argv = process.argv.slice(2)
const folderAt = argv.indexOf('--samples')
const folder = folderAt === -1 ? join(import.meta.dirname, '../../shared/samples/incidents') : (argv[folderAt + 1] ?? '')
const labelledFile = join(folder, 'grading-labelled.json')
const avoidedFile = join(folder, 'casualties-avoided.json')
if (!existsSync(labelledFile) || !existsSync(avoidedFile)) {
  process.stdout.write(`没有样本：${folder} 里没有 grading-labelled.json 和 casualties-avoided.json，未作评测（--samples 目录）\n`)
  process.exit(0)
}

const labelled = JSON.parse(readFileSync(labelledFile, 'utf8')) as Labelled[]
const avoided = JSON.parse(readFileSync(avoidedFile, 'utf8')) as Avoided[]
const read = (text: string, standard?: string): Extraction => extractFacts(text, { reference: null, asOf: AS_OF, standard })
const alike = (expected: number | null, got: number | null): boolean => (expected ?? 0) === (got ?? 0)

const right = { dead: 0, missing: 0, injured: 0, seriouslyInjured: 0, directLossWan: 0, grade: 0 }
let allRight = 0
let strictlyRight = 0
for (const sample of labelled) {
  const got = read(sample.text, findStandardByName(sample.standard, AS_OF))
  const expected = { dead: sample.deaths, missing: sample.missing, injured: sample.injured, seriouslyInjured: sample.serious, directLossWan: sample.loss_wan }
  const grade = LEVELS.indexOf(sample.level)
  const wrong: string[] = []
  const note = (field: keyof typeof right, ok: boolean, want: unknown, have: unknown): void => {
    if (ok) right[field] += 1
    else wrong.push(`${field}: expected ${String(want)}, got ${String(have)}`)
  }
  for (const field of COUNTS) note(field, alike(expected[field], got[field]), expected[field], got[field])
  note('directLossWan', alike(expected.directLossWan, got.directLossWan), expected.directLossWan, got.directLossWan)
  note('grade', (grade > 0 ? grade : null) === got.grade, sample.level, got.grade)
  if (wrong.length === 0) allRight += 1
  else process.stdout.write(`${JSON.stringify({ id: sample.id, wrong, standard: got.standard })}\n`)
  if (wrong.length === 0 && [...COUNTS, 'directLossWan' as const].every((field) => expected[field] === got[field])) strictlyRight += 1
}
let falseCasualties = 0
for (const sample of avoided) {
  const got = read(sample.text)
  const found = [...COUNTS, 'deadOrMissing' as const].filter((field) => (got[field] ?? 0) > 0)
  if (found.length === 0) continue
  falseCasualties += 1
  process.stdout.write(`${JSON.stringify({ id: sample.id, false: found.map((field) => `${field} ${got[field] ?? ''}`), spans: got.spans.filter(({ field }) => found.some((each) => each === field)).map(({ text }) => text) })}\n`)
}

const figure = (metric: string, value: number, of: number, goal: string, ok: boolean): void => printFigure({ bench: 'extract', metric, value, unit: `of ${of}`, peer: null, ratio: of === 0 ? null : value / of, goal, ok })
for (const [field, count] of Object.entries(right)) figure(`${field} right`, count, labelled.length, 'reported', true)
figure('all right', allRight, labelled.length, '>= 0.95', allRight / labelled.length >= 0.95)
figure('all right, empty and zero told apart', strictlyRight, labelled.length, 'reported', true)
figure('avoided texts with a false casualty', falseCasualties, avoided.length, '= 0', falseCasualties === 0)
