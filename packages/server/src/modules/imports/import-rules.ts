import { importKinds, type ImportColumn, type ImportError, type ImportKind } from '@fengsui/contract/imports'
import { Position, text, type Position as Place } from '@fengsui/contract/kernel'
import { contactKinds, PhoneNumber, type ContactKind } from '@fengsui/contract/org'
import { unitRoles } from '@fengsui/contract/plans/structured'
import { capabilities, teamKinds, type Capability, type TeamKind } from '@fengsui/contract/resources'

/** A cell as read; objects are formulas and errors. */
export type ReadCell = string | { readonly refused: 'formula' | 'error' }
export interface ReadRow {
  readonly row: number
  readonly cells: readonly ReadCell[]
}

/** Where each known column stands. */
export interface ColumnMap {
  readonly at: ReadonlyMap<string, number>
  readonly ignored: readonly string[]
  readonly errors: readonly ImportError[]
}

export interface UnitRow { row: number; name: string; role: string; division: string; parent: string; staffed: boolean; position: Place | null }
export interface PersonRow { row: number; unit: string; name: string; title: string; contacts: { kind: ContactKind; value: string; preferred: boolean }[] }
export interface TeamRow { row: number; name: string; kind: TeamKind; capabilities: Capability[]; unit: string; strength: number; leader: string; position: Place | null }

/** Headings as people write them: stars, blanks, full-width brackets and what is in brackets do not matter. */
const plain = (heading: string): string => heading.replaceAll(/[\s*＊]/g, '').replaceAll(/[（(].*?[）)]/g, '').toLowerCase()

/** Finds the known columns among the headings, in whatever order they stand. */
export function mapColumns(kind: ImportKind, header: readonly string[]): ColumnMap {
  const columns: readonly ImportColumn[] = importKinds[kind].columns
  const at = new Map<string, number>()
  const ignored: string[] = []
  const errors: ImportError[] = []
  header.forEach((heading, index) => {
    const name = plain(heading)
    if (name === '') return
    const column = columns.find(({ title }) => plain(title) === name) ?? columns.find(({ also, key }) => !at.has(key) && (also?.some((each) => plain(each) === name) ?? false))
    if (!column) ignored.push(heading)
    else if (at.has(column.key)) errors.push({ row: null, column: column.title, message: `“${column.title}”一列出现了两次，请只留一列` })
    else at.set(column.key, index)
  })
  for (const { key, title, required } of columns) {
    if (required === true && !at.has(key)) errors.push({ row: null, column: title, message: `缺少“${title}”一列。第一行应是列名，可下载模板对照` })
  }
  return { at, ignored, errors }
}

/** Reads the fields of one row and remembers what is wrong with them. */
class RowReader {
  readonly errors: ImportError[] = []
  readonly #source: ReadRow
  readonly #map: ColumnMap
  readonly #columns: readonly ImportColumn[]

  constructor(source: ReadRow, map: ColumnMap, kind: ImportKind) {
    this.#source = source
    this.#map = map
    this.#columns = importKinds[kind].columns
  }

  refuse(key: string, message: string): void {
    this.errors.push({ row: this.#source.row, column: this.#columns.find((column) => column.key === key)?.title ?? key, message })
  }

  text(key: string, max: number, min = 0): string {
    const index = this.#map.at.get(key)
    const cell = index === undefined ? '' : (this.#source.cells[index] ?? '')
    if (typeof cell !== 'string') {
      this.refuse(key, cell.refused === 'formula' ? '这里是公式，不能导入。请复制后“选择性粘贴-数值”' : '这里是错误值（如 #N/A），请改成正确的内容')
      return ''
    }
    const required = this.#columns.find((column) => column.key === key)?.required ?? false
    if (cell === '' && required) this.refuse(key, '必填，请填写')
    if (cell === '') return ''
    const parsed = text(min, max).safeParse(cell)
    if (!parsed.success) this.refuse(key, parsed.error.issues[0]?.message ?? '填写有误')
    return parsed.success ? parsed.data : ''
  }

  choice<K extends string>(key: string, table: Readonly<Record<K, string>>): K | undefined {
    const word = this.text(key, 60)
    if (word === '') return undefined
    const found = (Object.entries(table) as [K, string][]).find(([value, name]) => name === word || value === word)?.[0]
    if (found === undefined) this.refuse(key, `没有“${word}”这一项，请从模板的下拉列表里选`)
    return found
  }

  position(): Place | null {
    const [longitude, latitude] = [this.text('longitude', 30), this.text('latitude', 30)]
    if (longitude === '' && latitude === '') return null
    const parsed = Position.safeParse({ longitude: longitude === '' ? Number.NaN : Number(longitude), latitude: latitude === '' ? Number.NaN : Number(latitude) })
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    this.refuse(issue?.path[0] === 'latitude' ? 'latitude' : 'longitude', longitude === '' || latitude === '' ? '经度、纬度要么都填，要么都不填' : (issue?.message ?? '经纬度有误'))
    return null
  }

  /** Names and titles stand in the journal for good: no telephone in them. */
  withoutPhone(key: string, value: string): string {
    if (/\d{7,}/.test(value)) this.refuse(key, '这里不要写电话，请填到电话列里')
    return value
  }
}

/** Fields of the rows that could be read, and what is wrong with the others. */
export interface ReadRows<R> {
  readonly rows: readonly R[]
  readonly errors: readonly ImportError[]
}

function readRows<R>(kind: ImportKind, source: readonly ReadRow[], map: ColumnMap, read: (reader: RowReader, row: number) => R): ReadRows<R> {
  const rows: R[] = []
  const errors: ImportError[] = []
  for (const each of source) {
    const reader = new RowReader(each, map, kind)
    const row = read(reader, each.row)
    if (reader.errors.length === 0) rows.push(row)
    else errors.push(...reader.errors)
  }
  return { rows, errors }
}

export function readUnits(source: readonly ReadRow[], map: ColumnMap): ReadRows<UnitRow> {
  return readRows('units', source, map, (reader, row) => ({
    row,
    name: reader.withoutPhone('name', reader.text('name', 60, 2)),
    role: reader.choice('role', unitRoles) ?? '',
    division: reader.text('division', 60),
    parent: reader.text('parent', 60),
    staffed: reader.choice('staffed', { yes: '是', no: '否' }) === 'yes',
    position: reader.position(),
  }))
}

export function readPeople(source: readonly ReadRow[], map: ColumnMap): ReadRows<PersonRow> {
  const byPhone = new Set<ContactKind>(['mobile', 'duty-phone', 'landline', 'satellite'])
  return readRows('people', source, map, (reader, row) => {
    const contacts: PersonRow['contacts'] = []
    for (const kind of Object.keys(contactKinds) as ContactKind[]) {
      const value = byPhone.has(kind) ? reader.text(kind, 60).replaceAll(/[\s－—]/g, '') : reader.text(kind, 60)
      if (value === '') continue
      if (byPhone.has(kind) && !PhoneNumber.safeParse(value).success) reader.refuse(kind, '电话只能含数字和横线，请检查')
      else if (kind === 'mobile' && !/^(\+?86-?)?1\d{10}$/.test(value)) reader.refuse(kind, '手机号应为 11 位数字，请检查是否少了位数')
      else if (kind === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value)) reader.refuse(kind, '邮箱格式不对，请检查')
      else if (value.length < 3) reader.refuse(kind, '太短，请检查')
      contacts.push({ kind, value, preferred: contacts.length === 0 })
    }
    return { row, unit: reader.text('unit', 60), name: reader.text('name', 40, 1), title: reader.withoutPhone('title', reader.text('title', 40, 1)), contacts }
  })
}

export function readTeams(source: readonly ReadRow[], map: ColumnMap): ReadRows<TeamRow> {
  return readRows('teams', source, map, (reader, row) => {
    const words = reader.text('capabilities', 200).split(/[、,，;；\s]+/).filter((word) => word !== '')
    const found = words.flatMap((word) => {
      const key = (Object.entries(capabilities) as [Capability, string][]).find(([value, name]) => name === word || value === word)?.[0]
      if (key === undefined) reader.refuse('capabilities', `没有“${word}”这项能力，可用：${Object.values(capabilities).join('、')}`)
      return key ?? []
    })
    const strength = reader.text('strength', 10)
    if (strength !== '' && !(/^\d{1,4}$/.test(strength) && Number(strength) >= 1 && Number(strength) <= 5000)) reader.refuse('strength', '人数应为 1–5000 的整数')
    return {
      row, name: reader.withoutPhone('name', reader.text('name', 60, 2)), kind: reader.choice('kind', teamKinds) ?? 'comprehensive', capabilities: [...new Set(found)], unit: reader.text('unit', 60),
      strength: Number(strength), leader: reader.text('leader', 40), position: reader.position(),
    }
  })
}
