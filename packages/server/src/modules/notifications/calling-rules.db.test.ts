import { notificationRoutes as routes } from '@fengsui/contract/notifications'
import { addMinutes } from '@fengsui/contract/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCallStage, COUNTY, type CallStage } from '../../../test/call-stage.ts'
import { NIGHT, type TestCaller } from '../../../test/test-node.ts'
import { refusal } from '../../../test/test-command.ts'

let stage: CallStage
beforeAll(async () => {
  stage = await createCallStage()
})
afterAll(() => stage.test.close())

const view = (callId: string) => stage.test.call(stage.county, routes.getCall, { params: { callId } })

describe('the calling rules of a place', () => {
  const set = (caller: TestCaller, body: object = {}) => stage.test.call(caller, routes.setCallingRules, { body: { commandId: stage.test.newId(), ladders: { muster: [], 'roll-call': [], 'warning-call': [], notice: [], test: [] }, quiet: { from: '21:00', to: '06:30' }, basis: '县防指〔2019〕3 号', inForceFrom: stage.test.clock.now(), ...body } as never })
  it('are the platform’s until it sets its own: dated, with their basis, for the places below too; calls under way keep theirs', async () => {
    const admin = await stage.test.caller({ divisionCode: COUNTY, roles: ['administrator'] })
    const before = await stage.test.call(admin, routes.getCallingRules, {})
    expect(before).toMatchObject({ basis: '平台默认', placeName: null, own: false, quiet: { from: '22:00', to: '07:00' }, history: [], mayEdit: true })
    const running = await stage.call({})
    expect((await refusal(set(stage.county))).status).toBe(403)
    expect((await refusal(set(admin))).body).toMatchObject({ code: 'invalid-input', errors: [{ path: 'ladders.muster' }] })
    const own = { ...before.ladders, 'warning-call': [{ afterMinutes: 2, channels: ['sms'], to: 'same', name: '两分钟再叫' }, { afterMinutes: 4, channels: ['in-app', 'sms'], to: 'superior', name: '转乡镇' }] }
    expect((await refusal(set(admin, { ladders: own, basis: '问 13900001234' }))).body.errors).toMatchObject([{ path: 'basis' }])
    await set(admin, { ladders: own })
    await set(admin, { ladders: before.ladders, basis: '汛期后恢复', inForceFrom: addMinutes(NIGHT, 1440) })
    expect((await view((await stage.call({})).id)).ladder.map(({ name }) => name)).toEqual(['两分钟再叫', '转乡镇'])
    expect((await view(running.id)).ladder.map(({ afterMinutes }) => afterMinutes)).toEqual([5, 10])
    expect(await stage.test.call(stage.town, routes.getCallingRules, {})).toMatchObject({ basis: '县防指〔2019〕3 号', placeName: '演示县', own: false, quiet: { from: '21:00', to: '06:30' }, mayEdit: false, history: [] })
    expect((await stage.test.call(stage.town, routes.listChannels, {})).quiet).toEqual({ from: '21:00', to: '06:30' })
    const { own: mine, history } = await stage.test.call(admin, routes.getCallingRules, {})
    expect([mine, history.map(({ basis }) => basis)]).toEqual([true, ['汛期后恢复', '县防指〔2019〕3 号']])
    await stage.test.advanceTo(addMinutes(NIGHT, 1441))
    expect(await stage.test.call(admin, routes.getCallingRules, {})).toMatchObject({ basis: '汛期后恢复', ladders: before.ladders })
  })
})
