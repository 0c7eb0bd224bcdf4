import type { incidentRoutes } from '@fengsui/contract/incidents'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnJurisdiction } from './incident-policy.ts'
import { needsGradeReason } from './incident-rules.ts'
import { countForClosing, lockIncident } from './incident-store.ts'

/** A person confirms the grade; one that differs from the rules needs a written reason, kept beside the rule's proposal (INC-1). */
export function confirmGrade(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof incidentRoutes.confirmGrade>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'confirm-grade', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor.scope, params.incidentId)
    requireOwnJurisdiction(actor, incident)
    // Casualties that changed within their days after the end may make the grade another one (493号令 Art 13).
    const changedLater = incident.status === 'closed' && (await countForClosing(context.tx, incident.id)).casualtiesAfterEnd > 0
    if ((incident.status === 'closed' && !changedLater) || incident.status === 'merged') throw new Problem('lifecycle-refused', '事件已结束或已并入，不能再定级')
    if (body.reason === '' && needsGradeReason(body.grade, incident.proposal)) throw new Problem('rule-refused', '与规则建议的等级不同，请写明理由', [{ path: 'reason', message: '请写明与规则建议不同的理由' }])
    context.record({
      type: 'incident.graded', subject: incident.id, audience: { division: incident.divisionCode },
      changes: [{ object: 'incident', id: incident.id, set: { grade: body.grade, gradedAt: context.at, gradedByUnitId: actor.unitId, gradeReason: context.protect(`incident:${incident.id}`, body.reason) } }],
      note: { from: incident.grade, proposed: incident.proposal?.grade ?? null, ruleId: incident.proposal?.ruleId ?? null },
    })
    return { id: incident.id }
  })
}
