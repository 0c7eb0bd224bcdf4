import { beijingShort } from '@fengsui/contract/kernel'
import { callKinds, notificationReasons, type CallKind, type NotificationReason } from '@fengsui/contract/notifications'

/** What a message about a call is made of; only ever put together on its way out. */
export interface CallWords {
  readonly number: string
  readonly kind: CallKind
  readonly title: string
  readonly words: string
  readonly byUnitName: string
  readonly acknowledgeBy: string
}

export function callSubject(call: Pick<CallWords, 'kind' | 'title'>): string {
  return `${callKinds[call.kind]}：${call.title}`
}

export function callText(call: CallWords): string {
  return `【烽燧】${callKinds[call.kind]}：${call.title}。${call.words}（${call.byUnitName}，${call.number}）请于 ${beijingShort(call.acknowledgeBy)} 前回复“1”应答`
}

/** To a superior, once for all who did not answer: the answer must be theirs, so they are asked to reach them and record it. */
export function superiorText(call: CallWords, places: readonly string[]): string {
  const shown = places.slice(0, 8).join('、')
  return `【烽燧】${callKinds[call.kind]} ${call.number}“${call.title}”：${shown}${places.length > 8 ? `等 ${places.length} 处` : ''}尚未应答，请立即联系，并在系统里登记应答（${call.byUnitName}）`
}

/** What is owed to whom, for messages that follow from events. */
export interface Owed {
  readonly reason: NotificationReason
  readonly incidentTitle: string | null
  readonly tasks: number
  readonly notices: number
  readonly seats: number
  readonly clockTitle: string | null
  readonly clockDueAt: string | null
}

export function eventText(owed: Owed): string {
  const about = owed.incidentTitle === null ? '' : `“${owed.incidentTitle}”`
  switch (owed.reason) {
    case 'orders': {
      const parts = [owed.tasks > 0 ? `${owed.tasks} 项任务待签收` : '', owed.notices > 0 ? `${owed.notices} 份通知待确认` : '', owed.seats > 0 ? `${owed.seats} 个席位待到位` : ''].filter((part) => part !== '')
      return `【烽燧】${about}${parts.length > 0 ? `贵单位有 ${parts.join('、')}` : '贵单位有新任务或通知'}，请登录系统处理`
    }
    case 'unacknowledged':
      return `【烽燧】${about}贵单位有任务超时未签收，请督促立即签收`
    case 'clock-reminder':
    case 'clock-overdue':
      return `【烽燧】${about}${notificationReasons[owed.reason]}${owed.clockTitle === null ? '' : `：${owed.clockTitle}`}${owed.clockDueAt === null ? '' : `，应于 ${beijingShort(owed.clockDueAt)} 前报出`}，请立即报告`
    case 'clock-escalated':
      return `【烽燧】${about}下级应报贵单位的信息已超时未报，请立即催报`
    case 'verification':
      return `【烽燧】${about}上级下达核实指令，请立即核实，按时限电话反馈、书面反馈`
    case 'casualty-watch':
      return `【烽燧】${about}伤亡续报期将满，请核对伤亡人数，有变化当日补报`
    case 'suspicion':
      return `【烽燧】${about}系统发现疑似迟报、漏报，请带班领导核实并按规定报告`
    case 'instruction':
      return `【烽燧】${about}贵单位有领导批示待办或逾期，请登录系统“批示”签收、反馈`
    case 'handover':
      return '【烽燧】本单位值班应交班的时间将到或已过，尚未办理交接班签字，请登录值班台办理'
    case 'spot-check':
      return '【烽燧】下级值班抽查无人应答，已告知其带班领导，请督促核实'
    case 'linkage':
      return `【烽燧】${about}预警已生效而响应未跟上，请决定提升响应或说明理由`
    case 'call':
    case 'again':
    case 'superior':
      return `【烽燧】${about}${notificationReasons[owed.reason]}`
  }
}

/** Lists of at most `size`; those that belong together (same group) are never parted, unless they alone are more. */
export function chunkByGroup<T>(items: readonly T[], groupOf: (item: T) => string, size: number): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item])
  const chunks: T[][] = []
  let current: T[] = []
  for (const group of groups.values()) {
    if (current.length > 0 && current.length + group.length > size) {
      chunks.push(current)
      current = []
    }
    for (const item of group) {
      current.push(item)
      if (current.length === size) {
        chunks.push(current)
        current = []
      }
    }
  }
  if (current.length > 0) chunks.push(current)
  return chunks
}
