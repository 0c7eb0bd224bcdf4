import type { z } from 'zod'
import type { Permission } from './kernel/index.ts'
import { Account, Delegation } from './access/index.ts'
import { Attachment } from './attachments/index.ts'
import { Digest, DigestDelivery, DigestSchedule } from './digests/index.ts'
import { CalendarDay } from './calendar/index.ts'
import { ContactPoint, Division, Person, Post, SpecialHeadquarters, Unit } from './org/index.ts'
import { Station, TyphoonFix } from './monitoring/index.ts'
import { Commission, InnerSource, MediaFeed, Signal } from './signals/index.ts'
import { Incident } from './incidents/index.ts'
import { CasualtyChange, CasualtyWatch, Clock, ClockRule, DocumentForm, ReliefResponse, Report, ReportDelivery, Suspicion, VerificationOrder } from './reports/index.ts'
import { Plan } from './plans/index.ts'
import { Dispatch, ResourceRequest, Shortage } from './dispatch/index.ts'
import { DutyNote, DutyWatch, Fax, Handover, LinkedCase, PhoneCall, PhoneLog, SpotCheck, SpotCheckDraw, SpotCheckRule } from './duty/index.ts'
import { DisasterListEntry, DisasterProcess, DisasterReturn } from './disaster-statistics/index.ts'
import { EvacuationCount, ProtectiveOrder, ReturnRelease, TransferHousehold } from './evacuation/index.ts'
import { Evaluation, Improvement } from './evaluation/index.ts'
import { Call, CallingRule, CallRecipient, Notification } from './notifications/index.ts'
import { AssessmentBulletin, AssessmentEntry, AssessmentObjection, AssessmentSchemeVersion, AssessmentScore } from './assessment/index.ts'
import { Instruction, InstructionDuty, InstructionFeedback, SupervisionNotice } from './instructions/index.ts'
import { Equipment, Facility, Shelter, ShelterArrival, Team } from './resources/index.ts'
import { DutyChange, DutyLeave, DutyMember, DutyPattern, DutyRoster, DutyShift, LeaderAbsence, RosterFiling, SigningDeputy } from './rosters/index.ts'
import { Item, Lot, StockMinimum, StockMove, Warehouse } from './stockpile/index.ts'
import { LinkageAlarm, Warning } from './warnings/index.ts'
import { Consultation, Demand, EmergencyState, Notice, Response, Seat, Task } from './command/index.ts'

/**
 * Every kind of object the journal speaks of: its shape, who may read it, its name on screen. Table = kind in snake_case,
 * column = field in snake_case; `position` is a point, fields ending in `At` or `By` that hold instants are timestamptz.
 */
export const objectKinds = {
  division: { schema: Division, permission: 'org:read', name: '行政区划', key: 'code' },
  unit: { schema: Unit, permission: 'org:read', name: '单位', key: 'id' },
  post: { schema: Post, permission: 'org:read', name: '职务', key: 'id' },
  person: { schema: Person, permission: 'org:read', name: '人员', key: 'id' },
  'contact-point': { schema: ContactPoint, permission: 'org:read', name: '联系方式', key: 'id' },
  'special-headquarters': { schema: SpecialHeadquarters, permission: 'org:read', name: '专项指挥部', key: 'id' },
  account: { schema: Account, permission: 'account:manage', name: '账号', key: 'id' },
  delegation: { schema: Delegation, permission: 'account:manage', name: '委托', key: 'id' },
  station: { schema: Station, permission: 'signal:read', name: '水位站', key: 'id' },
  'typhoon-fix': { schema: TyphoonFix, permission: 'signal:read', name: '台风定位', key: 'id' },
  signal: { schema: Signal, permission: 'signal:read', name: '来报', key: 'id' },
  'media-feed': { schema: MediaFeed, permission: 'feed:edit', name: '信息源', key: 'id' },
  'inner-source': { schema: InnerSource, permission: 'account:manage', name: '内网地址', key: 'id' },
  commission: { schema: Commission, permission: 'signal:read', name: '约稿', key: 'id' },
  incident: { schema: Incident, permission: 'incident:read', name: '事件', key: 'id' },
  report: { schema: Report, permission: 'report:read', name: '信息报告', key: 'id' },
  'document-form': { schema: DocumentForm, permission: 'org:read', name: '公文格式', key: 'id' },
  'report-delivery': { schema: ReportDelivery, permission: 'report:read', name: '报告送达', key: 'id' },
  clock: { schema: Clock, permission: 'report:read', name: '报送时限', key: 'id' },
  'clock-rule': { schema: ClockRule, permission: 'org:read', name: '报送时限规则', key: 'id' },
  'verification-order': { schema: VerificationOrder, permission: 'report:read', name: '核实指令', key: 'id' },
  'casualty-watch': { schema: CasualtyWatch, permission: 'incident:read', name: '伤亡续报期', key: 'id' },
  'casualty-change': { schema: CasualtyChange, permission: 'incident:read', name: '伤亡变化', key: 'id' },
  'relief-response': { schema: ReliefResponse, permission: 'report:read', name: '救灾应急响应', key: 'id' },
  'calendar-day': { schema: CalendarDay, permission: 'org:read', name: '工作日历', key: 'id' },
  suspicion: { schema: Suspicion, permission: 'suspicion:read', name: '疑点', key: 'id' },
  plan: { schema: Plan, permission: 'plan:read', name: '预案', key: 'id' },
  response: { schema: Response, permission: 'response:read', name: '应急响应', key: 'id' },
  seat: { schema: Seat, permission: 'response:read', name: '席位', key: 'id' },
  task: { schema: Task, permission: 'task:read', name: '任务', key: 'id' },
  notice: { schema: Notice, permission: 'task:read', name: '通知', key: 'id' },
  demand: { schema: Demand, permission: 'response:read', name: '需求', key: 'id' },
  consultation: { schema: Consultation, permission: 'response:read', name: '会商', key: 'id' },
  'emergency-state': { schema: EmergencyState, permission: 'response:read', name: '应急状态', key: 'id' },
  team: { schema: Team, permission: 'resource:read', name: '队伍', key: 'id' },
  equipment: { schema: Equipment, permission: 'resource:read', name: '装备', key: 'id' },
  shelter: { schema: Shelter, permission: 'resource:read', name: '避难场所', key: 'id' },
  'shelter-arrival': { schema: ShelterArrival, permission: 'resource:read', name: '到达登记', key: 'id' },
  facility: { schema: Facility, permission: 'resource:read', name: '重点设施', key: 'id' },
  warehouse: { schema: Warehouse, permission: 'stock:read', name: '仓库', key: 'id' },
  item: { schema: Item, permission: 'stock:read', name: '物资品种', key: 'id' },
  lot: { schema: Lot, permission: 'stock:read', name: '批次', key: 'id' },
  'stock-move': { schema: StockMove, permission: 'stock:read', name: '物资台账', key: 'id' },
  'stock-minimum': { schema: StockMinimum, permission: 'stock:read', name: '最低储备', key: 'id' },
  'resource-request': { schema: ResourceRequest, permission: 'dispatch:read', name: '资源申请', key: 'id' },
  shortage: { schema: Shortage, permission: 'dispatch:read', name: '缺口', key: 'id' },
  dispatch: { schema: Dispatch, permission: 'dispatch:read', name: '调度令', key: 'id' },
  warning: { schema: Warning, permission: 'warning:read', name: '预警', key: 'id' },
  'linkage-alarm': { schema: LinkageAlarm, permission: 'warning:read', name: '预警联动告警', key: 'id' },
  call: { schema: Call, permission: 'call:read', name: '叫应', key: 'id' },
  'call-recipient': { schema: CallRecipient, permission: 'call:read', name: '叫应对象', key: 'id' },
  'calling-rule': { schema: CallingRule, permission: 'call:read', name: '叫应规则', key: 'id' },
  notification: { schema: Notification, permission: 'call:read', name: '通知记录', key: 'id' },
  'evacuation-count': { schema: EvacuationCount, permission: 'evacuation:read', name: '转移安置数', key: 'id' },
  'transfer-household': { schema: TransferHousehold, permission: 'evacuation:read', name: '转移户', key: 'id' },
  'return-release': { schema: ReturnRelease, permission: 'evacuation:read', name: '解除转移', key: 'id' },
  'protective-order': { schema: ProtectiveOrder, permission: 'evacuation:read', name: '指挥长令', key: 'id' },
  evaluation: { schema: Evaluation, permission: 'evaluation:read', name: '处置评估', key: 'id' },
  improvement: { schema: Improvement, permission: 'evaluation:read', name: '改进建议', key: 'id' },
  'disaster-process': { schema: DisasterProcess, permission: 'disaster:read', name: '灾害过程', key: 'id' },
  'disaster-return': { schema: DisasterReturn, permission: 'disaster:read', name: '灾情报表', key: 'id' },
  'disaster-list-entry': { schema: DisasterListEntry, permission: 'disaster:read', name: '灾情一览表', key: 'id' },
  /** Units hear of their part by being called; reading all of a place's instructions is the issuer's side's. */
  instruction: { schema: Instruction, permission: 'instruction:oversee', name: '批示', key: 'id' },
  'instruction-duty': { schema: InstructionDuty, permission: 'instruction:oversee', name: '批示承办', key: 'id' },
  'instruction-feedback': { schema: InstructionFeedback, permission: 'instruction:oversee', name: '批示反馈', key: 'id' },
  'supervision-notice': { schema: SupervisionNotice, permission: 'instruction:oversee', name: '督办单', key: 'id' },
  'duty-pattern': { schema: DutyPattern, permission: 'roster:read', name: '班次规则', key: 'id' },
  'duty-member': { schema: DutyMember, permission: 'roster:read', name: '值班人员', key: 'id' },
  'duty-leave': { schema: DutyLeave, permission: 'roster:read', name: '值班请假', key: 'id' },
  'duty-roster': { schema: DutyRoster, permission: 'roster:read', name: '值班表', key: 'id' },
  'duty-shift': { schema: DutyShift, permission: 'roster:read', name: '班次', key: 'id' },
  'duty-change': { schema: DutyChange, permission: 'roster:read', name: '换班', key: 'id' },
  'roster-filing': { schema: RosterFiling, permission: 'roster:read', name: '节假日值班报备', key: 'id' },
  'leader-absence': { schema: LeaderAbsence, permission: 'roster:read', name: '外出报备', key: 'id' },
  'signing-deputy': { schema: SigningDeputy, permission: 'roster:read', name: 'AB 岗', key: 'id' },
  digest: { schema: Digest, permission: 'digest:read', name: '每日要情', key: 'id' },
  'digest-delivery': { schema: DigestDelivery, permission: 'digest:read', name: '要情送达', key: 'id' },
  'digest-schedule': { schema: DigestSchedule, permission: 'digest:read', name: '要情定时起草', key: 'id' },
  'duty-watch': { schema: DutyWatch, permission: 'duty:read', name: '当班', key: 'id' },
  handover: { schema: Handover, permission: 'duty:read', name: '交接班', key: 'id' },
  'duty-note': { schema: DutyNote, permission: 'duty:read', name: '值班日志', key: 'id' },
  'phone-log': { schema: PhoneLog, permission: 'duty:read', name: '值班电话记录', key: 'id' },
  'spot-check-rule': { schema: SpotCheckRule, permission: 'duty:read', name: '查岗规则', key: 'id' },
  'spot-check-draw': { schema: SpotCheckDraw, permission: 'duty:read', name: '查岗抽签', key: 'id' },
  'spot-check': { schema: SpotCheck, permission: 'duty:read', name: '查岗', key: 'id' },
  'phone-call': { schema: PhoneCall, permission: 'duty:read', name: '通话', key: 'id' },
  fax: { schema: Fax, permission: 'duty:read', name: '传真', key: 'id' },
  'linked-case': { schema: LinkedCase, permission: 'duty:read', name: '联动警情', key: 'id' },
  'assessment-scheme-version': { schema: AssessmentSchemeVersion, permission: 'assessment:read', name: '考核办法', key: 'id' },
  'assessment-entry': { schema: AssessmentEntry, permission: 'assessment:edit', name: '考核登记', key: 'id' },
  'assessment-bulletin': { schema: AssessmentBulletin, permission: 'assessment:edit', name: '考核通报', key: 'id' },
  'assessment-score': { schema: AssessmentScore, permission: 'assessment:edit', name: '考核得分', key: 'id' },
  'assessment-objection': { schema: AssessmentObjection, permission: 'assessment:edit', name: '考核异议', key: 'id' },
  /** The floor only: an entry on an attachment also names its owner, so that reading it needs what reading the owner needs. */
  attachment: { schema: Attachment, permission: 'signal:read', name: '附件', key: 'id' },
} as const satisfies Record<string, { schema: z.ZodType; permission: Permission; name: string; key: string }>

export type ObjectKind = keyof typeof objectKinds
export type ObjectOf<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]['schema']>
