import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { absenceClashes, absenceLifecycle, absenceStatusNames, counterparts, type LeaderAbsence, type rosterRoutes } from '@fengsui/contract/rosters'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lendRights, takeBackRights } from '../access/index.ts'
import { listHeldPosts, listPairs, listRegistered, lockAbsence, lockPairOf, lockPlaceAbsences } from './absence-store.ts'
import { canBecome } from './can-become.ts'
import { createdChange } from './created-change.ts'
import { mayRegisterFor } from './roster-policy.ts'
import { listPeople, requirePeopleOf } from './roster-store.ts'

const LONGEST_DAYS = 92
const DAY_MS = 86_400_000
/** An absence told of afterwards, but not long after. */
const LATE_MS = 12 * 3_600_000

type Fields = Pick<LeaderAbsence, 'personId' | 'startsAt' | 'endsAt' | 'deputyPersonId'>

function requireSpan({ startsAt, endsAt }: Pick<Fields, 'startsAt' | 'endsAt'>, now: string): void {
  const wrong = (path: string, message: string): Problem => new Problem('invalid-input', message, [{ path, message }])
  if (endsAt <= startsAt) throw wrong('endsAt', '返回时间应晚于离开时间')
  if (endsAt <= now) throw wrong('endsAt', '返回时间已经过去，不用再报')
  if (Date.parse(now) - Date.parse(startsAt) > LATE_MS) throw wrong('startsAt', '离开时间已过去半天以上，请按现在起补报')
  if (Date.parse(endsAt) - Date.parse(startsAt) > LONGEST_DAYS * DAY_MS) throw wrong('endsAt', `一次外出最长 ${String(LONGEST_DAYS)} 天，更长的请调整任职`)
}

/** Those with whom somebody would be away and must not be. The place's absences are taken. */
async function findClashes(deps: ModuleDeps, context: CommandContext, divisionCode: string, absence: Fields): Promise<string[]> {
  const pairs = await listPairs(deps.objects, context.tx, divisionCode)
  const groups = counterparts(absence.personId, await listHeldPosts(context.tx, divisionCode), pairs)
  const away = await listRegistered(context.tx, divisionCode, { from: absence.startsAt, to: absence.endsAt })
  // Whoever is to sign cannot be away either, AB pair or not.
  return absenceClashes(absence, away, [...groups, ...(absence.deputyPersonId === null ? [] : [[absence.deputyPersonId]])])
}

/** The AB pair's rights, lent for the time away; null where the leader has not agreed to any. */
async function lend(deps: ModuleDeps, context: CommandContext, absence: Fields): Promise<string | null> {
  const pair = await lockPairOf(deps.objects, context.tx, absence.personId)
  if (!pair || pair.deputyPersonId !== absence.deputyPersonId) return null
  return lendRights(deps.objects, context, { fromAccountId: pair.accountId, toAccountId: pair.deputyAccountId, permissions: pair.permissions, reason: '外出报备：AB 岗代签', startsAt: absence.startsAt, endsAt: absence.endsAt })
}

/** Registers a leader's absence (DUTY-4). Chief and deputy never both away: refused, or put to the level above. */
export function registerLeaderAbsence(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof rosterRoutes.registerLeaderAbsence>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'register-leader-absence', actor: actor.label, input: body }, async (context) => {
    const person = (await listPeople(context.tx, [body.personId])).get(body.personId)
    if (!person?.active || !covers(actor.scope, person.divisionCode)) throw new Problem('invalid-input', '没有这个人，或已离任，请从列表中选择', [{ path: 'personId', message: '没有这个人' }])
    if (!mayRegisterFor(actor, person)) throw new Problem('forbidden', '只能登记本人的外出，或由本级值班室代为登记')
    requireSpan(body, context.at)
    await lockPlaceAbsences(context.tx, person.divisionCode)
    if ((await listRegistered(context.tx, person.divisionCode, { from: body.startsAt, to: body.endsAt })).some((each) => each.personId === body.personId)) throw new Problem('conflict', '这段时间已经报备过外出，请先销假或取消原来的', [{ path: 'startsAt', message: '与已报备的外出重叠' }])
    const pair = await lockPairOf(deps.objects, context.tx, body.personId)
    const deputyPersonId = body.deputyPersonId ?? pair?.deputyPersonId ?? null
    if (deputyPersonId === body.personId) throw new Problem('invalid-input', '代签人不能是本人', [{ path: 'deputyPersonId', message: '请另选一人' }])
    if (deputyPersonId !== null) await requirePeopleOf(context.tx, person.divisionCode, [deputyPersonId], 'deputyPersonId')
    await requireApprover(context, actor, body.approverPersonId, body.personId)
    const absence = { personId: body.personId, startsAt: body.startsAt, endsAt: body.endsAt, deputyPersonId }
    const clashes = await findClashes(deps, context, person.divisionCode, absence)
    if (clashes.length > 0 && !body.askUpper) throw new Problem('rule-refused', '正副职（或 AB 岗）不得同时外出：对方这段时间已报备外出。请改期，或报上级同意', [{ path: 'startsAt', message: '与正副职或代签人的外出重叠' }])
    const delegationId = clashes.length > 0 ? null : await lend(deps, context, absence)
    const id = context.newId()
    const subject = `person:${body.personId}`
    context.record({
      type: clashes.length > 0 ? 'leader-absence.asked' : 'leader-absence.registered', audience: { division: person.divisionCode, units: [person.unitId], called: [body.personId, ...(deputyPersonId === null ? [] : [deputyPersonId])] },
      changes: [createdChange('leader-absence', id, {
        ...absence, unitId: person.unitId, divisionCode: person.divisionCode, destination: context.protect(subject, body.destination), reason: context.protect(subject, body.reason), approverPersonId: body.approverPersonId,
        delegationId, status: clashes.length > 0 ? 'awaiting' : 'registered', clashPersonIds: clashes, registeredAt: context.at,
      })],
    })
    return { id }
  })
}

/** Who approved on paper is somebody of the own place or of one above it, not the leader. */
async function requireApprover(context: CommandContext, actor: Actor, approverPersonId: string | null, personId: string): Promise<void> {
  if (approverPersonId === null) return
  const approver = (await listPeople(context.tx, [approverPersonId])).get(approverPersonId)
  if (!approver?.active || !covers(actor.scope, approver.divisionCode)) throw new Problem('invalid-input', '没有这个批准人，请从列表中选择', [{ path: 'approverPersonId', message: '没有这个人' }])
  if (approverPersonId === personId) throw new Problem('invalid-input', '批准人不能是本人', [{ path: 'approverPersonId', message: '请另选一人' }])
}

function requireTransition(absence: LeaderAbsence, to: LeaderAbsence['status']): void {
  if (!canBecome(absenceLifecycle, absence.status, to)) throw new Problem('lifecycle-refused', `这次外出现在是“${absenceStatusNames[absence.status]}”，不能再这样办`)
}

/** The level above allows that both are away, or not, and says why. Never the place itself. */
export function decideLeaderAbsence(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.decideLeaderAbsence>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'decide-leader-absence', actor: actor.label, input: { params, body } }, async (context) => {
    const absence = await lockAbsence(deps.objects, context.tx, actor, params.absenceId)
    if (absence.divisionCode === actor.divisionCode) throw new Problem('forbidden', '正副职同时外出须由上级同意，本级不能自己决定')
    requireTransition(absence, body.allow ? 'registered' : 'refused')
    if (body.allow && absence.endsAt <= context.at) throw new Problem('lifecycle-refused', '这次外出的时间已经过去，不能再同意')
    await lockPlaceAbsences(context.tx, absence.divisionCode)
    const delegationId = body.allow && !(absence.deputyPersonId !== null && absence.clashPersonIds.includes(absence.deputyPersonId)) ? await lend(deps, context, absence) : null
    context.record({
      type: body.allow ? 'leader-absence.registered' : 'leader-absence.refused', audience: { division: absence.divisionCode, units: [absence.unitId, actor.unitId], called: [absence.personId] },
      changes: [{ object: 'leader-absence', id: absence.id, set: { status: body.allow ? 'registered' : 'refused', exceptionReason: context.protect(`person:${absence.personId}`, body.reason), exceptionUnitId: actor.unitId, exceptionAt: context.at, ...(delegationId === null ? {} : { delegationId }), ...(body.allow ? {} : { endedAt: context.at }) } }],
      note: { exception: body.allow },
    })
    return { id: absence.id }
  })
}

/** Back early, or not going: the loan of rights ends at once. */
export async function endLeaderAbsence(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.endLeaderAbsence>, 'params' | 'body'>): Promise<{ id: string }> {
  const done = await deps.commands.run({ commandId: body.commandId, name: 'end-leader-absence', actor: actor.label, input: { params } }, async (context) => {
    const absence = await lockAbsence(deps.objects, context.tx, actor, params.absenceId)
    if (!mayRegisterFor(actor, absence)) throw new Problem('forbidden', '只有本人或本级值班室能销假')
    const status = absence.status === 'registered' && absence.startsAt <= context.at ? 'returned' : 'cancelled'
    requireTransition(absence, status)
    const closed = absence.delegationId === null ? null : await takeBackRights(deps.objects, context, absence.delegationId)
    context.record({
      type: `leader-absence.${status}`, audience: { division: absence.divisionCode, units: [absence.unitId], called: [absence.personId, ...(absence.deputyPersonId === null ? [] : [absence.deputyPersonId])] },
      // Back early: the time that was not needed counts as present.
      changes: [{ object: 'leader-absence', id: absence.id, set: { status, endedAt: context.at, ...(status === 'returned' && absence.endsAt > context.at && absence.startsAt < context.at ? { endsAt: context.at } : {}) } }],
    })
    return { id: absence.id, closed }
  })
  if (done.closed !== null) deps.hub.closeWhere((reader) => reader.actor.accountId === done.closed)
  return { id: done.id }
}
