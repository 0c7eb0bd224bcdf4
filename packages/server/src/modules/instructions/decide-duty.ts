import { supervisionRuleAt, type Instruction, type InstructionDuty, type instructionRoutes } from '@fengsui/contract/instructions'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireHandler } from './instruction-policy.ts'
import { decideTerm, isOwed, requireDutyMayBecome } from './instruction-rules.ts'
import { lockDrafts, lockDuty } from './instruction-store.ts'
import { dropNotices, moveTerm, recordDuty, stopWatching } from './record-instruction.ts'

interface DutyCall {
  readonly params: { dutyId: string }
  readonly body: { commandId: string }
}

/** What all decisions of the issuer's office about one unit's part have in common. */
function decideOnDuty(deps: ModuleDeps, actor: Actor, name: string, call: DutyCall, decide: (duty: InstructionDuty, context: CommandContext, instruction: Instruction) => Promise<void> | void): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const { instruction, duty } = await lockDuty(deps.objects, context.tx, actor, call.params.dutyId)
    requireHandler(actor, instruction)
    await decide(duty, context, instruction)
    return { id: instruction.id }
  })
}

const reasonOf = (context: CommandContext, duty: InstructionDuty, words: string) => (words === '' ? {} : { settleReason: context.protect(`instruction-duty:${duty.id}`, words) })

/** Accepts a unit's result, or sends it back with a reason and, where the old term is over, a new one. */
export function decideFeedback(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.decideFeedback>, 'params' | 'body'>): Promise<{ id: string }> {
  const { decision, reason, due } = call.body
  return decideOnDuty(deps, actor, 'decide-feedback', call, (duty, context, instruction) => {
    requireDutyMayBecome(duty, decision)
    if (decision === 'accepted') {
      recordDuty(context, instruction, duty, 'instruction-duty.accepted', { status: 'accepted', settledAt: context.at, ...reasonOf(context, duty, reason) })
      return
    }
    if (reason.length < 4) throw new Problem('invalid-input', '退回要写明差在哪里，好让承办单位知道怎么改', [{ path: 'reason', message: '至少 4 个字' }])
    if (due === null && duty.dueAt <= context.at) throw new Problem('invalid-input', '原时限已过，退回时请另定时限', [{ path: 'due', message: '请填新的时限' }])
    const dueAt = due === null ? duty.dueAt : decideTerm(context.at, due, instruction.urgency, supervisionRuleAt(context.at)).dueAt
    recordDuty(context, instruction, duty, 'instruction-duty.returned', { status: 'returned', reportedAt: null, settledAt: context.at, ...reasonOf(context, duty, reason), ...moveTerm(context, instruction, duty, dueAt) })
  })
}

/** Takes a part back that was given to the wrong unit. */
export function cancelDuty(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.cancelDuty>, 'params' | 'body'>): Promise<{ id: string }> {
  return decideOnDuty(deps, actor, 'cancel-duty', call, async (duty, context, instruction) => {
    requireDutyMayBecome(duty, 'cancelled')
    stopWatching(context, duty.id)
    const waiting = await lockDrafts(deps.objects, context.tx, duty.id)
    recordDuty(context, instruction, duty, 'instruction-duty.cancelled', { status: 'cancelled', settledAt: context.at, ...reasonOf(context, duty, call.body.reason) }, {}, { changes: dropNotices(waiting) })
  })
}

/** Grants or refuses more time. Granted, the clocks start again and marks of lateness that the new term makes moot go; the first term stays on record. */
export function decideExtension(deps: ModuleDeps, actor: Actor, call: Pick<ParsedRequest<typeof instructionRoutes.decideExtension>, 'params' | 'body'>): Promise<{ id: string }> {
  const { granted, reason } = call.body
  return decideOnDuty(deps, actor, 'decide-extension', call, async (duty, context, instruction) => {
    if (duty.extensionTo === null || !isOwed(duty.status)) throw new Problem('lifecycle-refused', '没有等待答复的延期申请')
    if (granted && duty.extensionTo <= context.at) throw new Problem('rule-refused', '申请延至的时间已经过去，请不同意此申请，由承办单位另行申请')
    if (!granted && reason.length < 4) throw new Problem('invalid-input', '不同意延期请写明理由', [{ path: 'reason', message: '至少 4 个字' }])
    const settled = { extensionTo: null, extensionAskedAt: null }
    if (!granted) {
      recordDuty(context, instruction, duty, 'instruction-duty.extension-refused', { ...settled, ...reasonOf(context, duty, reason) })
      return
    }
    const waiting = (await lockDrafts(deps.objects, context.tx, duty.id)).filter((notice) => notice.reason === 'overdue')
    recordDuty(context, instruction, duty, 'instruction-duty.extended', { ...settled, extensions: duty.extensions + 1, firstOverdueAt: null, ...moveTerm(context, instruction, duty, duty.extensionTo), ...reasonOf(context, duty, reason) }, { until: duty.extensionTo }, { changes: dropNotices(waiting) })
  })
}
