import { defineForm } from '../form.ts'
import { quickLoss } from './quick-loss.ts'

/** Indicators of A01 that the year's form asks again, in its order: B01001 is the first, and so on. */
const repeated: readonly string[] = [
  ...range(6, 13), 'A01017', 'A01018', 'A01019', 'A01020', ...range(21, 64),
]
function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `A010${String(from + index).padStart(2, '0')}`)
}

/** A01 code → B01 code of the same indicator. */
export const annualCodes: Readonly<Record<string, string>> = Object.fromEntries(repeated.map((code, index) => [code, `B010${String(index + 1).padStart(2, '0')}`]))

const lines = repeated.map((code) => {
  const line = quickLoss.form.lines.find((each) => 'code' in each && each.code === code)
  if (line === undefined || 'heading' in line) throw new Error(`A01 has no ${code}`)
  const name = code === 'A01059' ? '其中：住房及居民家庭财产损失' : line.name
  return [annualCodes[code] ?? '', name, line.unit, line.indent === 1 ? ({ indent: 1 } as const) : {}] as const
})

/** B01: the year's losses; the indicators of A01 without those of a single event. */
export const lossOfYear = defineForm({ code: 'B01', title: '自然灾害损失情况统计年报表', subtitle: null, periodText: '年报（初报、核报）', filledBy: '县级以上应急管理部门' }, lines)

const own = { sum: 'own' } as const
/** The copy at hand shows only the first codes of B03; the rest follow the order of the explanations. */
const read = { inferred: true } as const
const share = { ...own, ...read } as const

/** B03: the basic figures of the area. Shares of a structure are the level's own: shares are not summed. */
export const areaBasics = defineForm({ code: 'B03', title: '受灾地区基础指标统计年报表', subtitle: null, periodText: '年报（初报、核报）', filledBy: '县级以上应急管理部门会同公安、住房城乡建设、农业农村、统计等部门' }, [
  ['B03001', '是否为山区', '', { ...own, type: 'yes-no' }],
  ['B03002', '城镇人口', '人'],
  ['B03003', '农村人口', '人', read],
  ['B03004', '儿童人数', '人', read],
  ['B03005', '老年人数', '人', read],
  ['B03006', '城镇住户', '户', read],
  ['B03007', '农村住户', '户', read],
  ['B03008', '农村居民家庭住房钢结构比例', '%', share],
  ['B03009', '农村居民家庭住房钢筋混凝土结构比例', '%', share],
  ['B03010', '农村居民家庭住房砌体结构比例', '%', share],
  ['B03011', '农村居民家庭住房木（竹）结构比例', '%', share],
  ['B03012', '农村居民家庭住房其他结构比例', '%', share],
  ['B03013', '常用耕地面积', '公顷', read],
])
