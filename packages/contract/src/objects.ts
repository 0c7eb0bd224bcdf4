import type { z } from 'zod'
import type { Permission } from './kernel/index.ts'
import { Account, Delegation } from './access/index.ts'
import { Attachment } from './attachments/index.ts'
import { ContactPoint, Division, Person, Post, SpecialHeadquarters, Unit } from './org/index.ts'
import { Station, TyphoonFix } from './monitoring/index.ts'
import { Signal } from './signals/index.ts'
import { Incident } from './incidents/index.ts'
import { Clock, Report, ReportDelivery, Suspicion } from './reports/index.ts'
import { Plan } from './plans/index.ts'
import { Dispatch, ResourceRequest, Shortage } from './dispatch/index.ts'
import { EvacuationCount, ProtectiveOrder, ReturnRelease, TransferHousehold } from './evacuation/index.ts'
import { Evaluation, Improvement } from './evaluation/index.ts'
import { Call, CallingRule, CallRecipient, Notification } from './notifications/index.ts'
import { Equipment, Facility, Shelter, ShelterArrival, Team } from './resources/index.ts'
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
  incident: { schema: Incident, permission: 'incident:read', name: '事件', key: 'id' },
  report: { schema: Report, permission: 'report:read', name: '信息报告', key: 'id' },
  'report-delivery': { schema: ReportDelivery, permission: 'report:read', name: '报告送达', key: 'id' },
  clock: { schema: Clock, permission: 'report:read', name: '报送时限', key: 'id' },
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
  /** The floor only: an entry on an attachment also names its owner, so that reading it needs what reading the owner needs. */
  attachment: { schema: Attachment, permission: 'signal:read', name: '附件', key: 'id' },
} as const satisfies Record<string, { schema: z.ZodType; permission: Permission; name: string; key: string }>

export type ObjectKind = keyof typeof objectKinds
export type ObjectOf<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]['schema']>
