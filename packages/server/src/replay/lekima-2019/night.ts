import { routes } from '@fengsui/contract'
import { cityOfficer, countyOfficer, kept, on, unitOf } from '../cast.ts'
import { forwarding, landslide } from '../landfall-night/landslide.ts'
import { afterSuspicion, silentFlood } from '../landfall-night/silent-flood.ts'
import type { ScenarioStep } from '../scenario.ts'
import { postFix } from '../typhoon-fixes.ts'
import { fix } from './rising.ts'

/** 10 August, 00:00 to 02:18: eight minutes without power, the landfall, the grid of a county gone. */
const landfall: readonly ScenarioStep[] = [
  {
    at: on('08-10 00:00'),
    text: '演示县指挥中心市电中断（演示），市总值班室代为值守并派供电公司抢修',
    async run(api) {
      await postFix(api, '08-10 00:00')
      const incidentId = api.known(kept.typhoon)
      const task = await api.command('city-duty', routes.assignTask, {
        params: { incidentId },
        body: { unitId: await unitOf(api, countyOfficer('power')), title: '恢复演示县指挥中心供电', detail: '00:00 市电中断，市总值班室代为值守；先启备用电源，再查线路', groupKey: null, dueAt: on('08-10 00:30'), acknowledgeMinutes: 15 },
      })
      await api.once('power-task', () => Promise.resolve(task.id))
      await api.command(countyOfficer('power'), routes.acknowledgeTask, { params: { taskId: task.id }, body: {} })
    },
  },
  { at: on('08-10 00:08'), text: '供电恢复，中断 8 分钟，值守交还县里（演示）', run: async (api) => void (await api.command(countyOfficer('power'), routes.completeTask, { params: { taskId: api.known('power-task') }, body: { evidence: '00:08 备用电源投入，市电恢复，双电源切换试验正常' } })) },
  fix('08-10 01:00', '台风中心逼近温岭沿海，52 m/s、925 hPa（实况）'),
  fix('08-10 01:45', '“利奇马”在温岭市城南镇登陆，52 m/s、930 hPa（实况）'),
  fix('08-10 02:00', '登陆后首次定位，52 m/s、930 hPa（实况）'),
  {
    at: on('08-10 02:18'),
    text: '沿海一县电网负荷损失 92%（实况）',
    async run(api) {
      const signal = await api.command(cityOfficer('power'), routes.submitSignal, { body: { source: 'unit', typeCode: '11B06', divisionCode: '331000000000', position: null, occurredAt: on('08-10 02:10'), facts: {}, words: '大风造成沿海一县电网负荷损失 92%，抢修队伍待风力减弱后出动', caller: '', gauge: null } })
      await api.command('city-duty', routes.verifySignal, { params: { signalId: signal.id }, body: { incidentId: api.known(kept.typhoon), parentId: null } })
    },
  },
]

/** The night of the landfall; what happens in 演示县 from 02:40 to 08:30 is told by the shorter replay too. */
export const night: readonly ScenarioStep[] = [...landfall, ...landslide, ...[...forwarding, ...silentFlood, ...afterSuspicion].toSorted((a, b) => a.at.localeCompare(b.at))]
