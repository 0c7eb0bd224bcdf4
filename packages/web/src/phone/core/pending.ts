import type { TaskStatus, TaskView } from '@fengsui/contract/command'
import type { HouseholdStatus, HouseholdView } from '@fengsui/contract/evacuation'
import type { MyCall } from '@fengsui/contract/notifications'
import type { QueueItem } from '../../lib/offline/queue-item.ts'

/** A row as it will be when the queue is delivered, and the last queued item that makes it so. */
export interface Shown<T> {
  readonly row: T
  readonly pending: QueueItem | null
}

/** Items that an answer of `readAt` cannot know of yet. Refused ones change nothing. */
function unseen(items: readonly QueueItem[], readAt: string | null): readonly QueueItem[] {
  return items.filter(({ state, deliveredAt }) => state === 'waiting' || state === 'sending' || (state === 'delivered' && (readAt === null || (deliveredAt ?? '') >= readAt)))
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Calls with the answer that is on its way. */
export function withAnswers(calls: readonly MyCall[], items: readonly QueueItem[]): readonly Shown<MyCall>[] {
  return calls.map((row) => {
    const pending = items.findLast(({ kind, params, state }) => kind === 'answer' && state !== 'refused' && params['recipientId'] === row.recipientId) ?? null
    return { row: pending === null || row.answeredAt !== null ? row : { ...row, answeredAt: text(pending.body['answeredAt']) || pending.composedAt }, pending }
  })
}

const taskAfter: Readonly<Record<string, TaskStatus>> = { 'task-acknowledge': 'acknowledged', 'task-progress': 'inProgress', 'task-complete': 'done', 'task-dispute': 'disputed' }

/** Tasks as the person left them. */
export function withTaskWork(tasks: readonly TaskView[], items: readonly QueueItem[], readAt: string | null): readonly Shown<TaskView>[] {
  const open = unseen(items, readAt)
  return tasks.map((task) => {
    let row = task
    let pending: QueueItem | null = null
    for (const item of open) {
      const status = taskAfter[item.kind]
      if (status === undefined || item.params['taskId'] !== task.id) continue
      row = { ...row, status, ...(status === 'inProgress' ? { progressPercent: number(item.body['percent']), progressNote: text(item.body['note']) } : {}) }
      pending = item
    }
    return { row, pending }
  })
}

const householdAfter: Readonly<Record<string, HouseholdStatus>> = { 'household-notify': 'notified', 'household-move': 'moved', 'household-refuse': 'refused', 'household-return': 'returned' }

/** Households as the person left them, with those listed on this phone only. Their id is a reference until the server gives one. */
export function withHouseholdWork(households: readonly HouseholdView[], items: readonly QueueItem[], readAt: string | null, placeName: (code: string) => string): readonly Shown<HouseholdView>[] {
  const open = unseen(items, readAt)
  const known = new Set(households.map(({ id }) => id))
  const listed = open.filter(({ kind, resultId }) => kind === 'household-list' && (resultId === null || !known.has(resultId)))
  const rows: Shown<HouseholdView>[] = [...households.map((row) => ({ row, pending: null })), ...listed.map((item) => ({ row: fromListing(item, placeName), pending: item }))]
  return rows.map((shown) => {
    let { row, pending } = shown
    for (const item of open) {
      const status = householdAfter[item.kind]
      const target = item.params['householdId']
      const own = target === row.id || (target !== undefined && target.startsWith('@') && items.some(({ key, resultId }) => `@${key}` === target && resultId === row.id))
      if (status === undefined || !own) continue
      row = {
        ...row,
        status,
        ...(status === 'moved' ? { destination: text(item.body['destination']) || null, shelterId: text(item.body['shelterId']) || null, shelterName: null, movedAt: text(item.body['movedAt']) || item.composedAt } : {}),
        ...(status === 'refused' ? { visits: row.visits + (item.body['visited'] === false ? 0 : 1), refusedAt: item.composedAt } : {}),
        ...(status === 'notified' ? { notifiedAt: item.composedAt } : {}),
      }
      pending = item
    }
    return { row, pending }
  })
}

function fromListing(item: QueueItem, placeName: (code: string) => string): HouseholdView {
  const { body } = item
  const divisionCode = text(body['divisionCode'])
  return {
    id: item.resultId ?? `@${item.key}`, incidentId: text(item.params['incidentId']), divisionCode, householder: text(body['householder']), phone: text(body['phone']) || null, address: text(body['address']) || null, people: number(body['people']), vulnerable: number(body['vulnerable']),
    responsiblePersonId: null, unitId: '', reason: text(body['reason']), status: 'listed', shelterId: null, destination: null, notifiedAt: null, movedAt: null, refusedAt: null, visits: 0, visitedAt: null, returnedAt: null, position: null,
    placeName: placeName(divisionCode), responsibleName: null, shelterName: null, mayEdit: true, masked: false,
  }
}

/** Households and people by what became of them; those who refused are never among the moved. */
export function countHouseholds(rows: readonly HouseholdView[]): { readonly households: number; readonly people: number; readonly moved: number; readonly movedPeople: number; readonly refused: number; readonly waiting: number } {
  const moved = rows.filter(({ status }) => status === 'moved')
  const sum = (of: readonly HouseholdView[]): number => of.reduce((total, { people }) => total + people, 0)
  return {
    households: rows.length, people: sum(rows), moved: moved.length, movedPeople: sum(moved),
    refused: rows.filter(({ status }) => status === 'refused').length,
    waiting: rows.filter(({ status }) => status === 'listed' || status === 'notified').length,
  }
}
