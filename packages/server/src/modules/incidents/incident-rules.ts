import { Problem } from '@fengsui/contract/kernel'
import { incidentLifecycle, incidentStatusNames, type ActionState, type GradeProposal, type Incident, type IncidentStatus } from '@fengsui/contract/incidents'
import { findGradingStandard, findIncidentClass, findIncidentType, formatLegalBasis, gradeIncident, suggestStandard, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Permission } from '@fengsui/contract/kernel'

/** Class and grading standard that an incident type brings. @throws Problem for codes outside the dictionary */
export function classify(typeCode: string): { incidentClass: string; standardId: string; typeName: string } {
  const type = findIncidentType(typeCode)
  const incidentClass = type?.incidentClass ?? findIncidentClass(typeCode)
  if (!type || !incidentClass) throw new Problem('invalid-input', '没有这个事件类型，请从列表中选择', [{ path: 'typeCode', message: '没有这个事件类型' }])
  return { incidentClass, standardId: suggestStandard(typeCode) ?? '', typeName: type.nameZh }
}

/** The grade the rules in force at `asOf` give these facts, with rule and legal basis; null where no national table exists for the type. */
export function proposeGrade(input: { standardId: string; facts: IncidentFacts; divisionCode: string; asOf: string; at: string }): GradeProposal | null {
  const standard = findGradingStandard(input.standardId, input.asOf, input.divisionCode)
  if (!standard) return null
  const decision = gradeIncident({ standard, facts: input.facts, asOf: input.asOf })
  const strict = decision.strictProposal
  return {
    grade: decision.grade,
    ruleId: decision.grade === null ? null : decision.ruleId,
    standardId: standard.id,
    text: decision.grade === null ? decision.reasonZh : decision.textZh,
    legalBasis: formatLegalBasis(standard.legalBasis),
    strictGrade: strict?.grade ?? null,
    strictText: strict ? `${strict.textZh}（${strict.noteZh}）` : null,
    proposedAt: input.at,
  }
}

/** Facts after news: what is said replaces, what is not said stays. */
export function mergeFacts(known: IncidentFacts, news: IncidentFacts): IncidentFacts {
  const merged: IncidentFacts = { ...known }
  for (const [name, value] of Object.entries(news)) if (value !== undefined && value !== null) Object.assign(merged, { [name]: value })
  return merged
}

/** Takes facts of duplicates together: the higher number wins, for two callers count the same people. */
export function highestFacts(all: readonly IncidentFacts[]): IncidentFacts {
  const highest: Record<string, number | boolean> = {}
  for (const facts of all) {
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value === 'boolean') highest[name] = value || highest[name] === true
      else if (typeof value === 'number') highest[name] = Math.max(value, typeof highest[name] === 'number' ? highest[name] : 0)
    }
  }
  return highest as IncidentFacts
}

/** @throws Problem naming what is possible instead */
export function requireTransition(from: IncidentStatus, to: IncidentStatus): void {
  const allowed: readonly IncidentStatus[] = incidentLifecycle[from]
  if (!allowed.includes(to)) throw new Problem('lifecycle-refused', `事件${incidentStatusNames[from]}，不能改为“${incidentStatusNames[to]}”。${allowed.length > 0 ? `现在可以：${allowed.map((status) => incidentStatusNames[status]).join('、')}` : '已无后续操作'}`)
}

/** An 11-digit number in a title would be a telephone number in the journal for ever. */
export function requireTitleWithoutPhone(title: string): void {
  if (/1[3-9]\d{9}/.test(title)) throw new Problem('invalid-input', '标题里不要写电话号码，请写在内容里', [{ path: 'title', message: '标题里不要写电话号码' }])
}

/** Whether a person's grade needs a written reason: it differs from the rule's proposal and from its strict reading. */
export function needsGradeReason(grade: number, proposal: GradeProposal | null): boolean {
  return !proposal || (grade !== proposal.grade && grade !== proposal.strictGrade)
}

export interface IncidentCounts {
  activeResponses: number
  openTasks: number
  finalReports: number
  reports: number
  /** Commander's orders still in force. */
  ordersInForce: number
  /** Households moved whose place is not released. */
  householdsOut: number
  /** Requests for forces or goods that nobody has concluded, and orders whose forces are not home or whose goods are not handed over. */
  openRequests: number
  dispatchesOut: number
  /** Changes of casualties entered after the incident had ended. */
  casualtiesAfterEnd: number
}

/** What stands between an incident and its end; empty when nothing does. */
export function listClosingObstacles(incident: Pick<Incident, 'status' | 'grade'>, counts: IncidentCounts): string[] {
  const obstacles: string[] = []
  if (incident.status === 'responding') obstacles.push('处置中，先标记“基本稳定”')
  if (counts.activeResponses > 0) obstacles.push(`还有 ${counts.activeResponses} 个应急响应未终止`)
  if (counts.openTasks > 0) obstacles.push(`还有 ${counts.openTasks} 项任务未办结`)
  if (counts.ordersInForce > 0) obstacles.push(`还有 ${counts.ordersInForce} 道指挥长令未解除`)
  if (counts.householdsOut > 0) obstacles.push(`还有 ${counts.householdsOut} 户转移群众未解除转移`)
  if (counts.openRequests > 0) obstacles.push(`还有 ${counts.openRequests} 份资源申请未了结`)
  if (counts.dispatchesOut > 0) obstacles.push(`还有 ${counts.dispatchesOut} 份调度令未归还或未交接`)
  if (incident.grade !== null && counts.finalReports === 0) obstacles.push('终报还没有签发')
  return obstacles
}

/** The next things a person can do here, with the reason where not: the one policy that screens show and commands enforce. */
export function listActions(incident: Pick<Incident, 'status' | 'grade'>, counts: IncidentCounts, permissions: ReadonlySet<Permission>, inJurisdiction: boolean): ActionState[] {
  const ended = incident.status === 'closed' || incident.status === 'merged'
  const action = (name: string, permission: Permission, obstacle: string | null, evenEnded = false): ActionState => {
    const reason = !permissions.has(permission) ? '您的角色没有这项权限' : !inJurisdiction ? '不是本辖区的事件' : ended && !evenEnded ? `事件${incidentStatusNames[incident.status]}` : obstacle
    return { action: name, allowed: reason === null, reason }
  }
  const closing = listClosingObstacles(incident, counts)
  return [
    action('confirm-grade', 'incident:grade', null, incident.status === 'closed' && counts.casualtiesAfterEnd > 0),
    action('draft-report', 'report:draft', counts.finalReports > 0 ? '终报已签发' : null),
    action('start-response', 'response:decide', null),
    action('change-level', 'response:decide', counts.activeResponses === 0 ? '没有正在执行的响应' : null),
    action('end-response', 'response:decide', counts.activeResponses === 0 ? '没有正在执行的响应' : null),
    action('assign-task', 'task:assign', null),
    action('update-facts', 'incident:edit', null),
    action('merge', 'incident:edit', counts.activeResponses > 0 ? '已有响应的事件不能并入别的事件' : null),
    action('mark-stable', 'incident:edit', incident.status === 'stable' ? '已是基本稳定' : null),
    action('close', 'incident:close', closing.length > 0 ? closing.join('；') : null),
  ]
}
