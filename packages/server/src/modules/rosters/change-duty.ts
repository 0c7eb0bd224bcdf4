import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import { dutyChangeKinds, dutyChangeLifecycle, dutyChangeStatusNames, type DutyChange, type DutyShift, type rosterRoutes } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { loadTransfer } from './change-store.ts'
import { canBecome } from './can-become.ts'
import { createdChange } from './created-change.ts'
import { mayActFor, requireMayApprove, requireMayEdit } from './roster-policy.ts'
import { lockChange, lockOpenChanges, lockShifts, lockUnitDuty } from './roster-store.ts'
import { transferProblems, type Move } from './transfer-rules.ts'

const wrong = (path: string, message: string): Problem => new Problem('invalid-input', message, [{ path, message }])
const SHOWN = 10

/** Refuses a transfer that cannot be, or, unless `rulesToo` is off, one against a limit. */
async function requirePossible(deps: ModuleDeps, context: CommandContext, moves: readonly Move[], rulesToo: boolean): Promise<string[]> {
  const problems = transferProblems(await loadTransfer(deps.objects, context.tx, moves.map(({ shift }) => shift)), moves)
  const against = problems.filter(({ weight }) => weight === 'impossible' || rulesToo)
  if (against.length > 0) throw new Problem('rule-refused', `不能这样换：${against[0]?.text ?? ''}`, against.slice(0, SHOWN).map(({ text }) => ({ path: 'toPersonId', message: text })))
  return problems.map(({ text }) => text)
}

function requireAhead(shift: DutyShift, at: string): void {
  if (shift.status !== 'planned') throw new Problem('conflict', '这个班已被新版值班表取代，请刷新后再试')
  if (shift.startsAt <= at) throw new Problem('lifecycle-refused', '这个班已经开始，不能再换；临时有事请由排班人紧急替班')
}

/** Shifts and their unit, taken: the unit first, so that a change and a new version wait for each other. */
async function takeShifts(deps: ModuleDeps, context: CommandContext, actor: Actor, ids: readonly string[]): Promise<Map<string, DutyShift>> {
  const found = await lockShifts(deps.objects, context.tx, actor, ids)
  for (const unitId of [...new Set([...found.values()].map((shift) => shift.unitId))].sort()) await lockUnitDuty(context.tx, unitId)
  return lockShifts(deps.objects, context.tx, actor, ids)
}

/** Asks somebody to take one's shift, in return for one of theirs or not. */
export function askDutyChange(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof rosterRoutes.askDutyChange>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'ask-duty-change', actor: actor.label, input: body }, async (context) => {
    const ids = [body.shiftId, ...(body.counterShiftId === null ? [] : [body.counterShiftId])]
    const shifts = await takeShifts(deps, context, actor, ids)
    const shift = shifts.get(body.shiftId)
    const counter = body.counterShiftId === null ? null : (shifts.get(body.counterShiftId) ?? null)
    if (!shift) throw new Problem('not-found', '没有找到这个班，可能不在您的辖区内')
    if (!mayActFor(actor, shift.personId, shift)) throw new Problem('forbidden', '只能换自己的班；替别人提出请找排班人')
    requireAhead(shift, context.at)
    if (shift.personId === body.toPersonId) throw wrong('toPersonId', '这个班本来就是此人的，请另选一人')
    if (counter !== null) {
      requireAhead(counter, context.at)
      if (counter.personId !== body.toPersonId || counter.unitId !== shift.unitId) throw wrong('counterShiftId', '换回的班不是对方的，请重新选择')
    }
    if ((await lockOpenChanges(deps.objects, context.tx, ids)).length > 0) throw new Problem('conflict', '这个班已有一个换班请求没有办完，请先撤回')
    const moves = [{ shift, toPersonId: body.toPersonId }, ...(counter === null ? [] : [{ shift: counter, toPersonId: shift.personId }])]
    await requirePossible(deps, context, moves, true)
    const id = context.newId()
    context.record({
      type: 'duty-change.asked', audience: { division: shift.divisionCode, units: [shift.unitId], called: [body.toPersonId] },
      changes: [createdChange('duty-change', id, {
        kind: counter === null ? 'cover' : 'swap', unitId: shift.unitId, divisionCode: shift.divisionCode, shiftId: shift.id, fromPersonId: shift.personId, toPersonId: body.toPersonId, counterShiftId: counter?.id ?? null,
        status: 'asked', reason: context.protect(`person:${shift.personId}`, body.reason), askedAt: context.at,
      })],
    })
    return { id }
  })
}

function requireTransition(change: DutyChange, to: DutyChange['status']): void {
  if (!canBecome(dutyChangeLifecycle, change.status, to)) throw new Problem('lifecycle-refused', `这个${dutyChangeKinds[change.kind]}现在是“${dutyChangeStatusNames[change.status]}”，不能再这样办`)
}

function recordStep(context: CommandContext, change: DutyChange, type: string, set: { [field: string]: string | null }, answer = '', more: Change[] = []): void {
  context.record({
    type, audience: { division: change.divisionCode, units: [change.unitId], called: [change.fromPersonId, change.toPersonId] },
    changes: [...more, { object: 'duty-change', id: change.id, set: { ...set, ...(answer === '' ? {} : { answer: context.protect(`person:${change.fromPersonId}`, answer) }) } }],
  })
}

/** The other one agrees, or not. */
export function answerDutyChange(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.answerDutyChange>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'answer-duty-change', actor: actor.label, input: { params, body } }, async (context) => {
    const change = await lockChange(deps.objects, context.tx, actor, params.changeId)
    if (!mayActFor(actor, change.toPersonId, change)) throw new Problem('forbidden', '只有被请求的人能答复；对方没有账号时由排班人代录')
    if (actor.personId !== change.toPersonId && actor.personId === change.fromPersonId) throw new Problem('forbidden', '不能替对方同意自己提出的换班，请由对方或另一位排班人答复')
    requireTransition(change, body.accept ? 'accepted' : 'declined')
    recordStep(context, change, body.accept ? 'duty-change.accepted' : 'duty-change.declined', body.accept ? { status: 'accepted', acceptedAt: context.at } : { status: 'declined', closedAt: context.at }, body.answer)
    return { id: change.id }
  })
}

/** A leader approves: both are held against the rules once more, then the shifts change hands in one go. */
export function decideDutyChange(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.decideDutyChange>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'decide-duty-change', actor: actor.label, input: { params, body } }, async (context) => {
    const change = await lockChange(deps.objects, context.tx, actor, params.changeId)
    requireMayApprove(actor, change)
    if (actor.personId !== null && (actor.personId === change.fromPersonId || actor.personId === change.toPersonId)) throw new Problem('forbidden', '不能批准本人的换班，请由另一位领导审批')
    requireTransition(change, body.approve ? 'done' : 'refused')
    if (!body.approve) {
      recordStep(context, change, 'duty-change.refused', { status: 'refused', closedAt: context.at }, body.answer)
      return { id: change.id }
    }
    const shifts = await takeShifts(deps, context, actor, [change.shiftId, ...(change.counterShiftId === null ? [] : [change.counterShiftId])])
    const moves = [...shifts.values()].map((shift): Move => ({ shift, toPersonId: shift.id === change.shiftId ? change.toPersonId : change.fromPersonId }))
    for (const { shift } of moves) requireAhead(shift, context.at)
    if (moves.some(({ shift }) => shift.personId !== (shift.id === change.shiftId ? change.fromPersonId : change.toPersonId))) throw new Problem('conflict', '这期间班次已改给别人，请撤回后重新提出')
    await requirePossible(deps, context, moves, true)
    recordStep(context, change, 'duty-change.done', { status: 'done', closedAt: context.at }, body.answer, moves.map(({ shift, toPersonId }): Change => ({ object: 'duty-shift', id: shift.id, set: { personId: toPersonId } })))
    return { id: change.id }
  })
}

/** Who asked takes it back. */
export function withdrawDutyChange(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.withdrawDutyChange>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-duty-change', actor: actor.label, input: { params } }, async (context) => {
    const change = await lockChange(deps.objects, context.tx, actor, params.changeId)
    if (!mayActFor(actor, change.fromPersonId, change)) throw new Problem('forbidden', '只有提出的人能撤回')
    requireTransition(change, 'withdrawn')
    recordStep(context, change, 'duty-change.withdrawn', { status: 'withdrawn', closedAt: context.at })
    return { id: change.id }
  })
}

/** The shift changes hands; one that runs is split, so that it stays known who stood until when. */
function handOver(context: CommandContext, shift: DutyShift, personId: string): Change[] {
  if (shift.startsAt > context.at) return [{ object: 'duty-shift', id: shift.id, set: { personId } }]
  const { id, ...rest } = shift
  return [{ object: 'duty-shift', id, set: { status: 'relieved', endsAt: context.at } }, createdChange('duty-shift', context.newId(), { ...rest, startsAt: context.at, personId })]
}

/** Puts somebody else on a shift at once: in an emergency also while it runs; otherwise an amendment. Limits may be broken, with the reason; what cannot be, cannot. */
export function replaceOnDuty(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.replaceOnDuty>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'replace-on-duty', actor: actor.label, input: { params, body } }, async (context) => {
    const shifts = await takeShifts(deps, context, actor, [params.shiftId])
    const shift = shifts.get(params.shiftId)
    if (!shift) throw new Problem('not-found', '没有找到这个班，可能不在您的辖区内')
    requireMayEdit(actor, shift)
    if (!body.emergency) requireMayApprove(actor, shift)
    if (shift.status !== 'planned') throw new Problem('conflict', '这个班已被新版值班表取代，请刷新后再试')
    if (shift.endsAt <= context.at) throw new Problem('lifecycle-refused', '这个班已经结束，不能再改')
    if (!body.emergency && shift.startsAt <= context.at) throw new Problem('lifecycle-refused', '这个班已经开始，请用紧急替班')
    if (shift.personId === body.toPersonId) throw wrong('toPersonId', '这个班本来就是此人的，请另选一人')
    const broken = await requirePossible(deps, context, [{ shift, toPersonId: body.toPersonId }], false)
    const open = await lockOpenChanges(deps.objects, context.tx, [shift.id])
    const id = context.newId()
    context.record({
      type: 'duty-change.done', audience: { division: shift.divisionCode, units: [shift.unitId], called: [shift.personId, body.toPersonId] },
      changes: [
        ...handOver(context, shift, body.toPersonId),
        ...open.map((change): Change => ({ object: 'duty-change', id: change.id, set: { status: 'withdrawn', closedAt: context.at } })),
        createdChange('duty-change', id, {
          kind: body.emergency ? 'emergency' : 'amendment', unitId: shift.unitId, divisionCode: shift.divisionCode, shiftId: shift.id, fromPersonId: shift.personId, toPersonId: body.toPersonId,
          status: 'done', reason: context.protect(`person:${shift.personId}`, body.reason), askedAt: context.at, closedAt: context.at,
        }),
      ],
      note: { emergency: body.emergency, rules: broken.length },
    })
    return { id }
  })
}
