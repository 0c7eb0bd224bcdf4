import { addDays, dayKindNames, legalDayAt, publicCalendar, startOfDay } from '@fengsui/contract/calendar'
import { addMinutes, legalDay, type Change } from '@fengsui/contract/kernel'
import type { CommandContext } from '../platform/commands/context.ts'
import { DEMO_CITY, DEMO_COUNTY, demoAccountSeeds } from './demo-accounts.ts'
import { unitKey, type OrganisationSeed } from './seed-organisation.ts'
import { created } from './seed-resources.ts'

/** Calls of yesterday and of this morning: who, from where, what, what became of it. Minutes after 00:00. */
const calls = [
  { day: -1, minute: 815, from: '甲镇值班室', phone: '13900008101', content: '报告溪边道路积水约 20 厘米，已设警示牌', proposal: '转交通运输局', result: '交通运输局已派人处置，16 时通行' },
  { day: -1, minute: 1290, from: '县气象台', phone: '13900008102', content: '今夜到明天有小到中雨，局部短时大雨', proposal: '转发各乡镇值班室', result: '已转发' },
  { day: 0, minute: 25, from: '群众', phone: '13900008103', content: '反映县城老街路灯不亮', proposal: '转城管部门', result: '' },
]
const notes = [
  { day: -1, minute: 560, kind: 'weather', words: '阴转小雨，东北风 3 级，气温 9–14 ℃' },
  { day: -1, minute: 600, kind: 'inspection', words: '检查视频会商系统、卫星电话、发电机，均正常' },
  { day: 0, minute: 20, kind: 'note', words: '夜间巡查各信息系统，运行正常' },
]

/** Yesterday's duty of the demo's county: the paper of a handover, telephone calls, notes, and how the desks answered spot checks. */
export function recordDuty(ctx: CommandContext, organisation: OrganisationSeed, accountIds: readonly string[]): void {
  const account = (username: string): string => accountIds[demoAccountSeeds.findIndex((seed) => seed.username === username)] ?? ''
  const unitId = organisation.unitIds.get(unitKey(DEMO_COUNTY, 'duty-office'))
  const cityId = organisation.unitIds.get(unitKey(DEMO_CITY, 'duty-office'))
  const [officer, leader] = [account('demo-duty'), account('demo-leader')]
  if (unitId === undefined || cityId === undefined || officer === '' || leader === '') return
  const today = legalDayAt(ctx.at)
  const at = (day: number, minute: number): string => addMinutes(startOfDay(addDays(today, day)), minute)
  const unit = { unitId, divisionCode: DEMO_COUNTY }
  const protect = (subject: string, value: string) => ctx.protect(subject, value)
  const number = (word: string, code: string, day: number, count: number): string => `${word}${code}-${legalDay(at(day, 0))}-${String(count).padStart(3, '0')}`
  const changes: Change[] = []

  const [first, second, handover] = [ctx.newId(), ctx.newId(), ctx.newId()]
  const watch = (id: string, officerAccountId: string, takenAt: string, endedAt: string): Change => created('duty-watch', id, { ...unit, byHand: true, officerAccountId, status: 'handedOver', takenAt, plannedEndAt: endedAt, endedAt })
  changes.push(watch(first, officer, at(-2, 540), at(-1, 545)), watch(second, leader, at(-1, 545), at(-1, 1435)))
  changes.push(created('handover', handover, {
    ...unit, number: number('交班', '331099', -1, 1), watchId: first, status: 'completed', draftedAt: at(-1, 530), notes: protect(`handover:${handover}`, '甲镇溪边道路留意积水；视频会商系统 10 时测试'), leavingAccountId: officer, leavingSignedAt: at(-1, 542), leavingFactor: false,
    successorAccountId: leader, successorSignedAt: at(-1, 545), successorFactor: false, successorWatchId: second, items: [], headPosition: 0, headChain: '',
  }))
  calls.forEach((call, index) => {
    const id = ctx.newId()
    const subject = `phone-log:${id}`
    const talkedAt = at(call.day, call.minute) < ctx.at ? at(call.day, call.minute) : ctx.at
    changes.push(created('phone-log', id, {
      ...unit, number: number('电', '331099', call.day, index + 1), direction: 'in', talkedAt, counterpart: protect(subject, call.from), phone: protect(subject, call.phone), content: protect(subject, call.content), takenByAccountId: officer, proposal: protect(subject, call.proposal),
      ...(call.result === '' ? { status: 'open' } : { status: 'done', result: protect(subject, call.result), doneAt: talkedAt }), writtenAt: talkedAt,
    }))
  })
  for (const note of notes) {
    const id = ctx.newId()
    const happenedAt = at(note.day, note.minute) < ctx.at ? at(note.day, note.minute) : ctx.at
    changes.push(created('duty-note', id, { ...unit, kind: note.kind, words: protect(`duty-note:${id}`, note.words), happenedAt, writtenAt: happenedAt, writtenByAccountId: officer }))
  }
  const checked = [...organisation.unitIds].filter(([key, id]) => key.endsWith(unitKey('', 'duty-office')) && id !== cityId && key.startsWith('3310')).slice(0, 6)
  checked.forEach(([key, id], index) => {
    const calledAt = at(-3 - index * 4, 23 * 60 + 40 + index * 17)
    const seconds = [22, 41, 410, 18, null, 63][index] ?? null
    const answerBy = addMinutes(calledAt, 5)
    const status = seconds === null ? 'missed' : seconds <= 300 ? 'answered' : 'late'
    changes.push(created('spot-check', ctx.newId(), {
      number: number('岗', '331000', -3 - index * 4, 1), divisionCode: key.slice(0, 12), unitId: id, byUnitId: cityId, byDivisionCode: DEMO_CITY, window: 'now', dayKind: dayKindNames[publicCalendar.kindOf(legalDayAt(calledAt))], way: 'app', status, calledAt, answerBy, superiorAfterMinutes: 10, byAccountId: account('city-leader'),
      ...(seconds === null ? { missedAt: answerBy } : { answeredAt: new Date(Date.parse(calledAt) + seconds * 1000).toISOString(), answerSeconds: seconds }),
    }))
  })
  ctx.record({ type: 'duty.imported', stream: `duty-watch:${first}`, audience: { division: DEMO_CITY }, changes })
}
