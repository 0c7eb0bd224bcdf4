import { defineForm } from '../form.ts'

const own = { sum: 'own' } as const
const inner = { sum: 'own', indent: 1 } as const
/** 下级已支出: the places below spent it, themselves and through those below them (指标解释（三）6). */
const below = { sum: 'below' } as const
const belowInner = { sum: 'below', indent: 1 } as const

/** A07. Everything in it is the level's own (本级), so nothing of it is ever summed. */
export const reliefWork = defineForm({ code: 'A07', title: '救灾工作情况统计快报表', subtitle: null, periodText: '实时报送（初报、续报、核报）', filledBy: '县级以上应急管理部门会同民政等部门' }, [
  ['A07001', '本级启动响应时间', '年-月-日-时', own],
  ['A07002', '本级启动响应级别', '级', { ...own, type: 'level' }],
  ['A07003', '本级财政已安排生活救助方向救灾资金', '万元', own],
  ['A07004', '本级已支出生活救助方向救灾资金', '万元', own],
  ['A07005', '本级已接收的救灾捐赠资金', '万元', own],
  ['A07006', '本级已支出的救灾捐赠资金', '万元', own],
  ['A07007', '本级安排的帐篷数量', '顶', own],
  ['A07008', '本级安排的衣被数量', '套', own],
  ['A07009', '本级安排的其他救灾物资数量', '个/件/台/套', own],
  ['A07010', '本级发放的帐篷数量', '顶', own],
  ['A07011', '本级发放的衣被数量', '套', own],
  ['A07012', '本级发放的其他救灾物资数量', '个/件/台/套', { ...own, inferred: true }],
])

/** B02. */
export const reliefWorkOfYear = defineForm({ code: 'B02', title: '救灾工作情况统计年报表', subtitle: null, periodText: '年报（初报、核报）', filledBy: '县级以上应急管理部门' }, [
  ['B02001', '本级启动响应次数', '次', own],
  ['B02002', '其中：一级响应次数', '次', own],
  ['B02003', '二级响应次数', '次', inner],
  ['B02004', '三级响应次数', '次', inner],
  ['B02005', '四级响应次数', '次', inner],
  ['B02006', '已救助人口', '人'],
  ['B02007', '需重建住房户数', '户'],
  ['B02008', '其中：已重建住房户数', '户'],
  ['B02009', '需重建住房间数', '间'],
  ['B02010', '其中：已重建住房间数', '间'],
  ['B02011', '需维修住房户数', '户'],
  ['B02012', '其中：已维修住房户数', '户'],
  ['B02013', '需维修住房间数', '间'],
  ['B02014', '其中：已维修住房间数', '间'],
  ['B02015', '本级财政已安排生活救助方向救灾资金', '万元', own],
  ['B02016', '本级已支出生活救助方向救灾资金', '万元', own],
  ['B02017', '其中：已支出应急生活补助资金', '万元', own],
  ['B02018', '已支出遇难人员家属抚慰金', '万元', inner],
  ['B02019', '已支出过渡期生活救助资金', '万元', inner],
  ['B02020', '已支出恢复重建补助资金', '万元', inner],
  ['B02021', '已支出旱灾救助资金', '万元', inner],
  ['B02022', '下级已支出生活救助方向救灾资金', '万元', below],
  ['B02023', '其中：已支出应急生活补助资金', '万元', below],
  ['B02024', '已支出遇难人员家属抚慰金', '万元', belowInner],
  ['B02025', '已支出过渡期生活救助资金', '万元', belowInner],
  ['B02026', '已支出恢复重建补助资金', '万元', belowInner],
  ['B02027', '已支出旱灾救助资金', '万元', belowInner],
  ['B02028', '本级已接收的救灾捐赠资金', '万元', own],
  ['B02029', '本级已支出的救灾捐赠资金', '万元', own],
  ['B02030', '本级安排的帐篷数量', '顶', own],
  ['B02031', '本级安排的衣被数量', '套', own],
  ['B02032', '本级安排的其他救灾物资数量', '个/件/台/套', own],
  ['B02033', '本级发放的帐篷数量', '顶', own],
  ['B02034', '本级发放的衣被数量', '套', own],
  ['B02035', '本级发放的其他救灾物资数量', '个/件/台/套', own],
])

/** What 下级已支出 of a level is made of: what the places below spent themselves plus what was spent below them. */
export const spentBelow: Readonly<Record<string, readonly [own: string, below: string]>> = {
  B02022: ['B02016', 'B02022'], B02023: ['B02017', 'B02023'], B02024: ['B02018', 'B02024'], B02025: ['B02019', 'B02025'], B02026: ['B02020', 'B02026'], B02027: ['B02021', 'B02027'],
}
