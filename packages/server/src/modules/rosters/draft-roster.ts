import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import { limitsOf, planRoster, rosterLifecycle, seatKey, type RosterPreview, type rosterRoutes, type SeatAssignment } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { canBecome } from './can-become.ts'
import { createdChange } from './created-change.ts'
import { requireMayEdit } from './roster-policy.ts'
import { getUnit, listMembers, lockRoster, lockUnitDuty } from './roster-store.ts'
import { buildSheet, dutiesAround, namedDifferences, patternOn, planPeople, publishedAssignments, seatsOf } from './sheet-rules.ts'
import { loadSheet, requirePeriod, unitView } from './sheet-views.ts'

/** What the planner would make of a period; changes nothing. `keep` are seats given by hand. */
export async function previewRoster(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof rosterRoutes.previewRoster>['body']): Promise<RosterPreview> {
  requirePeriod(body)
  const unit = await getUnit(deps.database, actor, body.unitId)
  requireMayEdit(actor, unit)
  const parts = await loadSheet(deps.objects, deps.database, body, body.keep.map(({ personId }) => personId))
  const seats = seatsOf(parts.patterns, body.fromDay, body.toDay)
  if (seats.length === 0) throw new Problem('rule-refused', '这段时间还没有班次规则，请先在“班次与人员”里制定', [{ path: 'fromDay', message: '没有班次规则' }])
  const known = new Set(seats.map(seatKey))
  // What has begun is history: it is counted, not planned again.
  const now = deps.clocks.business.now()
  const begun = parts.shifts.filter((shift) => shift.unitId === unit.unitId && shift.startsAt <= now)
  const begunKeys = new Set(begun.map(seatKey))
  const fixed = [...begun, ...body.keep.filter((each) => !begunKeys.has(seatKey(each)))].filter((each) => known.has(seatKey(each)))
  const plan = planRoster({ fromDay: body.fromDay, seats, people: planPeople(parts), around: dutiesAround(parts), fixed, limits: limitsOf(patternOn(parts.patterns, body.toDay), body.fromDay), seed: body.seed, nameOf: parts.nameOf })
  const shiftNames = new Map(seats.map((seat) => [`${seat.day}|${seat.shiftKey}`, seat.shiftName]))
  return {
    sheet: buildSheet(parts, plan.assignments, { unit: unitView(actor, unit), roster: null }, { published: false, today: legalDayAt(now) }),
    assignments: plan.assignments, gaps: plan.gaps, differences: namedDifferences(publishedAssignments(parts), plan.assignments, (key) => shiftNames.get(key) ?? '', parts.nameOf),
  }
}

/** Each seat once, inside of the period, and only people of the unit's pool. @throws Problem invalid-input */
function requireSound(assignments: readonly SeatAssignment[], period: { fromDay: string; toDay: string }, members: ReadonlySet<string>): void {
  const refuse = (index: number, message: string): never => {
    throw new Problem('invalid-input', message, [{ path: `assignments.${String(index)}`, message }])
  }
  const taken = new Set<string>()
  assignments.forEach((each, index) => {
    if (each.day < period.fromDay || each.day > period.toDay) refuse(index, `${each.day} 不在这份值班表的日期内`)
    if (taken.has(seatKey(each))) refuse(index, `${each.day} 同一席位排了两人，请只留一人`)
    if (!members.has(each.personId)) refuse(index, `${each.day} 排了不在值班人员里的人，请重新选择`)
    taken.add(seatKey(each))
  })
}

/** Saves a draft, new or over an earlier one; it may have holes and conflicts, publishing will not. */
export function saveRoster(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof rosterRoutes.saveRoster>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'save-roster', actor: actor.label, input: body }, async (context) => {
    requirePeriod(body)
    const unit = await getUnit(context.tx, actor, body.unitId)
    requireMayEdit(actor, unit)
    await lockUnitDuty(context.tx, unit.unitId)
    const members = await listMembers(deps.objects, context.tx, unit.unitId)
    requireSound(body.assignments, body, new Set(members.filter(({ status }) => status === 'active').map(({ personId }) => personId)))
    const draft = body.assignments as unknown as Json
    const audience = { division: unit.divisionCode, units: [unit.unitId], ownPlaceOnly: true as const }
    if (body.rosterId === null) {
      const id = context.newId()
      context.record({ type: 'duty-roster.drafted', audience, changes: [createdChange('duty-roster', id, { unitId: unit.unitId, divisionCode: unit.divisionCode, fromDay: body.fromDay, toDay: body.toDay, version: 0, status: 'draft', draft, draftedAt: context.at })] })
      return { id }
    }
    const roster = await lockRoster(deps.objects, context.tx, actor, body.rosterId)
    if (roster.unitId !== unit.unitId) throw new Problem('invalid-input', '这份草稿是别的单位的，请重新打开', [{ path: 'rosterId', message: '不是本单位的草稿' }])
    if (roster.status !== 'draft') throw new Problem('lifecycle-refused', '这份值班表已发布或作废，请另存为新的草稿再改版')
    context.record({ type: 'duty-roster.revised', audience, changes: [{ object: 'duty-roster', id: roster.id, set: { fromDay: body.fromDay, toDay: body.toDay, draft } }] })
    return { id: roster.id }
  })
}

/** Gives a draft up. */
export function discardRoster(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.discardRoster>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'discard-roster', actor: actor.label, input: { params } }, async (context) => {
    const roster = await lockRoster(deps.objects, context.tx, actor, params.rosterId)
    requireMayEdit(actor, roster)
    if (!canBecome(rosterLifecycle, roster.status, 'discarded')) throw new Problem('lifecycle-refused', '只有草稿能作废；已发布的请改版')
    context.record({ type: 'duty-roster.discarded', audience: { division: roster.divisionCode, units: [roster.unitId], ownPlaceOnly: true }, changes: [{ object: 'duty-roster', id: roster.id, set: { status: 'discarded' } }] })
    return { id: roster.id }
  })
}
