import { routes } from '@fengsui/contract'
import { CITY, answerCall, cityMembers, cityOfficer, completeDue, countyOfficer, kept, otherCounties, readBoard, unitOf } from '../cast.ts'
import type { ScenarioStep, StepApi } from '../scenario.ts'
import { postFix } from '../typhoon-fixes.ts'
import { at } from './night-time.ts'

const readCityBoard = (api: StepApi) => readBoard(api, 'city-duty', api.known(kept.typhoon), 'city-board')

/** The city's members and the counties complete what falls due between two times of the night. */
export async function cityRound(api: StepApi, after: string, upTo: string): Promise<void> {
  const board = await readCityBoard(api)
  for (const as of [...cityMembers, ...otherCounties, countyOfficer('county-government')]) await completeDue(api, as, board, at(after), at(upTo))
}

/** 00:00 to 02:18: the running response is taken over, a county loses power for eight minutes, the typhoon lands. */
export const opening: readonly ScenarioStep[] = [
  {
    at: at('00:00'),
    text: '台州市总值班室登记台风“利奇马”，接管 8 月 9 日 12:10 已启动的Ⅰ级响应',
    async run(api) {
      await postFix(api, '08-10 00:00')
      const typhoon = await api.once(kept.typhoon, async () => {
        const incident = await api.command('city-duty', routes.registerIncident, { body: { title: '第9号台风“利奇马”', typeCode: '11B01', divisionCode: CITY, position: { longitude: 121.7, latitude: 28 }, occurredAt: '2019-08-07T10:00:00.000Z', facts: {}, parentId: null } })
        return incident.id
      })
      const planId = await api.once('city-plan', async () => {
        const { items } = await api.read('city-commander', routes.listPlans, { query: { limit: 500 } })
        return items.find((plan) => plan.divisionCode === CITY && plan.status === 'inForce' && plan.hazards.includes('11B01'))?.id ?? ''
      })
      const response = await api.command('city-commander', routes.startResponse, {
        params: { incidentId: typhoon },
        body: { planId, level: 1, matter: '超强台风“利奇马”正面登陆台州', expectedHours: 48, measures: ['危险区域人员动态清零，转移人员未经批准不得返回', '停工、停业、停课、停运、停止集聚活动', '全力搜救被困人员，抢修电力、通信、供水、道路'] },
      })
      await api.once(kept.cityResponse, () => Promise.resolve(response.id))
    },
  },
  {
    at: at('00:02'),
    text: '演示县指挥中心市电中断，市总值班室代为值守并派供电公司抢修（演示）',
    async run(api) {
      const incidentId = api.known(kept.typhoon)
      const task = await api.command('city-duty', routes.assignTask, {
        params: { incidentId },
        body: { unitId: await unitOf(api, countyOfficer('power')), title: '恢复演示县指挥中心供电', detail: '00:00 市电中断，市总值班室代为值守；先启备用电源，再查线路', groupKey: null, dueAt: at('00:30'), acknowledgeMinutes: 15 },
      })
      await api.once('power-task', () => Promise.resolve(task.id))
      await api.command(countyOfficer('power'), routes.acknowledgeTask, { params: { taskId: task.id }, body: {} })
    },
  },
  {
    at: at('00:05'),
    text: '市级成员单位进驻指挥中心，签收Ⅰ级响应任务',
    async run(api) {
      const board = await readCityBoard(api)
      for (const as of cityMembers) await answerCall(api, as, board)
    },
  },
  {
    at: at('00:08'),
    text: '演示县指挥中心恢复供电，中断 8 分钟，值守交还县里（演示）',
    async run(api) {
      await api.command(countyOfficer('power'), routes.completeTask, { params: { taskId: api.known('power-task') }, body: { evidence: '00:08 备用电源投入，市电恢复，双电源切换试验正常' } })
    },
  },
  {
    at: at('00:12'),
    text: '各县（市、区）人民政府签收任务，各单位补录 8 月 9 日已办结的；演示县因断电至 00:15 未签收，系统列入督办（演示）',
    async run(api) {
      const board = await readCityBoard(api)
      for (const as of otherCounties) await answerCall(api, as, board)
      for (const as of [...cityMembers, ...otherCounties]) await completeDue(api, as, board, at('00:00'), at('00:32'))
    },
  },
  {
    at: at('00:20'),
    text: '演示县人民政府补签任务（演示）',
    async run(api) {
      await answerCall(api, countyOfficer('county-government'), await readCityBoard(api))
    },
  },
  {
    at: at('00:30'),
    text: '市防指会商：各成员单位主要负责人到岗，五停措施已下达',
    async run(api) {
      const incidentId = api.known(kept.typhoon)
      const units = await Promise.all(['city-water', 'city-fire', cityOfficer('meteorology'), cityOfficer('natural-resources')].map((as) => unitOf(api, as)))
      const consultation = await api.command('city-duty', routes.callConsultation, { params: { incidentId }, body: { agenda: '登陆前后风雨、潮位和小流域山洪研判', unitIds: units, scheduledAt: at('00:30') } })
      await api.command('city-duty', routes.concludeConsultation, { params: { consultationId: consultation.id }, body: { conclusion: '登陆点在温岭沿海，内陆山区短时强降雨，重点防小流域山洪和滑坡；转移人员一律不得返回。' } })
      await cityRound(api, '00:32', '01:02')
    },
  },
  {
    at: at('01:00'),
    text: '台风中心逼近温岭沿海，52 m/s、925 hPa；气象、水利报送实况',
    async run(api) {
      await postFix(api, '08-10 01:00')
      await cityRound(api, '01:02', '01:47')
    },
  },
  {
    at: at('01:45'),
    text: '“利奇马”在温岭市城南镇登陆，52 m/s、930 hPa（实况）',
    async run(api) {
      await postFix(api, '08-10 01:45')
      await cityRound(api, '01:47', '02:20')
    },
  },
  {
    at: at('02:00'),
    text: '登陆后首次定位，52 m/s、930 hPa',
    run: (api) => postFix(api, '08-10 02:00'),
  },
  {
    at: at('02:18'),
    text: '沿海一县电网负荷损失 92%（实况），供电公司报告，市总值班室核实并入台风事件',
    async run(api) {
      const signal = await api.command(cityOfficer('power'), routes.submitSignal, { body: { source: 'unit', typeCode: '11B06', divisionCode: CITY, position: null, occurredAt: at('02:10'), facts: {}, words: '大风造成沿海一县电网负荷损失 92%，抢修队伍待风力减弱后出动', caller: '', gauge: null } })
      await api.command('city-duty', routes.verifySignal, { params: { signalId: signal.id }, body: { incidentId: api.known(kept.typhoon), parentId: null } })
      await cityRound(api, '02:20', '03:02')
    },
  },
]
