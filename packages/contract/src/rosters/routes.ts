import { z } from 'zod'
import { CommandId, DivisionCode, Id, Instant, pageOf, PageQuery, Permission, RawBytes, route, text } from '../kernel/index.ts'
import { Day, DutyCounts, DutyLeaveKind, DutyRole, noCounts, SeatAssignment, ShiftDefinition } from './objects.ts'
import { DutyChangeView, DutyLeaveView, DutyMemberView, LeaderAbsenceView, MyShift, OnDutyView, RosterFilingView, RosterImport, RosterPreview, RosterSetup, RosterSheet, RosterUnit, RosterView, ShiftCandidate, SigningDeputyView } from './views.ts'

/** Longest roster made in one go. */
export const MAX_ROSTER_DAYS = 366

const command = z.object({ commandId: CommandId })
const Period = { unitId: Id, fromDay: Day, toDay: Day }
const tag = '值班表'
const assignments = z.array(SeatAssignment).max(12_000, '席位过多，请分段编排')
const MemberBody = { personId: Id, roles: z.array(DutyRole).min(1, '至少选一种角色').max(4), carried: DutyCounts.default(noCounts), carriedYear: z.number().int().min(2000).max(2100), status: z.enum(['active', 'removed']).default('active') }
const RosterParams = z.object({ rosterId: Id })
const ChangeParams = z.object({ changeId: Id })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '文件编号格式不对，请重新上传')

export const rosterRoutes = {
  listRosterUnits: route({ method: 'GET', path: '/roster-units', access: 'roster:read', tag, summary: '有值班表的单位，本单位在前', schema: { query: z.object({ divisionCode: DivisionCode.optional() }), response: z.object({ items: z.array(RosterUnit) }) } }),
  getRosterSetup: route({ method: 'GET', path: '/roster-units/:unitId', access: 'roster:read', tag, summary: '班次规则、值班人员、请假', schema: { params: z.object({ unitId: Id }), response: RosterSetup } }),
  setDutyPattern: route({ method: 'POST', path: '/roster-units/:unitId/pattern', access: 'roster:edit', tag, summary: '制定班次规则，自某日起用', schema: { params: z.object({ unitId: Id }), body: command.extend({ name: text(2, 40), shifts: z.array(ShiftDefinition).min(1, '至少一个班次').max(8, '班次最多 8 个'), restHoursAfterNight: z.number().int().min(0).max(96, '最多 96 小时').nullable().default(null), maxNightsPerWeek: z.number().int().min(1).max(7).nullable().default(null), roundTheClock: z.boolean().default(true), inForceFrom: Day }), response: RosterSetup } }),
  saveDutyMembers: route({ method: 'POST', path: '/roster-units/:unitId/members', access: 'roster:edit', tag, summary: '加入、修改、移出值班人员', schema: { params: z.object({ unitId: Id }), body: command.extend({ members: z.array(z.object(MemberBody)).min(1).max(300, '一次最多 300 人') }), response: z.object({ items: z.array(DutyMemberView) }) } }),
  recordDutyLeave: route({ method: 'POST', path: '/roster-units/:unitId/leaves', access: 'roster:read', tag, summary: '登记不能值班的日子或希望不排的日子（本人，或排班人）', schema: { params: z.object({ unitId: Id }), body: command.extend({ personId: Id, fromDay: Day, toDay: Day, kind: DutyLeaveKind, note: text(0, 100).default('') }), response: DutyLeaveView } }),
  cancelDutyLeave: route({ method: 'POST', path: '/duty-leaves/:leaveId/cancellation', access: 'roster:read', tag, summary: '取消登记的请假', schema: { params: z.object({ leaveId: Id }), body: command, response: DutyLeaveView } }),

  listRosters: route({ method: 'GET', path: '/rosters', access: 'roster:read', tag, summary: '值班表各版本', schema: { query: PageQuery.extend({ unitId: Id.optional(), status: z.enum(['draft', 'published', 'all']).default('all') }), response: pageOf(RosterView) } }),
  getRosterSheet: route({ method: 'GET', path: '/roster-sheet', access: 'roster:read', tag, summary: '一段时间已发布的值班', schema: { query: z.object(Period), response: RosterSheet } }),
  getRoster: route({ method: 'GET', path: '/rosters/:rosterId', access: 'roster:read', tag, summary: '一份值班表（草稿也可）', schema: { params: RosterParams, response: RosterSheet } }),
  previewRoster: route({ method: 'POST', path: '/rosters/preview', access: 'roster:edit', tag, summary: '自动编排试算，不改动任何东西（无操作编号）', schema: { body: z.object({ ...Period, /** Seats kept as they are. */ keep: assignments.default([]), seed: z.number().int().min(0).max(1_000_000).default(1) }), response: RosterPreview } }),
  saveRoster: route({ method: 'POST', path: '/rosters', access: 'roster:edit', tag, summary: '保存草稿', schema: { body: command.extend({ ...Period, rosterId: Id.nullable().default(null), assignments }), response: RosterView } }),
  publishRoster: route({ method: 'POST', path: '/rosters/:rosterId/publication', access: 'roster:approve', tag, summary: '审定发布；已发布过的日子按改版，须写理由', schema: { params: RosterParams, body: command.extend({ reason: text(0, 200).default('') }), response: RosterView } }),
  discardRoster: route({ method: 'POST', path: '/rosters/:rosterId/discarding', access: 'roster:edit', tag, summary: '作废草稿', schema: { params: RosterParams, body: command, response: RosterView } }),
  downloadRoster: route({ method: 'GET', path: '/roster-sheet/document', access: 'roster:read', tag, raw: 'download', summary: '打印件：A4 月历（pdf、docx）或工作簿（xlsx）', schema: { query: z.object({ ...Period, format: z.enum(['pdf', 'docx', 'xlsx']) }), response: RawBytes } }),
  downloadRosterTemplate: route({ method: 'GET', path: '/roster-sheet/template', access: 'roster:read', tag, raw: 'download', summary: '值班表导入模板（xlsx，已填好日期和班次）', schema: { query: z.object(Period), response: RawBytes } }),
  previewRosterImport: route({ method: 'POST', path: '/rosters/import-preview', access: 'roster:edit', tag, summary: '读入值班表文件，逐行列出问题，不改动任何东西（无操作编号）；全部无误才给出可保存的安排', schema: { body: z.object({ sha256: Sha256, unitId: Id }), response: RosterImport } }),

  listMyShifts: route({ method: 'GET', path: '/duty-shifts/mine', access: 'roster:read', tag, summary: '本人今后的班', schema: { response: z.object({ personId: Id.nullable(), items: z.array(MyShift) }) } }),
  listShiftCandidates: route({ method: 'GET', path: '/duty-shifts/:shiftId/candidates', access: 'roster:read', tag, summary: '谁能接这个班，各有什么妨碍', schema: { params: z.object({ shiftId: Id }), response: z.object({ items: z.array(ShiftCandidate) }) } }),
  replaceOnDuty: route({ method: 'POST', path: '/duty-shifts/:shiftId/replacement', access: 'roster:edit', tag, summary: '改由别人值：紧急替班立即生效，或写明理由的调整', schema: { params: z.object({ shiftId: Id }), body: command.extend({ toPersonId: Id, emergency: z.boolean().default(false), reason: text(2, 200) }), response: DutyChangeView } }),
  listDutyChanges: route({ method: 'GET', path: '/duty-changes', access: 'roster:read', tag, summary: '换班、替班', schema: { query: PageQuery.extend({ unitId: Id.optional(), status: z.enum(['open', 'all']).default('open'), mine: z.stringbool().default(false) }), response: pageOf(DutyChangeView) } }),
  askDutyChange: route({ method: 'POST', path: '/duty-changes', access: 'roster:read', tag, summary: '请求换班（有换回的班）或替班', schema: { body: command.extend({ shiftId: Id, toPersonId: Id, counterShiftId: Id.nullable().default(null), reason: text(2, 200) }), response: DutyChangeView } }),
  answerDutyChange: route({ method: 'POST', path: '/duty-changes/:changeId/answer', access: 'roster:read', tag, summary: '对方同意或不同意（没有账号的由排班人代录）', schema: { params: ChangeParams, body: command.extend({ accept: z.boolean(), answer: text(0, 200).default('') }), response: DutyChangeView } }),
  decideDutyChange: route({ method: 'POST', path: '/duty-changes/:changeId/decision', access: 'roster:approve', tag, summary: '领导批准或不批准，批准时双方再查一遍规则', schema: { params: ChangeParams, body: command.extend({ approve: z.boolean(), answer: text(0, 200).default('') }), response: DutyChangeView } }),
  withdrawDutyChange: route({ method: 'POST', path: '/duty-changes/:changeId/withdrawal', access: 'roster:read', tag, summary: '撤回请求', schema: { params: ChangeParams, body: command, response: DutyChangeView } }),
  getOnDuty: route({ method: 'GET', path: '/on-duty', access: 'roster:read', tag, summary: '今晚谁值班、谁签发', schema: { query: z.object({ unitId: Id.optional() }), response: z.object({ items: z.array(OnDutyView) }) } }),

  listRosterFilings: route({ method: 'GET', path: '/roster-filings', access: 'roster:read', tag, summary: '节假日值班表报备', schema: { query: PageQuery.extend({ status: z.enum(['open', 'all']).default('open'), unitId: Id.optional() }), response: pageOf(RosterFilingView) } }),
  fileRoster: route({ method: 'POST', path: '/roster-filings/:filingId/filing', access: 'roster:edit', tag, summary: '向上级值班室报备', schema: { params: z.object({ filingId: Id }), body: command, response: RosterFilingView } }),
  receiveRosterFiling: route({ method: 'POST', path: '/roster-filings/:filingId/receipt', access: 'report:receive', tag, summary: '上级签收', schema: { params: z.object({ filingId: Id }), body: command, response: RosterFilingView } }),

  listLeaderAbsences: route({ method: 'GET', path: '/leader-absences', access: 'roster:read', tag: '外出报备', summary: '领导外出', schema: { query: PageQuery.extend({ status: z.enum(['current', 'all']).default('current'), unitId: Id.optional() }), response: pageOf(LeaderAbsenceView) } }),
  registerLeaderAbsence: route({ method: 'POST', path: '/leader-absences', access: 'roster:read', tag: '外出报备', summary: '登记外出（本人，或本级值班室）；正副职不得同时外出', schema: { body: command.extend({ personId: Id, startsAt: Instant, endsAt: Instant, destination: text(2, 60), reason: text(2, 100), approverPersonId: Id.nullable().default(null), deputyPersonId: Id.nullable().default(null), /** Ask the level above instead of being refused. */ askUpper: z.boolean().default(false) }), response: LeaderAbsenceView } }),
  decideLeaderAbsence: route({ method: 'POST', path: '/leader-absences/:absenceId/decision', access: 'roster:approve', tag: '外出报备', summary: '上级同意或不同意正副职同时外出', schema: { params: z.object({ absenceId: Id }), body: command.extend({ allow: z.boolean(), reason: text(2, 200) }), response: LeaderAbsenceView } }),
  endLeaderAbsence: route({ method: 'POST', path: '/leader-absences/:absenceId/end', access: 'roster:read', tag: '外出报备', summary: '销假或取消，代签随之收回', schema: { params: z.object({ absenceId: Id }), body: command, response: LeaderAbsenceView } }),
  listSigningDeputies: route({ method: 'GET', path: '/signing-deputies', access: 'roster:read', tag: '外出报备', summary: 'AB 岗', schema: { response: z.object({ items: z.array(SigningDeputyView) }) } }),
  setSigningDeputy: route({ method: 'POST', path: '/signing-deputies', access: 'roster:read', tag: '外出报备', summary: '本人设 B 角：外出期间由其代签', schema: { body: command.extend({ deputyAccountId: Id, permissions: z.array(Permission).min(1, '至少选一项权限').max(60) }), response: SigningDeputyView } }),
  endSigningDeputy: route({ method: 'POST', path: '/signing-deputies/:deputyId/end', access: 'roster:read', tag: '外出报备', summary: '终止 AB 岗', schema: { params: z.object({ deputyId: Id }), body: command, response: SigningDeputyView } }),
}
