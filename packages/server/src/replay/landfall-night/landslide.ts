import { routes } from '@fengsui/contract'
import type { Grade } from '@fengsui/contract/incidents'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { COUNTY, SLIDE_VILLAGE, answerCall, completeDue, countyMembers, countyOfficer, countyTowns, kept, readBoard, receiveAll, unitOf } from '../cast.ts'
import { StepFailed, type ScenarioParameters, type ScenarioStep, type StepApi } from '../scenario.ts'
import { sendReport } from '../send-report.ts'
import { cityRound } from './opening.ts'
import { postFix } from '../typhoon-fixes.ts'
import { at } from './night-time.ts'

const countyBoard = 'county-board'
const readCountyBoard = (api: StepApi) => readBoard(api, 'demo-duty', api.known(kept.slide), countyBoard)

/** What the village knew at 02:40. */
const firstFacts = ({ deaths }: ScenarioParameters): IncidentFacts => ({ dead: deaths, seriouslyInjured: 1, collapsedRooms: 3 })
/** What the county knew when it reported. */
const reportedFacts = (parameters: ScenarioParameters): IncidentFacts => ({ ...firstFacts(parameters), injured: 1, missing: 0, collapsedRooms: 4, affectedPeople: 46, relocated: 38, livingAidNeeded: 38 })

/** Elements of a first report; the figures come from the facts. */
function initialElements(facts: IncidentFacts, occurred: string, place: string, kind: string): { [field: string]: string } {
  return {
    occurredAt: occurred, place, source: '村信息员电话报告，县总值班室回拨核实', nature: `台风暴雨引发的${kind}`, impactScope: '村内一个自然村', casualties: `死亡 ${facts.dead ?? 0} 人，重伤 ${facts.seriouslyInjured ?? 0} 人`,
    loss: `倒塌房屋 ${facts.collapsedRooms ?? 0} 间，其余正在统计`, initialGrade: '按分级标准初判', measuresTaken: '县里启动响应，消防、医疗、自然资源到场，周边人员撤离', trend: '坡体仍不稳定，停止雨中作业时段设瞭望哨',
    receivedAt: '02:40', disasterType: kind, affectedPeople: `${facts.affectedPeople ?? 0} 人`, deadAndMissing: `死亡 ${facts.dead ?? 0} 人、下落不明 ${facts.missing ?? 0} 人`, relocated: `${facts.relocated ?? 0} 人`, livingAidNeeded: `${facts.livingAidNeeded ?? 0} 人`,
  }
}

/** Grade to confirm: what the rule proposes. Where it proposes none, 一般 with the reason. */
async function confirmProposedGrade(api: StepApi, as: string, incidentId: string, name: string): Promise<void> {
  const grade = await api.once(name, async () => (await api.read(as, routes.getIncident, { params: { incidentId } })).proposal?.grade ?? 0)
  await api.command(as, routes.confirmGrade, { params: { incidentId }, body: grade === 0 ? { grade: 4, reason: '尚无人员死亡，按一般事件处置' } : { grade: grade as Grade, reason: '' } })
}

/** Members of the county's headquarters complete what falls due between two times; the transport bureau's dispute is told apart. */
async function countyRound(api: StepApi, after: string, upTo: string, without: readonly string[] = []): Promise<void> {
  const board = await readCountyBoard(api)
  const disputed = api.known('disputed-task')
  const rest = { ...board, tasks: board.tasks.filter((task) => task.id !== disputed) }
  for (const as of [...countyMembers, ...countyTowns]) if (!without.includes(as)) await completeDue(api, as, rest, at(after), at(upTo))
}

/** 02:40 to 05:00: the landslide in the fictional county, from the village's call to its late report. */
export const landslide: readonly ScenarioStep[] = [
  {
    at: at('02:40'),
    text: '演示县甲镇岭下村信息员报：02:30 滑坡埋压一户，有人死亡、1 人重伤（演示）',
    async run(api) {
      const signal = await api.command('demo-officer', routes.submitSignal, {
        body: { source: 'grid', typeCode: '11D01', divisionCode: SLIDE_VILLAGE, position: { longitude: 120.8552, latitude: 28.5622 }, occurredAt: at('02:30'), facts: firstFacts(api.parameters), words: '岭下村后山滑坡埋了一户人家，房子倒了三间，有人遇难，一人重伤，急需救援和救护车', caller: '岭下村信息员（演示）', gauge: null },
      })
      await api.once(kept.slideSignal, () => Promise.resolve(signal.id))
    },
  },
  {
    at: at('02:42'),
    text: '演示县总值班室开始回拨核实（演示）',
    async run(api) {
      await api.command('demo-duty', routes.beginVerification, { params: { signalId: api.known(kept.slideSignal) }, body: {} })
    },
  },
  {
    at: at('02:44'),
    text: '12345 转来同一滑坡的求助（演示）',
    async run(api) {
      const signal = await api.command('demo-duty', routes.submitSignal, { body: { source: 'public', typeCode: '11D01', divisionCode: SLIDE_VILLAGE, position: null, occurredAt: at('02:30'), facts: {}, words: '12345 转：岭下村山体滑坡埋了房子，求救', caller: '12345 热线（演示）', gauge: null } })
      await api.once('slide-duplicate-1', () => Promise.resolve(signal.id))
    },
  },
  {
    at: at('02:51'),
    text: '邻居来电报同一滑坡；县总值班室把两条重复来报并入村里的第一条（演示）',
    async run(api) {
      const intoId = api.known(kept.slideSignal)
      const signal = await api.command('demo-duty', routes.submitSignal, { body: { source: 'phone', typeCode: '11D01', divisionCode: SLIDE_VILLAGE, position: null, occurredAt: at('02:30'), facts: { seriouslyInjured: 1 }, words: '隔壁的房子被山上下来的泥石埋了，有个人伤得很重', caller: '岭下村邻居（演示）', gauge: null } })
      await api.command('demo-duty', routes.mergeSignal, { params: { signalId: api.known('slide-duplicate-1') }, body: { intoId } })
      await api.command('demo-duty', routes.mergeSignal, { params: { signalId: signal.id }, body: { intoId } })
    },
  },
  {
    at: at('02:55'),
    text: '核实属实，立为滑坡事件；带班领导按规则确认等级（演示）',
    async run(api) {
      const verified = await api.command('demo-duty', routes.verifySignal, { params: { signalId: api.known(kept.slideSignal) }, body: { incidentId: null, parentId: null, title: '演示县甲镇岭下村滑坡' } })
      await api.once(kept.slide, () => Promise.resolve(verified.incidentId))
      await confirmProposedGrade(api, 'demo-leader', verified.incidentId, 'slide-grade')
    },
  },
  {
    at: at('03:00'),
    text: '台风减弱为强台风，50 m/s；演示县先期处置：甲镇组织周边群众撤离（演示）',
    async run(api) {
      await postFix(api, '08-10 03:00')
      await cityRound(api, '03:02', '05:02')
      const task = await api.command('demo-duty', routes.assignTask, { params: { incidentId: api.known(kept.slide) }, body: { unitId: await unitOf(api, 'demo-town'), title: '撤离滑坡体下方全部住户', detail: '逐户清点，拒不撤离的先劝后带离', groupKey: null, dueAt: at('04:00'), acknowledgeMinutes: 10 } })
      await api.once('town-task', () => Promise.resolve(task.id))
      await api.command('demo-town', routes.acknowledgeTask, { params: { taskId: task.id }, body: {} })
    },
  },
  {
    at: at('03:05'),
    text: '演示县按县级预案启动响应，一次派出全部任务（演示）',
    async run(api) {
      const incidentId = api.known(kept.slide)
      const planId = await api.once('county-plan', async () => {
        const { items } = await api.read('demo-commander', routes.listPlans, { query: { limit: 500 } })
        return items.find((plan) => plan.divisionCode === COUNTY && plan.status === 'inForce' && plan.hazards.includes('11D01'))?.id ?? ''
      })
      const level = await api.once('county-level', async () => (await api.read('demo-commander', routes.evaluatePlan, { params: { planId }, query: { incidentId } })).proposedLevel ?? 3)
      const response = await api.command('demo-commander', routes.startResponse, {
        params: { incidentId },
        body: { planId, level: level as 1 | 2 | 3 | 4, matter: '台风暴雨引发滑坡，房屋被埋、人员伤亡', expectedHours: 24, measures: ['全力搜救被埋人员，防止二次滑坡', '滑坡体周边人员全部撤离', '伤员转运救治，抢通进村道路'] },
      })
      await api.once(kept.countyResponse, () => Promise.resolve(response.id))
    },
  },
  {
    at: at('03:12'),
    text: '县级成员单位、各乡镇签收任务；县应急管理局负责人任现场指挥官（演示）',
    async run(api) {
      const board = await readCountyBoard(api)
      for (const as of [...countyMembers, ...countyTowns]) await answerCall(api, as, board)
      await api.command('demo-commander', routes.appointOnSiteCommander, { params: { responseId: api.known(kept.countyResponse) }, body: { unitId: await unitOf(api, 'demo-onsite'), personId: null, place: '岭下村委会' } })
    },
  },
  {
    at: at('03:30'),
    text: '县交通运输局对进村便道抢通任务提出异议：便道属村道，应由甲镇负责（演示）',
    async run(api) {
      const board = await readCountyBoard(api)
      const unitId = await unitOf(api, countyOfficer('transport'))
      const disputed = board.tasks.find((task) => task.unitId === unitId && task.key === 'road-clear')
      if (!disputed) throw new StepFailed('县级预案没有派给交通运输局抢通任务')
      await api.once('disputed-task', () => Promise.resolve(disputed.id))
      await api.command(countyOfficer('transport'), routes.disputeTask, { params: { taskId: disputed.id }, body: { reason: '进村便道属村道，养护单位为甲镇，请改派或明确配合关系' } })
      await countyRound(api, '03:05', '03:52', ['demo-fire'])
    },
  },
  {
    at: at('03:45'),
    text: '县指挥部裁定：维持原派，甲镇配合出机械（演示）',
    async run(api) {
      const disputed = api.known('disputed-task')
      const as = countyOfficer('transport')
      await api.command('demo-duty', routes.ruleOnDispute, { params: { taskId: disputed }, body: { unitId: await unitOf(api, as), note: '维持：抢通由交通运输局牵头，甲镇出机械配合' } })
      await api.command(as, routes.acknowledgeTask, { params: { taskId: disputed }, body: {} })
    },
  },
  {
    at: at('04:00'),
    text: '台风中心经过演示县南侧，48 m/s；甲镇报撤离完成，消防报搜救进展（演示）',
    async run(api) {
      await postFix(api, '08-10 04:00')
      await api.command('demo-town', routes.completeTask, { params: { taskId: api.known('town-task') }, body: { evidence: '应撤 38 人，已撤 38 人，名单逐户核对' } })
      const board = await readCountyBoard(api)
      const unitId = await unitOf(api, 'demo-fire')
      const search = board.tasks.find((task) => task.unitId === unitId && task.key === 'search-rescue') ?? board.tasks.find((task) => task.unitId === unitId)
      if (search) await api.command('demo-fire', routes.reportProgress, { params: { taskId: search.id }, body: { percent: 60, note: '重伤 1 人已救出转县医院，遇难者位置已定位' } })
      await countyRound(api, '03:52', '04:36', ['demo-fire'])
    },
  },
  {
    at: at('04:40'),
    text: '被埋人员全部找到，消防报搜救完成，比任务时限晚（演示）',
    async run(api) {
      await completeDue(api, 'demo-fire', await readCountyBoard(api), at('03:05'), at('04:36'))
      await countyRound(api, '04:36', '05:05')
    },
  },
  {
    at: at('04:52'),
    text: '演示县报出初报：法定时限 04:30，迟报 22 分钟（演示）',
    async run(api) {
      const incidentId = api.known(kept.slide)
      const facts = reportedFacts(api.parameters)
      const report = await api.command('demo-duty', routes.draftReport, { params: { incidentId }, body: { kind: 'initial', facts, elements: initialElements(facts, '8月10日02时30分', '演示县甲镇岭下村', '滑坡') } })
      await sendReport(api, 'demo-duty', report)
    },
  },
]

/** 05:00 to 05:30: the city takes the report up and passes it on in time. */
export const forwarding: readonly ScenarioStep[] = [
  {
    at: at('05:00'),
    text: '市总值班室签收演示县初报，标为台风次生事件，向省续报时限自此起算',
    async run(api) {
      await postFix(api, '08-10 05:00')
      await cityRound(api, '05:02', '08:02')
      await countyRound(api, '05:05', '07:42')
      const incidentId = api.known(kept.slide)
      await receiveAll(api, 'city-duty', incidentId, 'slide-received-by-city')
      await api.command('city-duty', routes.linkIncident, { params: { incidentId }, body: { parentId: api.known(kept.typhoon) } })
    },
  },
  {
    at: at('05:20'),
    text: '市总值班室向省报出，按时；省总值班室签收',
    async run(api) {
      const incidentId = api.known(kept.slide)
      const facts = reportedFacts(api.parameters)
      const report = await api.command('city-duty', routes.draftReport, { params: { incidentId }, body: { kind: 'initial', facts, elements: { ...initialElements(facts, '8月10日02时30分', '演示县甲镇岭下村', '滑坡'), source: '演示县总值班室书面报告' } } })
      await sendReport(api, 'city-duty', report)
      await receiveAll(api, 'province-duty', incidentId, 'slide-received-by-province')
    },
  },
]

/** Follow-up of the landslide by a unit, `n` is part of the text only. */
export async function followUp(api: StepApi, as: string, progress: string): Promise<void> {
  const facts: IncidentFacts = { ...reportedFacts(api.parameters), collapsedRooms: 5, directLossWan: 62 }
  const report = await api.command(as, routes.draftReport, {
    params: { incidentId: api.known(kept.slide) },
    body: { kind: 'followUp', facts, elements: { changes: '倒塌房屋增至 5 间，直接经济损失初步估计 62 万元', casualties: `死亡 ${api.parameters.deaths} 人，重伤 1 人，无下落不明`, rescueProgress: progress, needs: '请调地质专家 2 名', leadersOnScene: '县政府分管负责人（演示）' } },
  })
  await sendReport(api, as, report)
}

export { countyRound, initialElements }
