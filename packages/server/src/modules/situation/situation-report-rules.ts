import { factLabels, incidentGradeNamesZh, incidentGradeNumerals, type FactName, type IncidentFacts, type IncidentGrade } from '@fengsui/contract/incidents/grading'
import { incidentStatusNames, type IncidentStatus } from '@fengsui/contract/incidents'
import { beijingShort, type Instant } from '@fengsui/contract/kernel'

/** Live figures of one incident, as the situation report words them. Holds no personal data. */
export interface ReportMaterial {
  title: string
  placeName: string
  typeName: string
  status: IncidentStatus
  occurredAt: Instant
  grade: number | null
  proposedGrade: number | null
  facts: IncidentFacts
  responses: { level: number; headquartersName: string; startedAt: Instant; endedAt: Instant | null }[]
  tasks: { total: number; acknowledged: number; done: number; overdue: number; disputed: number; unacknowledged: number }
  reports: { kind: string; sequence: number; issuedAt: Instant; unitName: string }[]
  clocks: { met: number; late: number; running: number; overdue: number; nextDueAt: Instant | null }
  children: { title: string; grade: number | null }[]
  typhoon: { name: string; fixedAt: Instant; windMetresPerSecond: number | null; pressureHpa: number | null } | null
  suspicions: { raised: number; upheld: number }
}

const reportKinds: Readonly<Record<string, string>> = { initial: '初报', followUp: '续报', final: '终报' }
const gradeText = (grade: number): string => `${incidentGradeNamesZh[grade as IncidentGrade]}（${incidentGradeNumerals[grade as IncidentGrade]}级）`

/** What is known about the consequences, in the order of the form; unknown facts are left out, they are not zero. */
function describeFacts(facts: IncidentFacts): string {
  const known = (Object.keys(factLabels) as FactName[]).flatMap((name) => {
    const value = facts[name]
    const { labelZh, unitZh } = factLabels[name]
    if (typeof value === 'number') return [`${labelZh} ${value} ${unitZh}`]
    return value === true ? [labelZh] : []
  })
  return known.length === 0 ? '人员伤亡和损失情况正在核实。' : `目前掌握：${known.join('、')}。`
}

function describeResponses(responses: ReportMaterial['responses']): string {
  const active = responses.filter((response) => response.endedAt === null)
  if (responses.length === 0) return '尚未启动应急响应。'
  if (active.length === 0) return '应急响应已全部终止。'
  return `${active.map((response) => `${response.headquartersName}于 ${beijingShort(response.startedAt)} 启动${incidentGradeNumerals[response.level as IncidentGrade]}级响应`).join('；')}。`
}

function describeTasks(tasks: ReportMaterial['tasks']): string {
  if (tasks.total === 0) return '尚未派出任务。'
  const rest = [
    ...(tasks.unacknowledged > 0 ? [`超时未签收 ${tasks.unacknowledged} 项`] : []),
    ...(tasks.overdue > 0 ? [`超期未完成 ${tasks.overdue} 项`] : []),
    ...(tasks.disputed > 0 ? [`有争议待裁定 ${tasks.disputed} 项`] : []),
  ]
  return `共派任务 ${tasks.total} 项，签收 ${tasks.acknowledged} 项，完成 ${tasks.done} 项${rest.length > 0 ? `；${rest.join('，')}` : ''}。`
}

function describeReports(material: ReportMaterial): string {
  const { reports, clocks } = material
  const last = reports.at(-1)
  const sent = last === undefined ? '尚未报出信息。' : `已报出 ${reports.length} 份，最近一份为${last.unitName} ${beijingShort(last.issuedAt)} 的${reportKinds[last.kind] ?? '报告'}${last.kind === 'followUp' ? `（第 ${last.sequence} 号）` : ''}。`
  const limits = clocks.met + clocks.late + clocks.running === 0 ? '' : `报送时限：按时 ${clocks.met} 项，迟报 ${clocks.late} 项，计时中 ${clocks.running} 项${clocks.overdue > 0 ? `（其中已超时 ${clocks.overdue} 项）` : ''}${clocks.nextDueAt === null ? '' : `，最近一项 ${beijingShort(clocks.nextDueAt)} 到时`}。`
  const doubts = material.suspicions.raised + material.suspicions.upheld === 0 ? '' : `疑点：待认定 ${material.suspicions.raised} 项，已认定 ${material.suspicions.upheld} 项。`
  return `${sent}${limits}${doubts}`
}

/** Words the present figures as paragraphs of a situation report (情况简报). A draft for the duty officer, issued by nobody. */
export function composeSituationReport(material: ReportMaterial, at: Instant): { title: string; paragraphs: string[]; madeAt: string } {
  const grade = material.grade !== null ? `等级为${gradeText(material.grade)}` : material.proposedGrade !== null ? `规则建议定为${gradeText(material.proposedGrade)}，待确认` : '等级待定'
  const typhoon = material.typhoon
  const paragraphs = [
    `一、基本情况。${beijingShort(material.occurredAt)}，${material.placeName}发生${material.typeName}，${grade}，当前${incidentStatusNames[material.status]}。${describeFacts(material.facts)}`,
    ...(typhoon === null ? [] : [`台风${typhoon.name}最近一次定位 ${beijingShort(typhoon.fixedAt)}${typhoon.windMetresPerSecond === null ? '' : `，中心附近最大风速 ${typhoon.windMetresPerSecond} m/s`}${typhoon.pressureHpa === null ? '' : `，中心气压 ${typhoon.pressureHpa} hPa`}。`]),
    ...(material.children.length === 0 ? [] : [`次生、衍生事件 ${material.children.length} 起：${material.children.map((child) => `${child.title}${child.grade === null ? '' : `（${incidentGradeNumerals[child.grade as IncidentGrade]}级）`}`).join('；')}。`]),
    `二、响应与处置。${describeResponses(material.responses)}${describeTasks(material.tasks)}`,
    `三、信息报送。${describeReports(material)}`,
  ]
  return { title: `${material.title}情况简报（截至 ${beijingShort(at)}）`, paragraphs, madeAt: at }
}
