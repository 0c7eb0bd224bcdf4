import type { TaskView } from '@fengsui/contract/command'
import type { HouseholdView } from '@fengsui/contract/evacuation'
import type { MyCall } from '@fengsui/contract/notifications'
import { describe, expect, it } from 'vitest'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { countHouseholds, withAnswers, withHouseholdWork, withTaskWork } from './pending.ts'

const item = (key: string, kind: string, rest: Partial<QueueItem> = {}): QueueItem => ({
  key, order: 1, accountId: 'a', commandId: key, kind, path: '', params: {}, body: {}, words: '', composedAt: '2019-08-09T18:31:00.000Z', subject: null, needs: [], file: null,
  after: [], state: 'waiting', attempts: 0, failures: 0, uncertain: false, problem: null, deliveredAt: null, resultId: null, uploaded: null, ...rest,
})
const household = (id: string, rest: Partial<HouseholdView> = {}): HouseholdView => ({
  id, incidentId: 'i', divisionCode: '331099101201', householder: '户主甲', phone: null, address: null, people: 4, vulnerable: 0, responsiblePersonId: null, unitId: 'u', reason: '危旧房', status: 'listed', shelterId: null, destination: null,
  notifiedAt: null, movedAt: null, refusedAt: null, visits: 0, visitedAt: null, returnedAt: null, position: null, placeName: '岭下村', responsibleName: null, shelterName: null, mayEdit: true, masked: false, ...rest,
})
const readAt = '2019-08-09T18:00:00.000Z'
const nameOf = (): string => '岭下村'

describe('rows as the person left them', () => {
  it('a call answered on this phone counts as answered at the press, a refused answer does not', () => {
    const call = { recipientId: 'r', answeredAt: null } as MyCall
    const answer = (state: QueueItem['state']) => item('k', 'answer', { params: { recipientId: 'r' }, body: { answeredAt: '2019-08-09T18:30:00.000Z' }, state })
    expect(withAnswers([call], [answer('waiting')])[0]?.row.answeredAt).toBe('2019-08-09T18:30:00.000Z')
    expect(withAnswers([call], [answer('refused')])[0]).toEqual({ row: call, pending: null })
    expect(withAnswers([call], [item('k', 'answer', { params: { recipientId: 'other' } })])[0]?.pending).toBeNull()
  })

  it('a task goes through acknowledged, under way and done in the order of the queue', () => {
    const task = { id: 't', status: 'assigned', progressPercent: 0, progressNote: null } as TaskView
    const work = [item('1', 'task-acknowledge', { params: { taskId: 't' } }), item('2', 'task-progress', { params: { taskId: 't' }, body: { percent: 75, note: '差两户' } })]
    expect(withTaskWork([task], work, readAt)[0]).toMatchObject({ row: { status: 'inProgress', progressPercent: 75, progressNote: '差两户' }, pending: { key: '2' } })
    expect(withTaskWork([task], [...work, item('3', 'task-complete', { params: { taskId: 't' } })], readAt)[0]?.row.status).toBe('done')
  })

  it('what was delivered before the answer was read is in the answer already', () => {
    const refused = (deliveredAt: string) => item('k', 'household-refuse', { params: { householdId: 'h' }, body: { visited: true }, state: 'delivered', deliveredAt })
    expect(withHouseholdWork([household('h', { visits: 1, status: 'refused' })], [refused('2019-08-09T17:59:59.000Z')], readAt, nameOf)[0]?.row.visits).toBe(1)
    expect(withHouseholdWork([household('h')], [refused('2019-08-09T18:00:01.000Z')], readAt, nameOf)[0]?.row).toMatchObject({ status: 'refused', visits: 1 })
  })

  it('a household listed on this phone is worked on before the server knows it, and stands once afterwards', () => {
    const listed = item('n', 'household-list', { params: { incidentId: 'i' }, body: { divisionCode: '331099101201', householder: '户主乙', people: 3, reason: '低洼易涝' } })
    const moved = item('m', 'household-move', { params: { householdId: '@n' }, body: { destination: '村礼堂' }, needs: ['n'] })
    expect(withHouseholdWork([], [listed, moved], null, nameOf)).toMatchObject([{ row: { id: '@n', householder: '户主乙', status: 'moved', destination: '村礼堂', placeName: '岭下村' }, pending: { key: 'm' } }])
    const delivered = { ...listed, state: 'delivered' as const, resultId: 'h2', deliveredAt: '2019-08-09T18:40:00.000Z' }
    expect(withHouseholdWork([household('h2', { householder: '户主乙' })], [delivered, moved], readAt, nameOf).map(({ row }) => [row.id, row.status])).toEqual([['h2', 'moved']])
  })

  it('counts never add those who refused to those who moved', () => {
    const rows = [household('1', { status: 'moved', people: 4 }), household('2', { status: 'refused', people: 2 }), household('3', { status: 'notified', people: 1 }), household('4', { status: 'returned', people: 3 })]
    expect(countHouseholds(rows)).toEqual({ households: 4, people: 10, moved: 1, movedPeople: 4, refused: 1, waiting: 1 })
  })
})
