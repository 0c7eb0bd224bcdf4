import { z } from 'zod'
import { Id } from '../kernel/index.ts'
import { Day, DutyChange, DutyCounts, DutyDayKind, DutyLeave, DutyLeaveKind, DutyMember, DutyPattern, DutyRole, DutyRoster, DutyShift, LeaderAbsence, RosterFiling, SeatAssignment, SigningDeputy } from './objects.ts'

export const RosterUnit = z.object({ unitId: Id, unitName: z.string(), placeName: z.string(), divisionCode: z.string(), members: z.number(), hasPattern: z.boolean(), mayEdit: z.boolean(), mayApprove: z.boolean() })
export type RosterUnit = z.infer<typeof RosterUnit>

export const DutyMemberView = DutyMember.extend({ name: z.string(), title: z.string(), /** Has an account, so can answer a swap personally. */ hasAccount: z.boolean() })
export type DutyMemberView = z.infer<typeof DutyMemberView>
export const DutyLeaveView = DutyLeave.omit({ note: true }).extend({ note: z.string().nullable(), name: z.string() })
export type DutyLeaveView = z.infer<typeof DutyLeaveView>
export const RosterLimitsView = z.object({ restHoursAfterNight: z.number(), restHoursBetween: z.number(), maxNightsPerWeek: z.number(), basis: z.string(), /** The unit's own numbers took the place of the defaults. */ own: z.boolean() })
export const RosterSetup = z.object({ unit: RosterUnit, pattern: DutyPattern.nullable(), /** A pattern that begins later. */ coming: DutyPattern.nullable(), limits: RosterLimitsView, members: z.array(DutyMemberView), leaves: z.array(DutyLeaveView) })
export type RosterSetup = z.infer<typeof RosterSetup>

export const RosterView = DutyRoster.omit({ draft: true, reason: true }).extend({ reason: z.string().nullable(), unitName: z.string(), seats: z.number() })
export type RosterView = z.infer<typeof RosterView>

/** A seat with who sits in it; `shiftId` once published. */
export const SeatView = z.object({ day: z.string(), shiftKey: z.string(), shiftName: z.string(), role: DutyRole, place: z.number(), startsAt: z.string(), endsAt: z.string(), night: z.boolean(), dayKind: DutyDayKind, personId: Id.nullable(), personName: z.string().nullable(), shiftId: Id.nullable() })
export type SeatView = z.infer<typeof SeatView>
export const RosterProblemView = z.object({ kind: z.string(), weight: z.enum(['impossible', 'rule', 'wish']), day: z.string(), shiftKey: z.string().nullable(), role: DutyRole.nullable(), personId: Id.nullable(), text: z.string() })
export const FairnessRowView = z.object({ personId: Id, name: z.string(), role: DutyRole, counts: DutyCounts, deviation: z.object({ total: z.number(), nights: z.number(), weekends: z.number(), holidays: z.number(), standby: z.number() }) })
export const SheetPerson = z.object({ personId: Id, name: z.string(), title: z.string(), roles: z.array(DutyRole), /** Duties of the year outside of this sheet, with what was carried over. */ history: DutyCounts })
/** Days somebody cannot or would rather not stand; `absence` is a leader's absence. Instants, so that the browser checks like the server. */
export const SheetAway = z.object({ personId: Id, from: z.string(), to: z.string(), kind: z.enum([...DutyLeaveKind.options, 'absence']), why: z.string() })
export const SheetDay = z.object({ day: z.string(), kind: DutyDayKind, name: z.string().nullable(), /** The calendar of the year is known to this version. */ known: z.boolean() })
const StandingDutyView = z.object({ day: z.string(), role: DutyRole, startsAt: z.string(), endsAt: z.string(), night: z.boolean(), personId: Id })

/** A period of a unit's duty as one works on it: seats, people, what stands against them, what is wrong, how fair it is. */
export const RosterSheet = z.object({
  unit: RosterUnit, roster: RosterView.nullable(), fromDay: z.string(), toDay: z.string(), days: z.array(SheetDay), seats: z.array(SeatView), people: z.array(SheetPerson), away: z.array(SheetAway), around: z.array(StandingDutyView),
  problems: z.array(RosterProblemView), fairness: z.array(FairnessRowView), limits: RosterLimitsView, pattern: DutyPattern.nullable(),
})
export type RosterSheet = z.infer<typeof RosterSheet>
export const RosterGapView = z.object({ day: z.string(), shiftKey: z.string(), role: DutyRole, place: z.number(), certain: z.boolean(), text: z.string(), remedies: z.array(z.string()) })
export const SeatDifferenceView = z.object({ day: z.string(), shiftKey: z.string(), shiftName: z.string(), role: DutyRole, place: z.number(), before: z.string().nullable(), after: z.string().nullable() })
export const RosterPreview = z.object({ sheet: RosterSheet, assignments: z.array(SeatAssignment), gaps: z.array(RosterGapView), /** Against the draft or the published roster of these days. */ differences: z.array(SeatDifferenceView) })
export type RosterPreview = z.infer<typeof RosterPreview>

export const MyShift = DutyShift.extend({ unitName: z.string(), /** Others in the same shift. */ companions: z.array(z.object({ role: DutyRole, name: z.string() })), /** A change of it that is not closed. */ changeId: Id.nullable() })
export type MyShift = z.infer<typeof MyShift>
/** Somebody who might take over a shift, and what stands against it; `shifts` are theirs that could be given in return. */
export const ShiftCandidate = z.object({ personId: Id, name: z.string(), title: z.string(), obstacles: z.array(z.string()), /** Whether it breaks what cannot be. */ impossible: z.boolean(), counts: DutyCounts, shifts: z.array(z.object({ shiftId: Id, day: z.string(), shiftName: z.string(), startsAt: z.string(), endsAt: z.string() })) })
export type ShiftCandidate = z.infer<typeof ShiftCandidate>

const ShiftLine = z.object({ id: Id, day: z.string(), shiftName: z.string(), role: DutyRole, startsAt: z.string(), endsAt: z.string() })
export const DutyChangeView = DutyChange.omit({ reason: true, answer: true }).extend({
  reason: z.string().nullable(), answer: z.string().nullable(), unitName: z.string(), fromName: z.string(), toName: z.string(), shift: ShiftLine, counterShift: ShiftLine.nullable(),
  mayAnswer: z.boolean(), mayDecide: z.boolean(), mayWithdraw: z.boolean(),
})
export type DutyChangeView = z.infer<typeof DutyChangeView>

export const RosterFilingView = RosterFiling.extend({
  unitName: z.string(), placeName: z.string(), toUnitName: z.string().nullable(), /** Seats of the period's published roster; 0 = none published. */ planned: z.number(), /** Seats of the pattern without anybody. */ missing: z.number(), /** The roster changed after it was filed. */ changed: z.boolean(),
  mayFile: z.boolean(), mayReceive: z.boolean(),
})
export type RosterFilingView = z.infer<typeof RosterFilingView>

export const LeaderAbsenceView = LeaderAbsence.omit({ destination: true, reason: true, exceptionReason: true }).extend({
  /** Null also for those who may not read where somebody goes. */ destination: z.string().nullable(), reason: z.string().nullable(), exceptionReason: z.string().nullable(), name: z.string(), title: z.string(), unitName: z.string(), approverName: z.string().nullable(), deputyName: z.string().nullable(), exceptionUnitName: z.string().nullable(),
  clashNames: z.array(z.string()), /** Today's state of it. */ state: z.enum(['awaiting', 'planned', 'away', 'overdue', 'over', 'refused', 'cancelled']), /** The deputy signs by a loan of rights, which runs. */ lent: z.boolean(), mayEnd: z.boolean(), mayDecide: z.boolean(),
})
export type LeaderAbsenceView = z.infer<typeof LeaderAbsenceView>
export const absenceStateNames = { awaiting: '待上级同意', planned: '将外出', away: '外出中', overdue: '应销假', over: '已销假', refused: '上级未同意', cancelled: '已取消' } as const satisfies Record<LeaderAbsenceView['state'], string>

export const SigningDeputyView = SigningDeputy.extend({ name: z.string(), deputyName: z.string(), unitName: z.string(), mayEnd: z.boolean() })
export type SigningDeputyView = z.infer<typeof SigningDeputyView>

/** Somebody on duty now; the number masked for those who may not see it whole. */
export const OnDutyPerson = z.object({ shiftId: Id, role: DutyRole, personId: Id, name: z.string(), title: z.string(), phone: z.string().nullable(), startsAt: z.string(), endsAt: z.string(), shiftName: z.string() })
/** Tonight in a unit: who stands, who follows, who of the leaders is away and who signs for them. */
export const OnDutyView = z.object({
  unitId: Id, unitName: z.string(), placeName: z.string(), at: z.string(), /** False: no published roster covers this moment. */ rostered: z.boolean(), dutyPhone: z.string().nullable(),
  people: z.array(OnDutyPerson), next: z.array(OnDutyPerson), signing: z.array(z.object({ postName: z.string(), name: z.string(), away: z.boolean(), until: z.string().nullable(), deputyName: z.string().nullable(), lent: z.boolean() })),
})
export type OnDutyView = z.infer<typeof OnDutyView>

/** What a roster table read from a file would give: all rows or none. */
export const RosterImport = z.object({ sheet: z.string(), rows: z.number(), fromDay: Day.nullable(), toDay: Day.nullable(), errors: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), message: z.string() })), errorCount: z.number(), assignments: z.array(SeatAssignment), preview: RosterSheet.nullable() })
export type RosterImport = z.infer<typeof RosterImport>
