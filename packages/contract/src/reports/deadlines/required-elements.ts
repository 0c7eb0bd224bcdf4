import { z } from 'zod'
import type { IncidentClass, LegalBasis, Verification } from '../../incidents/grading/index.ts'

/** 初报、续报、终报（核报）. Each report is a new version; an earlier one is never overwritten. */
export const reportKindSchema = z.enum(['INITIAL', 'FOLLOW_UP', 'FINAL'])
export type ReportKind = z.infer<typeof reportKindSchema>

/** One element a report of a kind must hold. */
export interface RequiredElement {
  field: string
  labelZh: string
  /** 'required' stops sending unless filled or declared unknown; 'advised' only reminds. */
  need: 'required' | 'advised'
  legalBasis: LegalBasis
  verified: Verification
}

const localPractice: LegalBasis = {
  instrument: '地方突发事件信息报送规定（样例，请换成本地文件）', article: '报送要素', issuedBy: '地方党委政府办公厅（室）',
}
const article12: LegalBasis = {
  instrument: '生产安全事故报告和调查处理条例（国务院令第493号）', article: '第十二条', issuedBy: '国务院',
}
const statistics: LegalBasis = {
  instrument: '自然灾害情况统计调查制度（国统制〔2024〕82号）', article: '快报（初报）', issuedBy: '国家防灾减灾救灾委员会办公室、应急管理部',
}

const elements = (
  need: RequiredElement['need'], legalBasis: LegalBasis, verified: Verification, ...entries: readonly (readonly [string, string])[]
): RequiredElement[] => entries.map(([field, labelZh]) => ({ field, labelZh, need, legalBasis, verified }))

const byKind: Readonly<Record<ReportKind, readonly RequiredElement[]>> = {
  INITIAL: [
    ...elements('required', localPractice, 'verified',
      ['occurredAt', '时间'], ['place', '地点'], ['source', '信息来源'], ['nature', '事件性质'], ['impactScope', '影响范围'],
      ['casualties', '伤亡情况'], ['loss', '损失情况'], ['initialGrade', '初判等级'], ['measuresTaken', '已采取措施'], ['trend', '发展趋势']),
    ...elements('advised', localPractice, 'verified',
      ['receivedAt', '接报时间'], ['leadersOnScene', '到场领导'], ['suggestions', '建议'], ['signer', '签发人'], ['contactPhone', '联系电话']),
  ],
  FOLLOW_UP: elements('required', localPractice, 'verified',
    ['changes', '变化情况'], ['casualties', '伤亡情况'], ['rescueProgress', '救援进展'], ['needs', '需要支援'], ['leadersOnScene', '到场领导']),
  FINAL: elements('required', localPractice, 'verified',
    ['finalFigures', '最终数据'], ['cause', '原因'], ['treatment', '处置结果'], ['lessons', '经验教训']),
}

const accidentInitial: readonly RequiredElement[] = elements('required', article12, 'verified',
  ['unitProfile', '事故发生单位概况'], ['sceneSituation', '事故发生的时间、地点以及现场情况'], ['briefCourse', '事故的简要经过'],
  ['casualties', '已经造成或者可能造成的伤亡人数（含下落不明）'], ['loss', '初步估计的直接经济损失'], ['measuresTaken', '已经采取的措施'],
  ['otherMatters', '其他应当报告的情况'])

const naturalInitial: readonly RequiredElement[] = elements('required', statistics, 'verified',
  ['disasterType', '灾害种类'], ['occurredAt', '发生时间'], ['affectedPeople', '受灾人口'], ['deadAndMissing', '因灾死亡失踪人口'],
  ['relocated', '紧急转移安置人口'], ['livingAidNeeded', '需紧急生活救助人口'])

/**
 * What a report of this kind and class must hold. Statutory elements replace the local-practice entry of the same field, so each
 * field appears once, with the stronger basis.
 */
export function requiredElements(kind: ReportKind, incidentClass: IncidentClass): RequiredElement[] {
  const statutory = kind !== 'INITIAL' ? []
    : incidentClass === 'accident' ? accidentInitial
      : incidentClass === 'natural-disaster' ? naturalInitial : []
  const replaced = byKind[kind].map((element) => statutory.find((other) => other.field === element.field) ?? element)
  return [...replaced, ...statutory.filter((other) => !byKind[kind].some((element) => element.field === other.field))]
}

export interface CheckableReport {
  kind: ReportKind
  incidentClass: IncidentClass
  /** Field name → content. Zero and false are content; blank text, null and empty lists are not. */
  values: Readonly<Record<string, unknown>>
  /** Fields the author declares not yet known (先报后核): accepted, and asked for again in the next report. */
  declaredUnknown?: readonly string[]
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.length > 0
  return !(typeof value === 'number' && Number.isNaN(value))
}

/** Elements still missing, required ones first. An empty list means the report is complete. */
export function checkReport(report: CheckableReport): RequiredElement[] {
  const unknown = new Set(report.declaredUnknown ?? [])
  return requiredElements(report.kind, report.incidentClass)
    .filter((element) => !isFilled(report.values[element.field]) && !unknown.has(element.field))
    .sort((a, b) => Number(a.need === 'advised') - Number(b.need === 'advised'))
}
