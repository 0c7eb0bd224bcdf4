import { improvementLifecycle, type evaluationRoutes } from '@fengsui/contract/evaluation'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireMayEvaluate } from './evaluation-policy.ts'
import { isPlanVisible, lockEvaluation, lockImprovement } from './evaluation-store.ts'
import { getEvaluated } from './material-views.ts'

/** Proposes a change that findings call for. The evaluation must have been drafted, so that the findings are on record. */
export function proposeImprovement(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evaluationRoutes.proposeImprovement>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'propose-improvement', actor: actor.label, input: { params, body } }, async (context) => {
    const evaluated = await getEvaluated(context.tx, actor, params.incidentId)
    requireMayEvaluate(actor, evaluated.divisionCode)
    const evaluation = await lockEvaluation(deps.objects, context.tx, params.incidentId, evaluated.divisionCode)
    if (!evaluation) throw new Problem('lifecycle-refused', '还没有起草评估，请先起草')
    if (evaluation.status === 'issued') throw new Problem('lifecycle-refused', '评估已经印发，不能再加建议')
    const known = new Set(evaluation.findings.map((finding) => finding.key))
    const unknown = body.findingKeys.filter((key) => !known.has(key))
    if (unknown.length > 0) throw new Problem('invalid-input', '有的发现不在这份评估里，请重新起草后再选', [{ path: 'findingKeys', message: `没有这些发现：${unknown.slice(0, 3).join('、')}` }])
    if (body.planId !== null && !(await isPlanVisible(context.tx, actor, body.planId))) throw new Problem('invalid-input', '没有这个预案，请重新选择', [{ path: 'planId', message: '没有这个预案' }])
    const id = context.newId()
    context.record({
      type: 'improvement.proposed', subject: params.incidentId, audience: { division: evaluated.divisionCode },
      changes: [{ object: 'improvement', id, created: true, set: { evaluationId: evaluation.id, incidentId: params.incidentId, divisionCode: evaluated.divisionCode, findingKeys: body.findingKeys, ...(body.planId === null ? {} : { planId: body.planId }), target: body.target, text: body.text, status: 'proposed', proposedAt: context.at } }],
    })
    return { id }
  })
}

export function decideImprovement(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof evaluationRoutes.decideImprovement>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'decide-improvement', actor: actor.label, input: { params, body } }, async (context) => {
    const improvement = await lockImprovement(deps.objects, context.tx, actor, params.improvementId)
    requireMayEvaluate(actor, improvement.divisionCode)
    if (!(improvementLifecycle[improvement.status] as readonly string[]).includes(body.status)) throw new Problem('lifecycle-refused', '这条建议现在不能这样处理，请刷新后再看')
    context.record({ type: 'improvement.decided', subject: improvement.incidentId, audience: { division: improvement.divisionCode }, changes: [{ object: 'improvement', id: improvement.id, set: { status: body.status, decidedAt: context.at } }] })
    return { id: improvement.id }
  })
}
