import { endOfTerm, type instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireHandler } from './instruction-policy.ts'
import { isOwed } from './instruction-rules.ts'
import { lockDrafts, lockDuty, nextSupervisionNumber, requireUnits } from './instruction-store.ts'
import { createdChange } from './record-instruction.ts'

/** Issues a numbered 督办单: the one the platform drafted, or a new one at a leader's request. */
export function issueSupervision(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof instructionRoutes.issueSupervision>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'issue-supervision', actor: actor.label, input: { params, body } }, async (context) => {
    const { instruction, duty } = await lockDuty(deps.objects, context.tx, actor, params.dutyId)
    requireHandler(actor, instruction)
    if (!isOwed(duty.status)) throw new Problem('lifecycle-refused', '承办单位已报结果或已了结，不用督办')
    const feedbackBy = endOfTerm(context.at, body.feedbackBy)
    if (feedbackBy <= context.at) throw new Problem('invalid-input', '限期反馈的时间已经过去，请填以后的时间', [{ path: 'feedbackBy', message: '须晚于现在' }])
    const copiesTo = [...new Set(body.copiesTo)]
    await requireUnits(context.tx, actor, copiesTo, 'copiesTo', true)
    const [draft] = await lockDrafts(deps.objects, context.tx, duty.id)
    const id = draft?.id ?? context.newId()
    const issued = {
      number: await nextSupervisionNumber(context.tx, instruction.divisionCode, context.at), byUnitId: actor.unitId, words: context.protect(`instruction-duty:${duty.id}`, body.words),
      status: 'issued', issuedAt: context.at, feedbackBy, copiesTo,
    }
    const notice = draft
      ? { object: 'supervision-notice', id, set: issued }
      : createdChange('supervision-notice', id, { ...issued, instructionId: instruction.id, dutyId: duty.id, divisionCode: duty.divisionCode, unitId: duty.unitId, reason: 'requested', draftedAt: context.at })
    context.record({
      type: 'supervision-notice.issued', subject: instruction.incidentId, audience: { division: duty.divisionCode, units: [duty.unitId, ...copiesTo], called: [duty.unitId, ...copiesTo] },
      changes: [notice], note: { number: issued.number, instruction: instruction.number, reason: draft?.reason ?? 'requested' },
    })
    return { id: instruction.id }
  })
}
