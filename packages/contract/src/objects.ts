import type { z } from 'zod'
import type { Permission } from './kernel/index.ts'
import { Account } from './access/index.ts'
import { ContactPoint, Division, Person, Post, SpecialHeadquarters, Unit } from './org/index.ts'
import { Station, TyphoonFix } from './monitoring/index.ts'
import { Signal } from './signals/index.ts'
import { Incident } from './incidents/index.ts'
import { Clock, Report, ReportDelivery, Suspicion } from './reports/index.ts'
import { Plan } from './plans/index.ts'
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
} as const satisfies Record<string, { schema: z.ZodType; permission: Permission; name: string; key: string }>

export type ObjectKind = keyof typeof objectKinds
export type ObjectOf<K extends ObjectKind> = z.infer<(typeof objectKinds)[K]['schema']>
