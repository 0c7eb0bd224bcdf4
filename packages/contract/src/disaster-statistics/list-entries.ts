import { deathCauses, listForms, type ListColumn, type ListForm } from './forms/lists.ts'

export type ListCode = ListForm['code']
export const listCodes = ['D01', 'D02', 'D03'] as const satisfies readonly ListCode[]
/** A cell of a list: numbers are counts, amounts, or the number of an option; several options are an array. */
export type ListValue = string | number | readonly number[]

export function getListForm(code: ListCode): ListForm {
  const found = listForms.find((form) => form.code === code)
  if (found === undefined) throw new RangeError(`no list ${code}`)
  return found
}

function cellProblem(column: ListColumn, value: ListValue): string | null {
  const isOption = (given: unknown): boolean => typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= (column.options?.length ?? 0)
  switch (column.type) {
    case 'text':
      return typeof value === 'string' ? (value.length > 200 ? '最多 200 个字' : null) : '应填文字'
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= (column.unit === '岁' ? 150 : 10_000) ? null : '应填合理的整数，不能是负数'
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e9 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 * Math.max(1, value) ? null : '应填不小于 0 的数，最多两位小数'
    case 'day':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value) ? null : '应写成 2019-08-10'
    case 'option':
      return isOption(value) ? null : '请从选项中选择'
    case 'options':
      return Array.isArray(value) && value.length > 0 && value.length <= 18 && value.every(isOption) ? null : '请从选项中选择'
  }
}

const safeDay = (column: ListColumn, value: ListValue): string | null => {
  try {
    return cellProblem(column, value)
  } catch {
    return '没有这个日期'
  }
}

/** A row's values apart: figures stay in the record, what tells of a person is kept aside. Blank is unknown. */
export function readListRow(list: ListCode, given: Readonly<Record<string, ListValue | null>>): { figures: Record<string, ListValue>; personal: Record<string, ListValue>; problems: { key: string; message: string }[] } {
  const columns = new Map(getListForm(list).columns.map((column) => [column.code, column]))
  const figures: Record<string, ListValue> = {}
  const personal: Record<string, ListValue> = {}
  const problems: { key: string; message: string }[] = []
  for (const [key, raw] of Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const column = columns.get(key)
    const value = typeof raw === 'string' ? raw.trim() : raw
    if (value === null || value === '') continue
    const message = column === undefined ? '一览表没有这一栏' : safeDay(column, value)
    if (message !== null) problems.push({ key, message: `${column?.name ?? key}：${message}` })
    else if (column?.personal === true) personal[key] = value
    else figures[key] = Array.isArray(value) ? [...new Set<number>(value)].sort((a, b) => a - b) : value
  }
  problems.push(...missingIn(list, figures, personal))
  return { figures, personal, problems }
}

/** The least a row needs. A name never: the dead are reported before they are identified (先报后核). */
function missingIn(list: ListCode, figures: Readonly<Record<string, ListValue>>, personal: Readonly<Record<string, ListValue>>): { key: string; message: string }[] {
  if (list === 'D01') {
    if (figures['D01007'] === undefined) return [{ key: 'D01007', message: '请选死亡还是失踪' }]
    const causes = figures['D01010']
    return Array.isArray(causes) && causes.includes(deathCauses.length) && personal['D01019'] === undefined ? [{ key: 'D01019', message: '原因选“其他原因”的，请在致灾过程中注明具体原因' }] : []
  }
  if (list === 'D02') {
    const rooms = ['D02011', 'D02013', 'D02015'].reduce((sum, key) => sum + (typeof figures[key] === 'number' ? figures[key] : 0), 0)
    if (rooms === 0) return [{ key: 'D02011', message: '请填倒塌或损坏的住房间数' }]
    return typeof figures['D02007'] === 'number' && rooms > figures['D02007'] ? [{ key: 'D02007', message: '倒塌损坏间数之和大于住房间数，请核对' }] : []
  }
  if (figures['D03009'] === undefined) return [{ key: 'D03009', message: '请填需救助人口' }]
  return typeof figures['D03005'] === 'number' && typeof figures['D03009'] === 'number' && figures['D03009'] > figures['D03005'] ? [{ key: 'D03009', message: '需救助人口大于家庭人口，请核对' }] : []
}

/** A cell as the list prints it. */
export function listCellWords(column: ListColumn, value: ListValue | undefined): string {
  if (value === undefined) return ''
  if (column.options !== undefined) return (Array.isArray(value) ? (value as readonly number[]) : [value as number]).map((number) => column.options?.[number - 1] ?? '').join('、')
  return String(value)
}
