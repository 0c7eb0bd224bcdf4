import { z } from 'zod'

/** Everything an account may be allowed to do, with the words shown in administration. */
export const permissionNames = {
  'org:read': '查看组织与通讯录',
  'org:edit': '维护组织、人员',
  'contact:reveal': '查看完整电话',
  'signal:read': '查看来报',
  'signal:submit': '上报信息',
  'signal:verify': '核实、合并来报',
  'feed:edit': '维护信息源',
  'incident:read': '查看事件',
  'incident:edit': '登记、更新事件',
  'incident:grade': '确认事件等级',
  'incident:close': '结束事件',
  'report:read': '查看信息报告',
  'report:draft': '起草、报出信息',
  'report:approve': '审核、签发、补签信息报告',
  'report:receive': '签收下级报告',
  'verification:order': '下达核实指令',
  'suspicion:read': '查看迟漏瞒报疑点',
  'suspicion:decide': '认定迟漏瞒报',
  'plan:read': '查看预案',
  'plan:edit': '维护预案',
  'response:read': '查看响应与指挥体系',
  'response:decide': '启动、调整、终止响应',
  'task:read': '查看任务',
  'task:assign': '派发、督办任务',
  'task:work': '签收、反馈任务',
  'consultation:edit': '组织会商',
  'journal:read': '查看日志链',
  'account:manage': '管理账号',
  'sandbox:run': '运行回放',
  'resource:read': '查看力量、装备、场所',
  'resource:edit': '维护力量、装备、场所',
  'stock:read': '查看物资',
  'stock:edit': '物资出入库',
  'dispatch:read': '查看调度',
  'dispatch:request': '申请资源',
  'dispatch:decide': '调度决定',
  'dispatch:work': '执行调度令',
  'warning:read': '查看预警',
  'warning:record': '转录预警',
  'call:read': '查看点名叫应',
  'call:make': '发起点名叫应',
  'call:answer': '应答点名叫应',
  'receipt:submit': '提交通道回执',
  'evacuation:read': '查看转移安置',
  'evacuation:edit': '登记转移安置',
  'order:issue': '发布指挥长令',
  'evaluation:read': '查看处置评估',
  'evaluation:edit': '编写处置评估',
  'disaster:read': '查看灾情统计',
  'disaster:edit': '填报灾情统计',
  'disaster:accept': '审核下级灾情统计',
  'instruction:read': '查看批示（交办给本单位的）',
  'instruction:oversee': '查看本辖区全部批示督办',
  'instruction:give': '登记、交办、督办、办结批示',
  'instruction:work': '签收、反馈批示',
  'digest:read': '查看每日要情',
  'digest:draft': '编写每日要情',
  'digest:issue': '签发每日要情',
  'statistics:read': '查看突发事件统计',
  'assessment:read': '查看信息报送考核通报',
  'assessment:edit': '制定考核办法、编制考核通报、裁定异议',
  'assessment:object': '对考核提出异议',
  'roster:read': '查看值班表、外出报备',
  'roster:edit': '编排值班表、报备节假日值班',
  'roster:approve': '审定值班表、换班',
  'duty:read': '查看值班、交接班、日志、查岗',
  'duty:work': '接班、交班、记值班日志与电话',
  'duty:lead': '代签交接班（带班）',
  'spot-check:make': '值班抽查',
  'phone:submit': '提交来电、录音、传真、联动警情',
} as const
export type Permission = keyof typeof permissionNames
export const permissions = Object.keys(permissionNames) as Permission[]
export const Permission = z.enum(permissions as [Permission, ...Permission[]])

/** Forces, goods, warnings, calls and what became of them. */
const readForces: Permission[] = ['roster:read', 'resource:read', 'stock:read', 'dispatch:read', 'warning:read', 'call:read', 'evacuation:read', 'evaluation:read', 'disaster:read']
const readEverything: Permission[] = ['org:read', 'signal:read', 'incident:read', 'report:read', 'suspicion:read', 'plan:read', 'response:read', 'task:read', 'instruction:read', 'instruction:oversee', 'statistics:read', 'assessment:read', 'digest:read', ...readForces]

/** Roles as data: the name on screen and what it allows. An account has one or more, always within its jurisdiction. */
export const roles = {
  'duty-officer': {
    name: '值班员',
    permissions: [...readEverything, 'digest:draft', 'roster:edit', 'contact:reveal', 'signal:submit', 'signal:verify', 'incident:edit', 'report:draft', 'report:receive', 'verification:order', 'task:assign', 'task:work', 'consultation:edit', 'journal:read', 'sandbox:run', 'dispatch:request', 'dispatch:work', 'warning:record', 'call:make', 'call:answer', 'evacuation:edit', 'instruction:give', 'instruction:work', 'assessment:object', 'disaster:edit', 'disaster:accept', 'duty:read', 'duty:work'],
  },
  'duty-leader': {
    name: '带班领导',
    permissions: [...readEverything, 'feed:edit', 'digest:draft', 'digest:issue', 'roster:edit', 'roster:approve', 'contact:reveal', 'signal:submit', 'signal:verify', 'incident:edit', 'incident:grade', 'incident:close', 'report:draft', 'report:approve', 'report:receive', 'verification:order', 'task:assign', 'consultation:edit', 'journal:read', 'sandbox:run', 'dispatch:request', 'dispatch:decide', 'dispatch:work', 'warning:record', 'call:make', 'call:answer', 'evacuation:edit', 'evaluation:edit', 'instruction:give', 'instruction:work', 'assessment:edit', 'assessment:object', 'disaster:edit', 'disaster:accept', 'duty:read', 'duty:work', 'duty:lead', 'spot-check:make'],
  },
  commander: {
    name: '总指挥',
    permissions: [...readEverything, 'digest:issue', 'roster:approve', 'contact:reveal', 'signal:submit', 'incident:grade', 'incident:close', 'report:approve', 'response:decide', 'task:assign', 'consultation:edit', 'journal:read', 'sandbox:run', 'dispatch:request', 'dispatch:decide', 'call:make', 'call:answer', 'evacuation:edit', 'order:issue', 'evaluation:edit', 'instruction:give', 'duty:read'],
  },
  'on-site-commander': { name: '现场指挥官', permissions: [...readEverything, 'signal:submit', 'incident:edit', 'task:assign', 'task:work', 'dispatch:request', 'dispatch:work', 'call:answer', 'evacuation:edit', 'instruction:work'] },
  'member-unit': { name: '成员单位', permissions: ['roster:read', 'roster:edit', 'org:read', 'signal:submit', 'signal:read', 'incident:read', 'plan:read', 'response:read', 'task:read', 'task:work', 'resource:read', 'resource:edit', 'stock:read', 'dispatch:read', 'dispatch:request', 'dispatch:work', 'warning:read', 'call:read', 'call:answer', 'evacuation:read', 'evacuation:edit', 'instruction:read', 'instruction:work', 'assessment:read', 'assessment:object', 'disaster:read', 'disaster:edit'] },
  'information-officer': { name: '信息员', permissions: ['signal:submit', 'signal:read', 'task:read', 'task:work', 'resource:read', 'warning:read', 'call:answer', 'evacuation:read', 'evacuation:edit', 'instruction:read', 'instruction:work', 'disaster:read', 'disaster:edit'] },
  'warehouse-keeper': { name: '仓库管理员', permissions: ['org:read', 'signal:submit', 'signal:read', 'incident:read', 'resource:read', 'stock:read', 'stock:edit', 'dispatch:read', 'dispatch:work', 'task:read', 'task:work', 'warning:read', 'call:answer'] },
  'plan-owner': { name: '预案责任人', permissions: ['org:read', 'plan:read', 'plan:edit', 'incident:read', 'response:read'] },
  reviewer: { name: '核查员', permissions: [...readEverything, 'suspicion:decide', 'journal:read', 'evaluation:edit', 'assessment:edit', 'duty:read', 'spot-check:make'] },
  administrator: { name: '系统管理员', permissions: ['feed:edit', 'roster:read', 'roster:edit', 'org:read', 'org:edit', 'contact:reveal', 'plan:read', 'plan:edit', 'account:manage', 'journal:read', 'resource:read', 'resource:edit', 'stock:read', 'stock:edit', 'call:read'] },
  /** Devices and gateways: may only hand in readings and messages. */
  gateway: { name: '接入网关', permissions: ['signal:submit', 'warning:record', 'receipt:submit', 'phone:submit'] },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>
export type Role = keyof typeof roles
export const Role = z.enum(Object.keys(roles) as [Role, ...Role[]])

/** Union of what the roles allow. */
export function permissionsOf(held: readonly Role[]): Set<Permission> {
  return new Set(held.flatMap((role) => [...roles[role].permissions]))
}
