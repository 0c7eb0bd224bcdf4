import { isWithin, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { reportRoutes } from '@fengsui/contract/reports'
import { correctionDueAt } from '@fengsui/contract/reports/deadlines'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { listIssued } from './figures-store.ts'
import { demandCorrection } from './follow-corrections.ts'
import { requireMayDecide } from './report-policy.ts'
import { isCorrectionOwed } from './suspicion-rules.ts'
import { lockSuspicion } from './suspicion-store.ts'

/** An authorised person of a level above finds that a report was late, omitted, false or concealed, or that it was not. Final; what is upheld brings the demand for a corrected report. */
export function decideSuspicion(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.decideSuspicion>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'decide-suspicion', actor: actor.label, input: { params, body } }, async (context) => {
    // Incidents are taken before what hangs on them, everywhere.
    const incident = body.incidentId === null ? null : await incidents.lock(context, actor, body.incidentId)
    const suspicion = await lockSuspicion(deps.objects, context.tx, actor, params.suspicionId)
    requireMayDecide(actor, suspicion)
    if (suspicion.status !== 'raised') throw new Problem('lifecycle-refused', '这个疑点已经认定，不能再改；请刷新后查看结果')
    if (incident && !isWithin(incident.divisionCode, suspicion.divisionCode)) throw new Problem('invalid-input', '所选事件不在疑点所在地，请重新选择', [{ path: 'incidentId', message: '不在疑点所在地' }])
    const incidentId = incident?.id ?? suspicion.incidentId
    if (body.correctionDueAt !== null && body.correctionDueAt <= context.at) throw new Problem('invalid-input', '更正时限已经过了，请重新填写', [{ path: 'correctionDueAt', message: '应晚于现在' }])
    // What came late was right; what was left out, false or concealed has to be reported as it is, unless it has been meanwhile.
    const issued = incidentId === null ? [] : await listIssued(context.tx, suspicion.unitId, incidentId)
    const demanded = body.demandCorrection ?? isCorrectionOwed(suspicion.comparison, issued, context.at)
    const dueAt = body.decision === 'upheld' && body.kind !== 'LATE' && demanded ? (body.correctionDueAt ?? correctionDueAt(context.at, deps.rulesAsOf())) : null
    if (dueAt !== null) demandCorrection(context, suspicion.id, dueAt)
    context.record({
      type: 'suspicion.decided', subject: incidentId, audience: { division: suspicion.divisionCode, units: [suspicion.unitId, actor.unitId] },
      changes: [{
        object: 'suspicion', id: suspicion.id,
        set: {
          status: body.decision, kind: body.kind, decidedAt: context.at, decidedByUnitId: actor.unitId, decisionReason: context.protect(`suspicion:${suspicion.id}`, body.reason),
          ...(dueAt === null ? {} : { correctionDueAt: dueAt }),
          ...(incidentId === suspicion.incidentId ? {} : { incidentId }),
        },
      }],
      note: { decision: body.decision, kind: body.kind, correctionDueAt: dueAt },
    })
    return { id: suspicion.id }
  })
}
