import type { ActionState, IncidentView } from '@fengsui/contract/incidents'
import type { SymbolName } from '../../../ui/symbols/symbols.ts'

/** Everything the action bar can open; the first ten are named by the server's policy, the rest belong to the command board. */
export const actionNames = {
  'confirm-grade': '确认等级',
  'draft-report': '起草报告',
  'start-response': '启动响应',
  'change-level': '调整级别',
  'end-response': '终止响应',
  'assign-task': '派任务',
  'update-facts': '更新情况',
  merge: '并入他事',
  'mark-stable': '基本稳定',
  close: '结束事件',
} as const
export type ActionName = keyof typeof actionNames

export const actionSymbols: Readonly<Record<ActionName, SymbolName>> = {
  'confirm-grade': 'check',
  'draft-report': 'send',
  'start-response': 'rail-commandPost',
  'change-level': 'layers',
  'end-response': 'close',
  'assign-task': 'plus',
  'update-facts': 'edit',
  merge: 'merge',
  'mark-stable': 'pause',
  close: 'doubleCheck',
}

export interface NextActions {
  /** What this incident waits for from this person; null when nothing presses. */
  readonly first: ActionName | null
  readonly possible: readonly ActionName[]
  /** Not now, and why. */
  readonly locked: readonly { readonly name: ActionName; readonly reason: string }[]
}

export function isActionName(text: string): text is ActionName {
  return Object.hasOwn(actionNames, text)
}

/**
 * Orders the server's answers for the bar: what is due comes first (grade, then running report clocks, then the response),
 * the others in their usual order, refused ones apart with their reason.
 */
export function arrangeActions(states: readonly ActionState[], incident: Pick<IncidentView, 'grade' | 'clocks' | 'responseLevel' | 'status'>): NextActions {
  const possible: ActionName[] = []
  const locked: { name: ActionName; reason: string }[] = []
  for (const state of states) {
    if (!isActionName(state.action)) continue
    if (state.allowed) possible.push(state.action)
    else locked.push({ name: state.action, reason: state.reason ?? '现在不能这样做' })
  }
  const wishes: readonly (ActionName | false)[] = [
    incident.grade === null && 'confirm-grade',
    incident.clocks.running > 0 && 'draft-report',
    incident.responseLevel === null && incident.status === 'registered' && 'start-response',
    incident.status === 'stable' && 'close',
    incident.status === 'stable' && 'draft-report',
  ]
  const first = wishes.find((wish): wish is ActionName => wish !== false && possible.includes(wish)) ?? null
  return { first, possible: first === null ? possible : [first, ...possible.filter((name) => name !== first)], locked }
}
