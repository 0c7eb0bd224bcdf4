import { routes } from '@fengsui/contract'
import { CITY, answerCall, cityOfficer, countyOfficer, kept, on, readBoard } from '../cast.ts'
import type { ScenarioStep, StepApi } from '../scenario.ts'
import { postFix, type FixTime } from '../typhoon-fixes.ts'
import { allAnswer, allComplete, calledBy, counties, tell, type County } from './stage.ts'

const townCall = (county: County) => `town-call:${county.code}`
/** The one town whose desk answers the second call only: the first on the list. */
const LATE_TOWN = counties[0]

/** A published fix and nothing else. */
export const fix = (time: FixTime, text: string): ScenarioStep => ({ at: on(time), text, run: (api) => postFix(api, time) })

/** Records a warning as its issuer issued it. */
export async function relay(api: StepApi, level: 'blue' | 'yellow' | 'orange' | 'red', headline: string): Promise<string> {
  const warning = await api.command('gateway', routes.recordWarning, {
    body: { hazard: '11B01', level, issuer: '台州市气象台', divisionCode: CITY, headline, instruction: '按预案落实防御措施，危险区域人员做好转移准备', issuedAt: api.at, expiresAt: null, incidentId: api.known(kept.typhoon) },
  })
  return api.once(`warning:${level}`, () => Promise.resolve(warning.id))
}

/** Changes the level of the city's response, signed by its commander. While its order is in force, going down says why it stays. */
export async function changeCityLevel(api: StepApi, level: 1 | 2 | 3 | 4, reason: string, keepOrder: string | null = null): Promise<void> {
  const orders = keepOrder === null ? [] : [{ orderId: await cityOrder(api), decision: 'keep' as const, reason: keepOrder }]
  await api.command('city-commander', routes.changeResponseLevel, { params: { responseId: api.known(kept.cityResponse) }, body: { level, reason, orders } })
}

/** The commander's order of the city (五停). */
export function cityOrder(api: StepApi): Promise<string> {
  return api.once('order', async () => (await api.read('city-commander', routes.getEvacuationBoard, { params: { incidentId: api.known(kept.typhoon) } })).orders[0]?.id ?? '')
}

/** 7 August: blue warning, response Ⅳ, roll-call of 130 towns. */
const seventh: readonly ScenarioStep[] = [
  fix('08-07 17:00', '台风“利奇马”加强，42 m/s、950 hPa（实况）'),
  {
    at: on('08-07 18:00'),
    text: '台风蓝色预警（实况）；台州市总值班室登记台风事件',
    async run(api) {
      await api.once(kept.typhoon, async () => {
        const incident = await api.command('city-duty', routes.registerIncident, { body: { title: '第9号台风“利奇马”', typeCode: '11B01', divisionCode: CITY, position: { longitude: 127.5, latitude: 21.4 }, occurredAt: on('08-07 18:00'), facts: {}, parentId: null } })
        return incident.id
      })
      await relay(api, 'blue', '台风蓝色预警：第9号台风“利奇马”可能影响台州沿海')
    },
  },
  {
    at: on('08-07 18:30'),
    text: '台州市防指启动Ⅳ级响应，载明事项、级别、预计期限、措施，并报省（演示）',
    async run(api) {
      const planId = await api.once('city-plan', async () => {
        const { items } = await api.read('city-commander', routes.listPlans, { query: { limit: 500 } })
        return items.find((plan) => plan.divisionCode === CITY && plan.status === 'inForce' && plan.hazards.includes('11B01'))?.id ?? ''
      })
      const response = await api.command('city-commander', routes.startResponse, {
        params: { incidentId: api.known(kept.typhoon) },
        body: { planId, level: 4, matter: '第9号台风“利奇马”可能影响台州', expectedHours: 120, measures: ['加强值班和会商研判', '通知海上船只和网箱养殖人员做好准备', '检查水库、海塘和地质灾害点'] },
      })
      await api.once(kept.cityResponse, () => Promise.resolve(response.id))
    },
  },
  { at: on('08-07 18:40'), text: '成员单位和各县（市、区）签收Ⅳ级响应任务', run: (api) => allAnswer(api, 'board-4') },
  { at: on('08-07 18:55'), text: '值班、气象、水利部门报首批任务完成', run: (api) => allComplete(api, 'board-4-1855', '08-07 19:31') },
  {
    at: on('08-07 20:00'),
    text: '对 130 个乡镇（街道）逐县点名（演示）；48 m/s',
    async run(api) {
      await postFix(api, '08-07 20:00')
      for (const county of counties) {
        const call = await api.command('city-duty', routes.makeCall, {
          body: { kind: 'roll-call', urgency: 'urgent', title: `${county.name}各乡镇（街道）点名`, words: '市总值班室点名：请值班员应答，并报带班领导到岗情况。', incidentId: api.known(kept.typhoon), warningId: null, audience: { type: 'places', divisionCode: county.code, level: 'town' }, channels: ['in-app', 'sms'], acknowledgeMinutes: 30, ladder: [{ afterMinutes: 10, channels: ['in-app', 'sms'], to: 'same', name: '第二次呼叫' }] },
        })
        await api.once(townCall(county), () => Promise.resolve(call.id))
      }
    },
  },
  {
    at: on('08-07 20:08'),
    text: '129 个乡镇应答，1 个值班电话占线（演示）',
    async run(api) {
      for (const county of counties) {
        const called = await calledBy(api, townCall(county))
        const answering = county === LATE_TOWN ? called.slice(1) : called
        await api.command('city-duty', routes.recordAnswers, { params: { callId: api.known(townCall(county)) }, body: { recipientIds: answering.map((each) => each.id), by: 'phone', answeredAt: null, answer: '带班领导、值班员在岗' } })
      }
    },
  },
  {
    at: on('08-07 20:12'),
    text: '第二次呼叫后，最后一个乡镇 20:12 应答（演示）',
    async run(api) {
      const late = (await calledBy(api, townCall(LATE_TOWN)))[0]
      await api.command('city-duty', routes.recordAnswers, { params: { callId: api.known(townCall(LATE_TOWN)) }, body: { recipientIds: late ? [late.id] : [], by: 'phone', answeredAt: null, answer: '在岗；第一次呼叫时电话占线' } })
    },
  },
  { at: on('08-07 20:20'), text: '各县报基层值守落实', run: (api) => allComplete(api, 'board-4-2020', '08-07 21:31') },
  { at: on('08-07 21:20'), text: '巡查、船只通知等任务完成', run: (api) => allComplete(api, 'board-4-2120', '08-07 22:31') },
  fix('08-07 23:00', '“利奇马”加强为超强台风，52 m/s（实况）'),
]

/** 8 August: response Ⅲ, boats recalled, nine groups and 64 tasks. */
const eighth: readonly ScenarioStep[] = [
  { at: on('08-08 08:00'), text: '全市开始降雨（实况）', async run(api) { await postFix(api, '08-08 08:00'); await tell(api, '市气象台：受台风外围影响，沿海开始出现降雨', { source: 'unit' }) } },
  { at: on('08-08 11:30'), text: '省防指启动Ⅲ级响应（实况）', async run(api) { await postFix(api, '08-08 11:00'); await tell(api, '省防指 11:30 启动防台风Ⅲ级应急响应') } },
  { at: on('08-08 12:30'), text: '市防指将响应提升为Ⅲ级：九个工作组、64 项任务（演示）', run: (api) => changeCityLevel(api, 3, '省防指已启动Ⅲ级响应，台风强度维持超强台风级，路径趋近台州') },
  { at: on('08-08 12:40'), text: '签收任务 61 项；演示县人民政府 3 项未签收（演示）', run: (api) => allAnswer(api, 'board-3', [countyOfficer('county-government')]) },
  { at: on('08-08 13:20'), text: '会商和工作组组建完成', run: (api) => allComplete(api, 'board-3-1320', '08-08 14:31') },
  { at: on('08-08 14:25'), text: '各县核定危险区域人员清单（演示）', run: (api) => allComplete(api, 'board-3-1425', '08-08 15:31') },
  {
    at: on('08-08 15:00'),
    text: '4,812 艘渔船回港避风，17 艘失联，逐一用卫星电话呼叫（演示）',
    async run(api) {
      await postFix(api, '08-08 14:00')
      await api.command(cityOfficer('maritime'), routes.reportCount, { params: { incidentId: api.known(kept.typhoon) }, body: { divisionCode: CITY, kind: 'vessels', planned: 4812, moved: 4795, refused: 17, followedUp: 0, asOf: on('08-08 15:00') } })
    },
  },
  {
    at: on('08-08 15:40'),
    text: '17 艘全部经卫星电话联系上，已在避风锚地（演示）',
    run: async (api) => void (await api.command(cityOfficer('maritime'), routes.reportCount, { params: { incidentId: api.known(kept.typhoon) }, body: { divisionCode: CITY, kind: 'vessels', planned: 4812, moved: 4795, refused: 17, followedUp: 17, asOf: on('08-08 15:40') } })),
  },
  { at: on('08-08 15:50'), text: '广播、隐患清单等任务完成', run: (api) => allComplete(api, 'board-3-1550', '08-08 17:01') },
  {
    at: on('08-08 17:00'),
    text: '核对任务：64 项已签收 61 项，演示县 3 项超时升级督办；县政府补签（演示）',
    async run(api) {
      await postFix(api, '08-08 17:00')
      const board = await readBoard(api, 'city-duty', api.known(kept.typhoon), 'board-3-late')
      await answerCall(api, countyOfficer('county-government'), board)
      await allComplete(api, 'board-3-1700', '08-08 18:31')
    },
  },
  { at: on('08-08 18:00'), text: '台风黄色预警信号，照原发布单位转录', async run(api) { await relay(api, 'yellow', '台风黄色预警信号：24 小时内可能受热带气旋影响，沿海平均风力 8 级以上') } },
  { at: on('08-08 18:20'), text: '物资前置、队伍集结等任务完成', run: (api) => allComplete(api, 'board-3-1820', '08-08 20:31') },
  { at: on('08-08 20:20'), text: '船只进港、乡镇储备任务完成', async run(api) { await postFix(api, '08-08 20:00'); await allComplete(api, 'board-3-2020', '08-08 22:31') } },
  { at: on('08-08 22:20'), text: '首批转移任务完成', run: (api) => allComplete(api, 'board-3-2220', '08-09 00:01') },
  fix('08-08 23:00', '超强台风，62 m/s、915 hPa（实况）'),
]

export const rising: readonly ScenarioStep[] = [...seventh, ...eighth]
