import {
  formSets, getFigureForm, getIndicator, getListForm, keyName, listCellWords, listKeys, NOW, returnKindNames, statisticsRegulation, valueWords,
  type EntryView, type FigureForm, type ListCode, type OverviewView, type ProcessView, type ReturnView, type FormSetKey, type FormValues,
} from '@fengsui/contract/disaster-statistics'
import type { Cell, OfficialDocument, Sheet, TableBlock } from '../../platform/documents/document.ts'

/** A paper in all three ways of writing it. */
export interface Paper {
  readonly name: string
  readonly document: OfficialDocument
  readonly sheets: readonly Sheet[]
}

const dayWords = (at: string): string => {
  const [year = '', month = '', day = ''] = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10).split('-')
  return `${year}年${String(Number(month))}月${String(Number(day))}日`
}

/** The lines that stand above every form: number, makers, approval, term. */
const formHead = (code: string): string[] => [`表号：${code}`, `制定机关：${statisticsRegulation.madeBy}`, `批准机关：${statisticsRegulation.approvedBy}`, `批准文号：${statisticsRegulation.approvalNumber}`, `有效期至：${statisticsRegulation.validToWords}`]

const cellOf = (key: string, values: FormValues): Cell => {
  const value = values[key]
  if (value === null || value === undefined) return null
  return typeof value === 'number' ? value : valueWords(key, value)
}

function formTable(form: FigureForm, values: FormValues, kind: ReturnView['kind']): TableBlock {
  const dual = kind !== 'final' && form.lines.some((line) => 'code' in line && getIndicator(line.code).dual)
  const head = ['指标名称', '代码', '计量单位', dual ? '数量（累计值）' : '数量', ...(dual ? ['实时值'] : [])]
  const letters = ['甲', '乙', '丙', '1', ...(dual ? ['2'] : [])]
  const rows = form.lines.map((line): Cell[] => {
    if ('heading' in line) return [line.heading, '—', '—', null, ...(dual ? [null] : [])]
    const now = `${line.code}${NOW}`
    return [`${'　'.repeat(line.indent)}${line.name}`, line.code, line.unit === '' ? '—' : line.unit, cellOf(line.code, values), ...(dual ? [getIndicator(line.code).dual ? cellOf(now, values) : '—'] : [])]
  })
  return { kind: 'table', widths: dual ? [5, 2, 2, 2, 2] : [5, 2, 2, 3], head: [head.map((text) => ({ text })), letters.map((text) => ({ text }))], rows, numeric: dual ? [3, 4] : [3] }
}

const signatureLine = ({ signatures }: Pick<ReturnView, 'signatures'>, at: string): string => `单位负责人：${signatures.head}　　　　填表人：${signatures.filler}　　　　报出日期：${at === '' ? '' : dayWords(at)}`

/** One version as the official forms, a form per sheet; what is unknown stays empty. Annexes only where required or filled. */
export function returnPaper(view: ReturnView): Paper {
  const forms = formSets[view.formSet].forms.map(getFigureForm).filter((form) => view.requiredForms.includes(form.code) || form.lines.some((line) => 'code' in line && line.code.startsWith(form.code) && view.values[line.code] !== undefined))
  const above = (form: FigureForm): string[] => [
    `${form.title}${form.subtitle === null ? '' : `（${form.subtitle}）`}`, ...formHead(form.code), `${view.placeName}　行政区划代码：${view.divisionCode}`, `填报单位（盖章）：${view.byUnitName}`, `${view.processTitle}　${returnKindNames[view.kind]}第 ${String(view.sequence)} 版${view.zero ? '（零报告）' : ''}`,
  ]
  const submitted = view.submittedAt ?? ''
  const notes = [...(view.status === 'draft' ? ['草稿，未上报'] : view.status === 'returned' ? ['已退回，不作为上报数据'] : []), ...(view.submittedAt === null ? [] : [`版本编号 ${view.id}`])]
  const [first] = forms
  return {
    name: `${view.placeName}${view.processTitle}${formSets[view.formSet].name}${returnKindNames[view.kind]}${String(view.sequence)}`,
    document: {
      head: null, title: first?.title ?? formSets[view.formSet].name, addressees: null, signature: null, imprint: null, notes,
      body: forms.flatMap((form) => [
        ...above(form).slice(1).map((text) => ({ kind: 'paragraph' as const, text })), ...(form.subtitle === null ? [] : [{ kind: 'heading' as const, level: 1 as const, text: form.subtitle }]),
        formTable(form, view.values, view.kind), { kind: 'paragraph' as const, text: signatureLine(view, submitted) },
      ]),
    },
    sheets: forms.map((form) => ({ name: form.code, table: formTable(form, view.values, view.kind), above: above(form), below: [signatureLine(view, submitted), ...notes] })),
  }
}

/** The places below one beside each other (分乡镇、分县数据) with their sum: a line per indicator that any of them gave. */
export function tablePaper(process: ProcessView, overview: OverviewView, formSet: FormSetKey): Paper {
  const places = overview.rows.filter(({ expected, accepted }) => expected || accepted !== null)
  const given = new Map(overview.sums.map((sum) => [sum.key, sum]))
  const keys = listKeys(formSet).filter((key) => places.some(({ accepted }) => accepted?.values[key] !== undefined))
  const rows = keys.map((key): Cell[] => {
    const { unit } = getIndicator(key.replace(NOW, ''))
    const sum = given.get(key)
    return [keyName(key), key.replace(NOW, ''), unit === '' ? '—' : unit, sum?.value ?? null, ...places.map(({ accepted }) => (accepted === null ? null : cellOf(key, accepted.values)))]
  })
  const table: TableBlock = {
    kind: 'table', widths: [4, 1.6, 1.4, 1.6, ...places.map(() => 1.5)], head: [['指标名称', '代码', '计量单位', '合计', ...places.map(({ placeName }) => placeName)].map((text) => ({ text }))], rows, numeric: [3, ...places.map((_, index) => index + 4)],
  }
  const missing = places.filter(({ accepted }) => accepted === null).map(({ placeName }) => placeName)
  const above = [`${overview.placeName}${formSets[formSet].name}分地区汇总表`, ...formHead(formSets[formSet].forms.filter((code) => keys.some((key) => key.startsWith(code))).join('、')), `${process.title}（${process.number}）`]
  const below = [missing.length === 0 ? '各地均有已审核报表' : `尚无已审核报表：${missing.join('、')}`, '空格为未知，不是 0；合计只加已填的数']
  return {
    name: `${overview.placeName}${process.title}分地区汇总`,
    document: { head: null, title: above[0] ?? '', addressees: null, body: [...above.slice(1).map((text) => ({ kind: 'paragraph' as const, text })), table, ...below.map((text) => ({ kind: 'paragraph' as const, text }))], signature: null, imprint: null, landscape: true },
    sheets: [{ name: '分地区汇总', table, above, below }],
  }
}

/** A list as it is kept: a row per person or household, as far as its reader may see. */
export function listPaper(process: ProcessView, list: ListCode, entries: readonly EntryView[], at: string): Paper {
  const form = getListForm(list)
  const columns = form.columns
  const table: TableBlock = {
    kind: 'table', widths: [1, 2, ...columns.map(({ type }) => (type === 'text' ? 2 : 1.3))],
    head: [[{ text: '序号' }, { text: '地区' }, ...columns.map(({ name, unit }) => ({ text: unit === undefined ? name : `${name}（${unit}）` }))]],
    rows: entries.map(({ cells, placeName }, index): Cell[] => [index + 1, placeName, ...columns.map((column): Cell => {
      const value = cells[column.code]
      return typeof value === 'number' && column.options === undefined ? value : listCellWords(column, value)
    })]),
  }
  const masked = entries.some((entry) => entry.masked)
  const above = [form.title, ...formHead(form.code), `${process.title}（${process.number}）`]
  const below = ['单位负责人：　　　　统计负责人：　　　　填表人：　　　　报出日期：', ...(masked ? ['个人信息已按查看权限遮盖'] : ['含个人信息，按《统计法》第九条、第二十五条保密']), `打印时间 ${dayWords(at)}`]
  return {
    name: `${process.title}${form.title}`,
    document: { head: null, title: form.title, addressees: null, body: [...above.slice(1).map((text) => ({ kind: 'paragraph' as const, text })), table, ...below.map((text) => ({ kind: 'paragraph' as const, text }))], signature: null, imprint: null, landscape: true },
    sheets: [{ name: form.code, table, above, below }],
  }
}
