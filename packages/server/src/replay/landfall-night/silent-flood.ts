import { routes } from '@fengsui/contract'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { countyOfficer, kept, receiveAll } from '../cast.ts'
import { StepFailed, type ScenarioStep, type StepApi } from '../scenario.ts'
import { sendReport } from '../send-report.ts'
import { countyRound, followUp, initialElements } from './landslide.ts'
import { cityRound } from './opening.ts'
import { postFix } from '../typhoon-fixes.ts'
import { at } from './night-time.ts'

const GAUGE = '演示溪岭下站'
const floodFacts: IncidentFacts = { dead: 0, missing: 0, affectedPeople: 320, relocated: 210, livingAidNeeded: 120 }

/** The suspicion about the silent flood, which the timer must have raised. */
function findSuspicion(api: StepApi): Promise<string> {
  return api.once('flood-suspicion', async () => {
    const { items } = await api.read('city-reviewer', routes.listSuspicions, { query: { status: 'all' } })
    const found = items.find((suspicion) => suspicion.signalId === api.known(kept.gaugeSignal))
    if (!found) throw new StepFailed('05:40 应已自动提出疑似漏报，但没有找到')
    return found.id
  })
}

/** 05:10 to 08:30: a gauge over the guarantee level, no report, a suspicion, a late report and a decision. */
export const silentFlood: readonly ScenarioStep[] = [
  {
    at: at('05:10'),
    text: '演示溪岭下站水位超保证 0.30 米，自动站来报（演示）',
    async run(api) {
      const stationId = await api.once('gauge-station', async () => {
        const { items } = await api.read('city-duty', routes.listStations, {})
        const station = items.find((each) => each.name === GAUGE)
        if (!station) throw new StepFailed(`演示数据里没有${GAUGE}`)
        return { id: station.id, divisionCode: station.divisionCode, levelMetres: Math.round(((station.guaranteeLevelMetres ?? 0) + 0.3) * 100) / 100 }
      })
      const signal = await api.command('gateway', routes.submitSignal, { body: { source: 'sensor', typeCode: '11A01', divisionCode: stationId.divisionCode, position: null, occurredAt: at('05:10'), facts: {}, words: '', caller: '', gauge: { stationId: stationId.id, levelMetres: stationId.levelMetres, readAt: at('05:10') } } })
      await api.once(kept.gaugeSignal, () => Promise.resolve(signal.id))
    },
  },
]

export const afterSuspicion: readonly ScenarioStep[] = [
  {
    at: at('05:40'),
    text: '30 分钟内没有收到该县洪水报告，系统自动提出“疑似漏报”，附证据（演示）',
    async run(api) {
      await findSuspicion(api)
    },
  },
  {
    at: at('06:00'),
    text: '台风中心停滞在内陆，35 m/s',
    run: (api) => postFix(api, '08-10 06:00'),
  },
  {
    at: at('06:20'),
    text: '演示县核实超保证水位，立为洪水事件并报出初报，距来报 70 分钟（演示）',
    async run(api) {
      const verified = await api.command('demo-duty', routes.verifySignal, { params: { signalId: api.known(kept.gaugeSignal) }, body: { incidentId: null, parentId: null, title: '演示溪岭下站超保证洪水', facts: floodFacts } })
      const incidentId = await api.once(kept.flood, () => Promise.resolve(verified.incidentId))
      await api.command('demo-leader', routes.confirmGrade, { params: { incidentId }, body: { grade: 4, reason: '超保证水位 0.30 米，尚无人员伤亡，按一般洪水处置' } })
      const report = await api.command('demo-duty', routes.draftReport, { params: { incidentId }, body: { kind: 'initial', facts: floodFacts, elements: { ...initialElements(floodFacts, '8月10日05时10分', '演示县甲镇演示溪沿岸', '洪水'), source: '演示溪岭下站自动监测，县总值班室核实' } } })
      await sendReport(api, 'demo-duty', report)
    },
  },
  {
    at: at('06:28'),
    text: '市总值班室签收洪水初报，06:28 转报省里，按时',
    async run(api) {
      const incidentId = api.known(kept.flood)
      await receiveAll(api, 'city-duty', incidentId, 'flood-received-by-city')
      await api.command('city-duty', routes.linkIncident, { params: { incidentId }, body: { parentId: api.known(kept.typhoon) } })
      const report = await api.command('city-duty', routes.draftReport, { params: { incidentId }, body: { kind: 'initial', facts: floodFacts, elements: { ...initialElements(floodFacts, '8月10日05时10分', '演示县甲镇演示溪沿岸', '洪水'), source: '演示县总值班室书面报告' } } })
      await sendReport(api, 'city-duty', report)
      await receiveAll(api, 'province-duty', incidentId, 'flood-received-by-province')
    },
  },
  {
    at: at('07:00'),
    text: '演示县滑坡续报：死亡人数无变化，损失初步统计（演示）；台风减弱，33 m/s',
    async run(api) {
      await postFix(api, '08-10 07:00')
      await followUp(api, 'demo-duty', '现场搜救结束，转入善后和监测')
    },
  },
  {
    at: at('07:15'),
    text: '市总值班室签收续报并续报省里',
    async run(api) {
      await receiveAll(api, 'city-duty', api.known(kept.slide), 'slide-follow-up-received')
      await followUp(api, 'city-duty', '演示县现场搜救结束，市工作组到场')
      await receiveAll(api, 'province-duty', api.known(kept.slide), 'slide-follow-up-received-by-province')
    },
  },
  {
    at: at('07:40'),
    text: '演示县各成员单位报任务完成（演示）',
    async run(api) {
      await countyRound(api, '07:42', '12:05')
      await api.command(countyOfficer('transport'), routes.completeTask, { params: { taskId: api.known('disputed-task') }, body: { evidence: '进村便道 07:20 单车道抢通，点位与照片已存' } })
    },
  },
  {
    at: at('08:00'),
    text: '08:00 定位 33 m/s；演示县洪水续报：水位回落（演示）',
    async run(api) {
      await postFix(api, '08-10 08:00')
      await cityRound(api, '08:02', '10:02')
      const report = await api.command('demo-duty', routes.draftReport, {
        params: { incidentId: api.known(kept.flood) },
        body: { kind: 'followUp', facts: floodFacts, elements: { changes: '岭下站水位回落至保证水位以下', casualties: '无人员伤亡', rescueProgress: '沿岸 210 人转移安置', needs: '无', leadersOnScene: '县水利局负责人（演示）' } },
      })
      await sendReport(api, 'demo-duty', report)
      await receiveAll(api, 'city-duty', api.known(kept.flood), 'flood-follow-up-received')
    },
  },
  {
    at: at('08:30'),
    text: '市核查员认定演示县洪水信息漏报，写明理由（演示）',
    async run(api) {
      const suspicionId = await findSuspicion(api)
      await api.command('city-reviewer', routes.decideSuspicion, { params: { suspicionId }, body: { decision: 'upheld', kind: 'OMITTED', incidentId: api.known(kept.flood), reason: '05:10 超保证水位，至 05:40 无报告，06:20 才补报；值班记录表明已见读数而未上报，认定漏报' } })
    },
  },
]
