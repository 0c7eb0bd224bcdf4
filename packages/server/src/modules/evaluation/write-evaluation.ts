import type { Evaluation, evaluationRoutes } from '@fengsui/contract/evaluation'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireMayEvaluate } from './evaluation-policy.ts'
import { lockEvaluation } from './evaluation-store.ts'
import { evaluate } from './evaluation-views.ts'
import { getEvaluated } from './material-views.ts'

/** Records figures and findings as they stand at this command. */
async function recordDraft(deps: ModuleDeps, actor: Actor, context: CommandContext, incidentId: string): Promise<{ id: string; divisionCode: string; before: Evaluation | undefined }> {
  const evaluated = await getEvaluated(context.tx, actor, incidentId)
  requireMayEvaluate(actor, evaluated.divisionCode)
  const before = await lockEvaluation(deps.objects, context.tx, incidentId, evaluated.divisionCode)
  if (before?.status === 'issued') throw new Problem('lifecycle-refused', '评估已经印发，数字和发现不再改动；有新情况请另写补充说明')
  const { figures, findings } = await evaluate(context.tx, actor, evaluated, context.at)
  const id = before?.id ?? context.newId()
  const material = { figures: figures as unknown as Json, findings: findings as unknown as Json, draftedAt: context.at, byUnitId: actor.unitId }
  context.record({
    type: 'evaluation.drafted', subject: incidentId, audience: { division: evaluated.divisionCode },
    changes: [before ? { object: 'evaluation', id, set: material } : { object: 'evaluation', id, created: true, set: { incidentId, divisionCode: evaluated.divisionCode, status: 'draft', ...material } }],
    note: { findings: findings.length, grave: findings.filter((finding) => finding.severity === 'grave').length },
  })
  return { id, divisionCode: evaluated.divisionCode, before }
}

/** Drafts the evaluation from the record, or brings a draft up to date (REC-2, 应对法 Art 92). */
export function draftEvaluation(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evaluationRoutes.draftEvaluation>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'draft-evaluation', actor: actor.label, input: { params, body } }, async (context) => {
    const { id } = await recordDraft(deps, actor, context, params.incidentId)
    return { id }
  })
}

/** Issues it: figures and findings are taken once more and then stay as they are. */
export function issueEvaluation(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evaluationRoutes.issueEvaluation>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'issue-evaluation', actor: actor.label, input: { params, body } }, async (context) => {
    const { id, divisionCode } = await recordDraft(deps, actor, context, params.incidentId)
    context.record({
      type: 'evaluation.issued', subject: params.incidentId, audience: { division: divisionCode },
      changes: [{ object: 'evaluation', id, set: { status: 'issued', issuedAt: context.at, summary: context.protect(`evaluation:${id}`, body.summary) } }],
    })
    return { id }
  })
}
