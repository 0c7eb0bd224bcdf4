import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import { rosterLifecycle, seatKey, type DutyShift, type rosterRoutes, type Seat } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { canBecome } from './can-become.ts'
import { createdChange } from './created-change.ts'
import { requireMayApprove } from './roster-policy.ts'
import { getUnit, lastVersion, lockOpenChanges, lockRoster, lockUnitDuty } from './roster-store.ts'
import { buildSheet, seatsOf } from './sheet-rules.ts'
import { loadSheet, unitView } from './sheet-views.ts'
import { armHolidayWatch } from './watch-holidays.ts'

const SHOWN = 20

/**
 * Makes a draft the roster that counts. What cannot be is refused with every reason; what is against a limit, or changes days published before,
 * needs a reason. Shifts that have begun stay as they are. All in one transaction: nobody ever sees half a version.
 */
export function publishRoster(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof rosterRoutes.publishRoster>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'publish-roster', actor: actor.label, input: { params, body } }, async (context) => {
    const roster = await lockRoster(deps.objects, context.tx, actor, params.rosterId)
    requireMayApprove(actor, roster)
    if (!canBecome(rosterLifecycle, roster.status, 'published')) throw new Problem('lifecycle-refused', '这份值班表已发布或作废，不能再发布')
    await lockUnitDuty(context.tx, roster.unitId)
    const unit = await getUnit(context.tx, actor, roster.unitId)
    const parts = await loadSheet(deps.objects, context.tx, roster, roster.draft.map(({ personId }) => personId))
    const sheet = buildSheet(parts, roster.draft, { unit: unitView(actor, unit), roster: null }, { published: false, today: legalDayAt(context.at) })
    if (sheet.seats.length === 0) throw new Problem('rule-refused', '这段时间没有班次规则，请先在“班次与人员”里制定')
    const began = (seat: { startsAt: string }): boolean => seat.startsAt <= context.at
    const standing = new Map(parts.shifts.filter((shift) => shift.unitId === roster.unitId && shift.day >= roster.fromDay && shift.day <= roster.toDay).map((shift) => [seatKey(shift), shift]))
    const seats = new Map(seatsOf(parts.patterns, roster.fromDay, roster.toDay).map((seat) => [seatKey(seat), seat]))
    const problems = sheet.problems.filter(({ day }) => day >= legalDayAt(context.at))
    refuseImpossible(problems.filter(({ weight }) => weight === 'impossible').map(({ text }) => text))
    const broken = problems.filter(({ weight }) => weight === 'rule')
    const version = (await lastVersion(context.tx, roster.unitId, roster.fromDay, roster.toDay)) + 1
    if (body.reason === '' && version > 1) throw new Problem('rule-refused', '这些日子已经发布过值班表，改版请写明理由', [{ path: 'reason', message: '请写改版理由' }])
    if (body.reason === '' && broken.length > 0) throw new Problem('rule-refused', `有 ${String(broken.length)} 处不合规则（如：${broken[0]?.text ?? ''}）。请调整，或写明理由后发布`, broken.slice(0, SHOWN).map(({ text }) => ({ path: 'reason', message: text })))

    const kept = new Set<string>()
    const added: Change[] = []
    for (const each of roster.draft) {
      const seat = seats.get(seatKey(each))
      const old = standing.get(seatKey(each))
      if (!seat) continue
      if (old && (began(old) || sameDuty(old, seat, each.personId))) kept.add(old.id)
      else added.push(shiftChange(context.newId(), roster, seat, each.personId))
    }
    const replaced = [...standing.values()].filter((shift) => !kept.has(shift.id) && !began(shift))
    const open = await lockOpenChanges(deps.objects, context.tx, replaced.map(({ id }) => id))
    const people = [...new Set([...replaced.map(({ personId }) => personId), ...roster.draft.map(({ personId }) => personId)])]
    context.record({
      type: 'duty-roster.published', audience: { division: roster.divisionCode, units: [roster.unitId], called: people },
      changes: [
        // Seats are given up before they are taken: one seat holds one person at every moment.
        ...replaced.map((shift): Change => ({ object: 'duty-shift', id: shift.id, set: { status: 'replaced' } })),
        ...added,
        ...open.map((change): Change => ({ object: 'duty-change', id: change.id, set: { status: 'withdrawn', closedAt: context.at } })),
        { object: 'duty-roster', id: roster.id, set: { status: 'published', version, publishedAt: context.at, draft: [], reason: context.protect(`unit:${roster.unitId}`, body.reason) } },
      ],
      note: { version, fromDay: roster.fromDay, toDay: roster.toDay, added: added.length, replaced: replaced.length, rules: broken.length },
    })
    armHolidayWatch(context, roster.unitId, context.at)
    return { id: roster.id }
  })
}

function refuseImpossible(texts: readonly string[]): void {
  if (texts.length === 0) return
  throw new Problem('rule-refused', `还有 ${String(texts.length)} 处排不通（如：${texts[0] ?? ''}），请先解决再发布`, texts.slice(0, SHOWN).map((message) => ({ path: 'assignments', message })))
}

const sameDuty = (old: DutyShift, seat: Seat, personId: string): boolean => old.personId === personId && old.startsAt === seat.startsAt && old.endsAt === seat.endsAt

function shiftChange(id: string, roster: { id: string; unitId: string; divisionCode: string }, seat: Seat, personId: string): Change {
  return createdChange('duty-shift', id, { ...seat, rosterId: roster.id, unitId: roster.unitId, divisionCode: roster.divisionCode, personId, status: 'planned' })
}
