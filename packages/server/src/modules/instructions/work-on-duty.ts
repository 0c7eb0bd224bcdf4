import type { Instruction, InstructionDuty, instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type Change, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireOwnDuty } from './instruction-policy.ts'
import { isOwed, requireDutyMayBecome } from './instruction-rules.ts'
import { lockDrafts, lockDuty } from './instruction-store.ts'
import { createdChange, dropNotices, recordDuty, stopWatching } from './record-instruction.ts'

interface Step {
  readonly type: string
  readonly set: { [field: string]: Json }
  readonly note?: { [key: string]: Json }
  readonly changes?: Change[]
}

interface DutyCall {
  readonly params: { dutyId: string }
  readonly body: { commandId: string }
}

/** What all steps of the charged unit have in common: its own part, taken for the command, then one decision. */
function workOnDuty(deps: ModuleDeps, actor: Actor, name: string, call: DutyCall, decide: (duty: InstructionDuty, context: CommandContext, instruction: Instruction) => Promise<Step> | Step): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const { instruction, duty } = await lockDuty(deps.objects, context.tx, actor, call.params.dutyId)
    requireOwnDuty(actor, duty)
    const { type, set, note, changes } = await decide(duty, context, instruction)
    recordDuty(context, instruction, duty, type, set, note, changes ? { changes } : {})
    return { id: instruction.id }
  })
}

/** 签收; a supervision notice drafted only for the missing signature falls away. */
export function acknowledgeDuty(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.acknowledgeDuty>, 'params' | 'body'>): Promise<{ id: string }> {
  return workOnDuty(deps, actor, 'acknowledge-duty', call, async (duty, context) => {
    requireDutyMayBecome(duty, 'acknowledged')
    const waiting = (await lockDrafts(deps.objects, context.tx, duty.id)).filter((notice) => notice.reason === 'unacknowledged')
    return { type: 'instruction-duty.acknowledged', set: { status: 'acknowledged', acknowledgedAt: context.at }, note: { late: context.at > duty.acknowledgeBy }, changes: dropNotices(waiting) }
  })
}

/** Progress, or the result: the result stops the clocks until the issuer's office accepts or returns it. */
export function giveFeedback(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.giveFeedback>, 'params' | 'body'>): Promise<{ id: string }> {
  const { kind, words } = call.body
  return workOnDuty(deps, actor, 'give-feedback', call, async (duty, context) => {
    const to = kind === 'result' ? 'reported' : 'inProgress'
    requireDutyMayBecome(duty, to)
    const id = context.newId()
    const said = createdChange('instruction-feedback', id, { dutyId: duty.id, instructionId: duty.instructionId, divisionCode: duty.divisionCode, unitId: duty.unitId, kind, words: context.protect(`instruction-duty:${duty.id}`, words), givenAt: context.at })
    if (kind === 'progress') return { type: 'instruction-duty.progressed', set: { status: 'inProgress', feedbackAt: context.at }, changes: [said] }
    stopWatching(context, duty.id)
    const waiting = await lockDrafts(deps.objects, context.tx, duty.id)
    return { type: 'instruction-duty.reported', set: { status: 'reported', feedbackAt: context.at, reportedAt: context.at, extensionTo: null, extensionAskedAt: null }, note: { late: context.at > duty.dueAt }, changes: [said, ...dropNotices(waiting)] }
  })
}

/** Asks for more time; the present end stands until the issuer's office decides. */
export function askExtension(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.askExtension>, 'params' | 'body'>): Promise<{ id: string }> {
  const { until, reason } = call.body
  return workOnDuty(deps, actor, 'ask-extension', call, (duty, context) => {
    if (!isOwed(duty.status)) throw new Problem('lifecycle-refused', '结果已报或已经了结，不用申请延期')
    if (duty.extensionTo !== null) throw new Problem('conflict', '已有一份延期申请等待答复，请先等答复')
    if (until <= duty.dueAt || until <= context.at) throw new Problem('invalid-input', '延期后的时限须晚于现行时限和现在', [{ path: 'until', message: '须晚于现行时限' }])
    return { type: 'instruction-duty.extension-asked', set: { extensionTo: until, extensionAskedAt: context.at, extensionReason: context.protect(`instruction-duty:${duty.id}`, reason) } }
  })
}
