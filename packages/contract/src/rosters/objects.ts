import { z } from 'zod'
import { Id, Permission, Protected } from '../kernel/index.ts'

/** Who stands where in a shift (DUTY-1). Standby waits at home; a trainee learns beside an officer and never stands alone. */
export const dutyRoleNames = { leader: '带班领导', officer: '值班员', standby: '备勤', trainee: '跟班学习' } as const
export type DutyRole = keyof typeof dutyRoleNames
export const DutyRole = z.enum(Object.keys(dutyRoleNames) as [DutyRole, ...DutyRole[]])
export const dutyRoles = Object.keys(dutyRoleNames) as DutyRole[]

/** A day as `2026-01-31`, Beijing time. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期格式为 2026-01-31').refine((day) => {
  const ms = Date.parse(`${day}T00:00:00.000Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}, '没有这一天，请检查年月日')

/** What a day counts as in a roster; a weekend worked in exchange for a holiday is a working day. */
export const dutyDayKindNames = { working: '工作日', weekend: '周末', holiday: '节假日' } as const
export type DutyDayKind = keyof typeof dutyDayKindNames
export const DutyDayKind = z.enum(Object.keys(dutyDayKindNames) as [DutyDayKind, ...DutyDayKind[]])

/** How often somebody has stood. `total` counts what is done on the spot (leader, officer, trainee); standby counts apart. */
export const DutyCounts = z.object({ total: z.number().int().min(0), nights: z.number().int().min(0), weekends: z.number().int().min(0), holidays: z.number().int().min(0), standby: z.number().int().min(0) })
export type DutyCounts = z.infer<typeof DutyCounts>
export const noCounts: DutyCounts = { total: 0, nights: 0, weekends: 0, holidays: 0, standby: 0 }

/** One shift of a day: begins `startMinute` after 00:00 Beijing time, lasts `lengthMinutes`, and needs so many of each role. */
export const ShiftDefinition = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,20}$/, '班次代号应为小写字母'), name: z.string().min(1, '请填班次名称').max(12, '班次名称最多 12 个字'), on: z.array(DutyDayKind).min(1, '班次至少用于一种日子').max(3),
  startMinute: z.number().int().min(0).max(1439, '开始时间应在一天之内'), lengthMinutes: z.number().int().min(60, '一个班次至少 1 小时').max(1440, '一个班次最长 24 小时'),
  seats: z.object({ leader: z.number().int().min(0).max(4), officer: z.number().int().min(0).max(8), standby: z.number().int().min(0).max(8), trainee: z.number().int().min(0).max(4) }),
})
export type ShiftDefinition = z.infer<typeof ShiftDefinition>

/** How a unit stands duty from a day on: its shifts and its own limits (null: the platform's default of the day). Only ever added; the later replaces the earlier. */
export const DutyPattern = z.object({ id: Id, unitId: Id, divisionCode: z.string(), name: z.string(), shifts: z.array(ShiftDefinition), restHoursAfterNight: z.number().nullable(), maxNightsPerWeek: z.number().nullable(), roundTheClock: z.boolean(), inForceFrom: z.string(), setAt: z.string() })
export type DutyPattern = z.infer<typeof DutyPattern>

/** Somebody who may be put on a unit's roster. `carried` are duties of `carriedYear` from before the platform. */
export const DutyMember = z.object({ id: Id, unitId: Id, divisionCode: z.string(), personId: Id, roles: z.array(DutyRole), carried: DutyCounts, carriedYear: z.number(), status: z.enum(['active', 'removed']), addedAt: z.string() })
export type DutyMember = z.infer<typeof DutyMember>

/** Days on which somebody cannot stand (`wish`: would rather not). First and last day included. */
export const dutyLeaveKinds = { leave: '请假', travel: '出差', training: '培训', wish: '希望不排' } as const
export type DutyLeaveKind = keyof typeof dutyLeaveKinds
export const DutyLeaveKind = z.enum(Object.keys(dutyLeaveKinds) as [DutyLeaveKind, ...DutyLeaveKind[]])
export const DutyLeave = z.object({ id: Id, unitId: Id, divisionCode: z.string(), personId: Id, fromDay: z.string(), toDay: z.string(), kind: DutyLeaveKind, note: Protected.nullable(), status: z.enum(['active', 'cancelled']), recordedAt: z.string() })
export type DutyLeave = z.infer<typeof DutyLeave>

/** Who takes a seat of a shift: `place` counts the seats of a role from 0. */
export const SeatAssignment = z.object({ day: Day, shiftKey: z.string().max(22), role: DutyRole, place: z.number().int().min(0).max(8), personId: Id })
export type SeatAssignment = z.infer<typeof SeatAssignment>

/** A roster of a unit from `fromDay` up to and including `toDay`. A draft holds its seats in `draft`; publishing makes them shifts. */
export const DutyRoster = z.object({
  id: Id, unitId: Id, divisionCode: z.string(), fromDay: z.string(), toDay: z.string(), /** Counts the published rosters of the unit that touch the same days. */ version: z.number(), status: z.enum(['draft', 'published', 'discarded']),
  draft: z.array(SeatAssignment), reason: Protected.nullable(), draftedAt: z.string(), publishedAt: z.string().nullable(),
})
export type DutyRoster = z.infer<typeof DutyRoster>
export const rosterLifecycle = { draft: ['published', 'discarded'], published: [], discarded: [] } as const satisfies Record<DutyRoster['status'], readonly DutyRoster['status'][]>

/** One person in one published shift, `[startsAt, endsAt)`. `replaced`: a later version of the roster took its place; `relieved`: stood until `endsAt`, then somebody else did. */
export const DutyShift = z.object({
  id: Id, rosterId: Id, unitId: Id, divisionCode: z.string(), day: z.string(), shiftKey: z.string(), shiftName: z.string(), startsAt: z.string(), endsAt: z.string(), night: z.boolean(), dayKind: DutyDayKind,
  role: DutyRole, place: z.number(), personId: Id, status: z.enum(['planned', 'relieved', 'replaced']),
})
export type DutyShift = z.infer<typeof DutyShift>

/**
 * A change of a published roster. `swap`: two exchange shifts; `cover`: one takes over another's, both asked, accepted, approved. `emergency` and
 * `amendment` are done at once by the roster's keeper, with the reason.
 */
export const dutyChangeKinds = { swap: '换班', cover: '替班', emergency: '紧急替班', amendment: '调整' } as const
export type DutyChangeKind = keyof typeof dutyChangeKinds
export const DutyChange = z.object({
  id: Id, kind: z.enum(Object.keys(dutyChangeKinds) as [DutyChangeKind, ...DutyChangeKind[]]), unitId: Id, divisionCode: z.string(), shiftId: Id, fromPersonId: Id, toPersonId: Id, /** Shift given in return. */ counterShiftId: Id.nullable(),
  status: z.enum(['asked', 'accepted', 'done', 'declined', 'refused', 'withdrawn']), reason: Protected.nullable(), answer: Protected.nullable(), askedAt: z.string(), acceptedAt: z.string().nullable(), closedAt: z.string().nullable(),
})
export type DutyChange = z.infer<typeof DutyChange>
export const dutyChangeLifecycle = { asked: ['accepted', 'declined', 'withdrawn'], accepted: ['done', 'refused', 'withdrawn'], done: [], declined: [], refused: [], withdrawn: [] } as const satisfies Record<DutyChange['status'], readonly DutyChange['status'][]>
export const dutyChangeStatusNames = { asked: '待对方同意', accepted: '待审批', done: '已生效', declined: '对方未同意', refused: '未批准', withdrawn: '已撤回' } as const satisfies Record<DutyChange['status'], string>

/** The roster of a public holiday, filed with the upper duty desk (DUTY-6). */
export const RosterFiling = z.object({
  id: Id, unitId: Id, divisionCode: z.string(), toUnitId: Id.nullable(), holiday: z.string(), fromDay: z.string(), toDay: z.string(), dueAt: z.string(), status: z.enum(['due', 'filed', 'received']),
  /** What was filed: digest of the shifts, so that a later change of the roster shows. */ contentDigest: z.string().nullable(), shifts: z.number().nullable(), filedAt: z.string().nullable(), receivedAt: z.string().nullable(), overdueAt: z.string().nullable(),
})
export type RosterFiling = z.infer<typeof RosterFiling>
export const rosterFilingLifecycle = { due: ['filed'], filed: ['received', 'filed'], received: ['filed'] } as const satisfies Record<RosterFiling['status'], readonly RosterFiling['status'][]>
export const rosterFilingStatusNames = { due: '待报备', filed: '已报，待签收', received: '已签收' } as const satisfies Record<RosterFiling['status'], string>

/** A leader away (外出报备, DUTY-4). `awaiting`: chief and deputy would both be away, the level above must allow it first. */
export const LeaderAbsence = z.object({
  id: Id, unitId: Id, divisionCode: z.string(), personId: Id, startsAt: z.string(), endsAt: z.string(), destination: Protected.nullable(), reason: Protected.nullable(), /** Who approved the leave on paper. */ approverPersonId: Id.nullable(),
  /** Who signs meanwhile (B 角), and the loan of rights that makes it so. */ deputyPersonId: Id.nullable(), delegationId: Id.nullable(),
  status: z.enum(['awaiting', 'registered', 'refused', 'cancelled', 'returned']), /** Who else is away: why the level above is asked. */ clashPersonIds: z.array(Id), exceptionReason: Protected.nullable(), exceptionUnitId: Id.nullable(), exceptionAt: z.string().nullable(),
  registeredAt: z.string(), endedAt: z.string().nullable(),
})
export type LeaderAbsence = z.infer<typeof LeaderAbsence>
export const absenceLifecycle = { awaiting: ['registered', 'refused', 'cancelled'], registered: ['cancelled', 'returned'], refused: [], cancelled: [], returned: [] } as const satisfies Record<LeaderAbsence['status'], readonly LeaderAbsence['status'][]>
export const absenceStatusNames = { awaiting: '待上级同意', registered: '已报备', refused: '上级未同意', cancelled: '已取消', returned: '已销假' } as const satisfies Record<LeaderAbsence['status'], string>

/** AB 岗: while A is away B signs with these of A's permissions. Set by A, for only A can lend A's rights. */
export const SigningDeputy = z.object({ id: Id, unitId: Id, divisionCode: z.string(), personId: Id, accountId: Id, deputyPersonId: Id, deputyAccountId: Id, permissions: z.array(Permission), status: z.enum(['active', 'ended']), setAt: z.string(), endedAt: z.string().nullable() })
export type SigningDeputy = z.infer<typeof SigningDeputy>
