import { defineForm } from '../form.ts'

const own = { sum: 'own' } as const

export const winterAidNeeded = defineForm({ code: 'C01', title: '受灾人员冬春生活需救助情况统计表', subtitle: null, periodText: '年报', filledBy: '县级以上应急管理部门' }, [
  ['C01001', '需冬春救助人口', '人'],
  ['C01002', '本级政府计划安排资金', '万元', own],
  ['C01003', '需上级政府帮助解决资金', '万元', own],
])

export const winterAidGiven = defineForm({ code: 'C02', title: '受灾人员冬春生活已救助情况统计表', subtitle: null, periodText: '年报', filledBy: '县级以上应急管理部门' }, [
  ['C02001', '省级下拨中央冬春补助资金时间', '年-月-日', { sum: 'same' }],
  ['C02002', '省级下拨中央冬春补助资金文号', '', { sum: 'same' }],
  ['C02003', '已冬春救助人口', '人'],
  ['C02004', '本级财政已安排资金', '万元', own],
  ['C02005', '上级财政已安排资金', '万元', own],
])
