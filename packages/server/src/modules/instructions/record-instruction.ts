import { planSupervision, supervisionRuleAt, type Instruction, type InstructionDuty, type SupervisionNotice } from '@fengsui/contract/instructions'
import type { Change, Json } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Term } from './instruction-rules.ts'

export const timerKinds = { acknowledge: 'instructions.acknowledgement', remind: 'instructions.reminder', due: 'instructions.due', escalate: 'instructions.escalation' } as const
const timerKey = (kind: string, dutyId: string): string => `${kind}:${dutyId}`

/** An object's first change: every field that has a value. */
export function createdChange(object: string, id: string, fields: { [field: string]: Json }): Change {
  return { object, id, created: true, set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) }
}

/** A change of one unit's part. The unit is called: it hears of it, also where it may not read instructions as such. */
export function recordDuty(context: CommandContext, instruction: Pick<Instruction, 'number'>, duty: Pick<InstructionDuty, 'id' | 'unitId' | 'incidentId' | 'divisionCode'>, type: string, set: { [field: string]: Json }, note: { [key: string]: Json } = {}, more: { changes?: Change[]; units?: string[] } = {}): void {
  context.record({
    type, subject: duty.incidentId, audience: { division: duty.divisionCode, units: [duty.unitId, ...(more.units ?? [])], called: [duty.unitId, ...(more.units ?? [])] },
    changes: [{ object: 'instruction-duty', id: duty.id, set }, ...(more.changes ?? [])], note: { number: instruction.number, ...note },
  })
}

/** Sets the clocks of a duty anew, e.g. after an extension. An acknowledgement that was given is not asked for again. */
export function watchDuty(context: CommandContext, dutyId: string, plan: { acknowledgeBy: string | null; remindAt: string | null; dueAt: string; escalateAt: string }): void {
  const set = (kind: string, dueAt: string | null) => {
    if (dueAt === null) context.cancelTimers([timerKey(kind, dutyId)])
    else context.setTimer({ key: timerKey(kind, dutyId), kind, dueAt, payload: { dutyId } })
  }
  set(timerKinds.acknowledge, plan.acknowledgeBy)
  set(timerKinds.remind, plan.remindAt)
  set(timerKinds.due, plan.dueAt)
  set(timerKinds.escalate, plan.escalateAt)
}

/** Nothing is owed any more: no clock runs. */
export function stopWatching(context: CommandContext, dutyId: string): void {
  context.cancelTimers(Object.values(timerKinds).map((kind) => timerKey(kind, dutyId)))
}

/** The part is owed until a new end: its overdue marks go, its clocks start again. */
export function moveTerm(context: CommandContext, instruction: Pick<Instruction, 'urgency'>, duty: Pick<InstructionDuty, 'id'>, dueAt: string): { [field: string]: Json } {
  const plan = planSupervision(context.at, dueAt, instruction.urgency, supervisionRuleAt(context.at))
  watchDuty(context, duty.id, { ...plan, acknowledgeBy: null, dueAt })
  return { dueAt, remindedAt: null, overdueAt: null, escalatedAt: null }
}

export interface Assignment {
  readonly unitId: string
  readonly role: 'lead' | 'assist'
}

/** Gives parts of an instruction to units: one entry each; each is let into the incident. */
export function recordDuties(context: CommandContext, instruction: Pick<Instruction, 'id' | 'number' | 'incidentId' | 'divisionCode' | 'urgency'>, assignees: readonly Assignment[], term: Term, requirement: string): void {
  const rule = supervisionRuleAt(context.at)
  for (const { unitId, role } of assignees) {
    const id = context.newId()
    const plan = planSupervision(context.at, term.dueAt, instruction.urgency, rule)
    context.record({
      type: 'instruction-duty.assigned', subject: instruction.incidentId, audience: { division: instruction.divisionCode, units: [unitId], called: [unitId] },
      changes: [createdChange('instruction-duty', id, {
        instructionId: instruction.id, incidentId: instruction.incidentId, divisionCode: instruction.divisionCode, unitId, role, status: 'assigned', requirement: context.protect(`instruction-duty:${id}`, requirement),
        assignedAt: context.at, acknowledgeBy: plan.acknowledgeBy, dueAt: term.dueAt, firstDueAt: term.dueAt, termText: term.words, ruleId: rule.id, extensions: 0,
      })],
      note: { number: instruction.number, role },
    })
    if (instruction.incidentId !== null) context.openTo(`incident:${instruction.incidentId}`, unitId)
    watchDuty(context, id, { ...plan, dueAt: term.dueAt })
  }
}

/** Drafts a supervision notice where none waits to be issued. */
export function draftNotice(context: CommandContext, duty: InstructionDuty, reason: SupervisionNotice['reason'], waiting: readonly SupervisionNotice[]): Change[] {
  if (waiting.length > 0) return []
  return [createdChange('supervision-notice', context.newId(), { number: '', instructionId: duty.instructionId, dutyId: duty.id, divisionCode: duty.divisionCode, unitId: duty.unitId, reason, status: 'draft', draftedAt: context.at, copiesTo: [] })]
}

/** Drafts that are not needed any more, because the unit answered or the term moved. */
export function dropNotices(waiting: readonly SupervisionNotice[]): Change[] {
  return waiting.map((notice) => ({ object: 'supervision-notice', id: notice.id, set: { status: 'dropped' } }))
}
