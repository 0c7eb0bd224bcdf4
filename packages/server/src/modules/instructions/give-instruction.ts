import { supervisionRuleAt, type instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireHandler } from './instruction-policy.ts'
import { decideTerm, requireInstructionMayBecome } from './instruction-rules.ts'
import { findPost, findSubject, lockDuties, lockInstruction, nextInstructionNumber, requireUnits } from './instruction-store.ts'
import { createdChange, recordDuties, type Assignment } from './record-instruction.ts'

function requireDistinct(assignees: readonly Assignment[]): void {
  if (new Set(assignees.map(({ unitId }) => unitId)).size < assignees.length) throw new Problem('invalid-input', '同一单位只能交办一次，请删去重复的', [{ path: 'assignees', message: '有重复的单位' }])
}

/** A leader instructs, or the office registers an instruction it received; units may be charged in the same step (RPT-5). */
export function giveInstruction(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof instructionRoutes.giveInstruction>['body']): Promise<{ id: string }> {
  refusePhoneNumbers({ title: body.title })
  requireDistinct(body.assignees)
  return deps.commands.run({ commandId: body.commandId, name: 'give-instruction', actor: actor.label, input: { body } }, async (context) => {
    const subject = await findSubject(context.tx, actor, body.incidentId, body.reportId)
    const title = body.title !== '' ? body.title : subject.title === null ? null : `关于“${subject.title}”的批示`.slice(0, 80)
    if (title === null) throw new Problem('invalid-input', '请填事由：这件批示不是针对某个事件的', [{ path: 'title', message: '必填，请填写事由' }])
    const post = body.direction === 'upper' && body.issuerPostId === null ? null : await findPost(context.tx, actor, body.issuerPostId)
    if (body.issuerPostId !== null && post === null) throw new Problem('invalid-input', '没有这个职务，请重新选择', [{ path: 'issuerPostId', message: '没有这个职务，或不属于本级' }])
    const issuer = body.issuer !== '' ? body.issuer : (post?.name ?? '')
    if (issuer === '') throw new Problem('invalid-input', '请写明是哪位领导（职务）的批示', [{ path: 'issuer', message: '必填，请填写职务' }])
    const givenAt = body.givenAt ?? context.at
    if (givenAt > context.at) throw new Problem('invalid-input', '批示时间不能晚于现在，请核对', [{ path: 'givenAt', message: '不能晚于现在' }])
    const term = body.assignees.length === 0 ? null : decideTerm(context.at, body.due, body.urgency, supervisionRuleAt(context.at))
    await requireUnits(context.tx, actor, body.assignees.map(({ unitId }) => unitId), 'assignees')
    const id = context.newId()
    const number = await nextInstructionNumber(context.tx, actor.divisionCode, context.at)
    const frame = { id, number, incidentId: subject.incidentId, divisionCode: actor.divisionCode, urgency: body.urgency }
    context.record({
      type: 'instruction.given', subject: subject.incidentId, audience: { division: actor.divisionCode },
      changes: [createdChange('instruction', id, {
        number, divisionCode: actor.divisionCode, byUnitId: actor.unitId, direction: body.direction, issuerPostId: body.issuer === '' ? (post?.id ?? null) : body.issuerPostId, issuer: context.protect(`instruction:${id}`, issuer), medium: body.medium, title,
        words: context.protect(`instruction:${id}`, body.words), incidentId: subject.incidentId, reportId: body.reportId, urgency: body.urgency, givenAt, registeredAt: context.at, status: term === null ? 'received' : 'underway',
      })],
      note: { direction: body.direction, medium: body.medium, urgency: body.urgency, units: body.assignees.length },
    })
    if (term !== null) recordDuties(context, frame, body.assignees, term, '')
    return { id }
  })
}

/** 交办: charges units with an instruction; more may follow. */
export function assignInstruction(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof instructionRoutes.assignInstruction>, 'params' | 'body'>): Promise<{ id: string }> {
  requireDistinct(body.assignees)
  return deps.commands.run({ commandId: body.commandId, name: 'assign-instruction', actor: actor.label, input: { params, body } }, async (context) => {
    const instruction = await lockInstruction(deps.objects, context.tx, actor, params.instructionId)
    requireHandler(actor, instruction)
    if (instruction.status !== 'underway') requireInstructionMayBecome(instruction.status, 'underway')
    const charged = new Set((await lockDuties(deps.objects, context.tx, instruction.id)).filter((duty) => duty.status !== 'cancelled').map((duty) => duty.unitId))
    if (body.assignees.some(({ unitId }) => charged.has(unitId))) throw new Problem('conflict', '其中有单位已经承办这件批示，请从名单里去掉', [{ path: 'assignees', message: '已经承办' }])
    await requireUnits(context.tx, actor, body.assignees.map(({ unitId }) => unitId), 'assignees')
    const term = decideTerm(context.at, body.due, instruction.urgency, supervisionRuleAt(context.at))
    if (instruction.status === 'received') {
      context.record({ type: 'instruction.assigned', subject: instruction.incidentId, audience: { division: instruction.divisionCode }, changes: [{ object: 'instruction', id: instruction.id, set: { status: 'underway' } }], note: { number: instruction.number, units: body.assignees.length } })
    }
    recordDuties(context, instruction, body.assignees, term, body.requirement)
    return { id: instruction.id }
  })
}
