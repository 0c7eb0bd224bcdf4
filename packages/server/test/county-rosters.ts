import { routes } from '@fengsui/contract'
import { COUNTY_A, MARK } from './county-marks.ts'
import { addPerson, setUpRoster, shiftsOf } from './roster-stage.ts'
import type { TestCaller, TestNode } from './test-node.ts'

/** One of everything of a county's duty rosters. */
export interface CountyRosters {
  rosterId: string
  shiftId: string
  leaveId: string
  changeId: string
  filingId: string
  absenceId: string
  deputyId: string
}

/** Fills a county's rosters through the interface, except what only time or a person's own account brings. */
export async function fillRosters(test: TestNode, duty: TestCaller): Promise<CountyRosters> {
  const command = () => ({ commandId: test.newId() })
  const stage = await setUpRoster(test, duty, duty, { fromDay: '2019-08-10', leaders: 3, officers: 4, names: MARK })
  const period = { unitId: stage.unitId, fromDay: '2019-08-12', toDay: '2019-08-15' }
  const { assignments } = await test.call(duty, routes.previewRoster, { body: period })
  const roster = await test.call(duty, routes.saveRoster, { body: { ...command(), ...period, assignments } })
  await test.call(duty, routes.publishRoster, { params: { rosterId: roster.id }, body: { ...command(), reason: `${MARK}理由` } })
  const draft = await test.call(duty, routes.saveRoster, { body: { ...command(), ...period, assignments } })
  const leave = await test.call(duty, routes.recordDutyLeave, { params: { unitId: stage.unitId }, body: { ...command(), personId: stage.officers[0] ?? '', fromDay: '2019-08-20', toDay: '2019-08-21', kind: 'leave', note: `${MARK}探亲` } })
  let change: { id: string } | null = null
  const shifts = await shiftsOf(test, stage.unitId)
  for (const shift of shifts) for (const toPersonId of [...stage.leaders, ...stage.officers]) {
    if (change === null && toPersonId !== shift.personId) change = await test.call(duty, routes.askDutyChange, { body: { ...command(), shiftId: shift.id, toPersonId, reason: `${MARK}有事` } }).catch(() => null)
  }
  const leader = await addPerson(test, duty, stage.unitId, `${MARK}主要负责人`)
  const absence = await test.call(duty, routes.registerLeaderAbsence, { body: { ...command(), personId: leader, startsAt: '2019-08-11T00:00:00.000Z', endsAt: '2019-08-12T00:00:00.000Z', destination: `${MARK}省城`, reason: `${MARK}开会` } })
  const [filingId, deputyId] = [test.newId(), test.newId()]
  await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
    const place = { unitId: stage.unitId, divisionCode: COUNTY_A }
    context.record({ type: 'roster-filing.opened', audience: { division: COUNTY_A }, changes: [{ object: 'roster-filing', id: filingId, created: true, set: { ...place, holiday: '中秋', fromDay: '2019-09-13', toDay: '2019-09-15', dueAt: '2019-09-11T09:00:00.000Z', status: 'due' } }] })
    context.record({ type: 'signing-deputy.set', audience: { division: COUNTY_A }, changes: [{ object: 'signing-deputy', id: deputyId, created: true, set: { ...place, personId: leader, accountId: duty.actor.accountId, deputyPersonId: stage.leaders[0] ?? '', deputyAccountId: duty.actor.accountId, permissions: ['report:draft'], status: 'active', setAt: context.at } }] })
  })
  return { rosterId: draft.id, shiftId: shifts[0]?.id ?? '', leaveId: leave.id, changeId: change?.id ?? '', filingId, absenceId: absence.id, deputyId }
}

/** Bodies that are right but for the place. */
export function rosterBodies(county: { unitId: string; personId: string; shiftId: string }) {
  const member = { personId: county.personId, roles: ['officer'], carriedYear: 2019 }
  return {
    setDutyPattern: () => ({ name: '规则', shifts: [{ key: 'whole', name: '全天班', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 1440, seats: { leader: 1, officer: 1, standby: 0, trainee: 0 } }], inForceFrom: '2019-08-20' }),
    saveDutyMembers: () => ({ members: [member] }), recordDutyLeave: () => ({ personId: county.personId, fromDay: '2019-08-20', toDay: '2019-08-21', kind: 'leave' }), replaceOnDuty: () => ({ toPersonId: county.personId, emergency: true, reason: '急病' }),
    answerDutyChange: () => ({ accept: true }), decideDutyChange: () => ({ approve: true }), decideLeaderAbsence: () => ({ allow: true, reason: '同意外出' }),
  }
}
