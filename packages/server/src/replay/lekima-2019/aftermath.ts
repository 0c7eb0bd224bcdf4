import { routes } from '@fengsui/contract'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { CITY, cityOfficer, kept, on, receiveAll, unitOf } from '../cast.ts'
import type { ScenarioStep, StepApi } from '../scenario.ts'
import { postFix } from '../typhoon-fixes.ts'
import { sendReport } from '../send-report.ts'
import { arrive, askForBoatsAndBlankets, askForSixtyBoats, dispatchesOf, releasedPosts, sendBoatsAndBlankets, sendHome } from './forces.ts'
import { tell } from './stage.ts'

/** What this part keeps for the days after. */
export const later = { secondSlide: 'second-slide', trapped: 'trapped', oldTown: 'old-town' } as const

interface Telling {
  occurred: string
  place: string
  nature: string
  measures: string
  facts: IncidentFacts
}

/** Elements of a first report by the county or the city. */
export function elementsOf({ occurred, place, nature, measures, facts }: Telling, source: string): { [field: string]: string } {
  const dead = facts.dead ?? 0
  const missing = facts.missing ?? 0
  return {
    occurredAt: occurred, place, source, nature, impactScope: place, casualties: `死亡 ${dead} 人，下落不明 ${missing} 人，受困 ${facts.trapped ?? 0} 人`, loss: '正在统计', initialGrade: '按分级标准初判', measuresTaken: measures, trend: '雨势减弱，水位仍在上涨', receivedAt: occurred,
    disasterType: nature, affectedPeople: `${facts.affectedPeople ?? 0} 人`, deadAndMissing: `死亡 ${dead} 人、下落不明 ${missing} 人`, relocated: `${facts.relocated ?? 0} 人`, livingAidNeeded: `${facts.livingAidNeeded ?? 0} 人`,
  }
}

/** Drafts and issues a report. */
export async function report(api: StepApi, as: string, incidentId: string, kind: 'initial' | 'followUp' | 'final', facts: IncidentFacts, elements: { [field: string]: string }): Promise<void> {
  const draft = await api.command(as, routes.draftReport, { params: { incidentId }, body: { kind, facts, elements } })
  await sendReport(api, as, draft)
}

/** A signal by telephone, verified and made an incident. */
async function becomes(api: StepApi, as: string, name: string, body: { typeCode: string; divisionCode: string; position: { longitude: number; latitude: number }; occurredAt: string; facts: IncidentFacts; words: string }, title: string): Promise<string> {
  const signal = await api.command(as, routes.submitSignal, { body: { source: 'phone', caller: '', gauge: null, ...body } })
  const { incidentId } = await api.command(as, routes.verifySignal, { params: { signalId: signal.id }, body: { incidentId: null, parentId: null, title } })
  return api.once(name, () => Promise.resolve(incidentId))
}

const slide: Telling = { occurred: '8月10日10时30分', place: '演示县乙镇乙村', nature: '台风暴雨引发的滑坡', measures: '县消防、自然资源到场搜救，周边群众全部撤离', facts: { dead: 0, missing: 3, collapsedRooms: 2, affectedPeople: 31, relocated: 28, livingAidNeeded: 28 } }
const trapped: Telling = { occurred: '8月10日15时00分', place: '演示县丙镇丙村', nature: '洪水围困', measures: '舟艇 6 艘、消防 24 人已出动，正逐户转移', facts: { dead: 0, missing: 0, trapped: 12, affectedPeople: 260, relocated: 180, livingAidNeeded: 180 } }
export const oldTown: Telling = { occurred: '8月10日15时00分', place: '临海市古城街道', nature: '江水漫溢进城', measures: '古城区低洼处人员全部转移，城门封堵', facts: { dead: 0, missing: 0, affectedPeople: 52_000, relocated: 9_600, livingAidNeeded: 9_600 } }

/** The city takes over a county's first report and passes it on. */
async function forward(api: StepApi, incidentId: string, telling: Telling, from: string): Promise<void> {
  await report(api, 'city-duty', incidentId, 'initial', telling.facts, elementsOf(telling, `${from}书面报告`))
}

/** Of what was sent under a name, all that is expected before an instant arrives. */
const boatsArrive = async (api: StepApi, name: string, before: string): Promise<void> => arrive(api, await api.once<string[]>(name, () => Promise.resolve([])), before)

/** 10 August after the night: help sent, a second landslide, the river in the old town, people trapped, boats short. */
export const aftermath: readonly ScenarioStep[] = [
  { at: on('08-10 08:32'), text: '三门前置力量归建；演示县申请舟艇 6 艘、毛毯 3,000 条（演示）', async run(api) { await sendHome(api, await dispatchesOf(api, releasedPosts.morning)); await askForBoatsAndBlankets(api) } },
  { at: on('08-10 08:40'), text: '市里受理并派出 6 艘舟艇、3,000 条毛毯，先到期的先出，先发后补手续（演示）', run: (api) => sendBoatsAndBlankets(api) },
  { at: on('08-10 08:44'), text: '就近舟艇、物资到达（演示）', run: (api) => boatsArrive(api, 'demo-dispatches', '08-10 08:55') },
  { at: on('08-10 08:54'), text: '第二批舟艇、物资到达（演示）', run: (api) => boatsArrive(api, 'demo-dispatches', '08-10 09:21') },
  { at: on('08-10 09:20'), text: '第三批舟艇、物资到达（演示）', run: (api) => boatsArrive(api, 'demo-dispatches', '08-10 09:51') },
  {
    at: on('08-10 09:50'),
    text: '舟艇和毛毯送达，演示县清点接收（演示）',
    async run(api) {
      const dispatchIds = await api.once<string[]>('demo-dispatches', () => Promise.resolve([]))
      await arrive(api, dispatchIds, '08-11 00:00')
      const goods = await api.once('demo-goods', async () => {
        const { items } = await api.read('demo-duty', routes.listDispatches, { query: { limit: 500, status: 'all' } })
        return items.filter((each) => dispatchIds.includes(each.id)).map((each) => ({ id: each.id, quantity: each.quantity })).sort((a, b) => a.id.localeCompare(b.id))
      })
      for (const { id, quantity } of goods) await api.command('demo-duty', routes.receiveDispatch, { params: { dispatchId: id }, body: { quantity, note: '' } })
    },
  },
  {
    at: on('08-10 10:52'),
    text: '演示县乙村来电：10:30 滑坡，三人失联（演示）；县里核实立项，按规则定为较大（Ⅲ级）',
    async run(api) {
      await postFix(api, '08-10 10:00')
      const incidentId = await becomes(api, 'demo-duty', later.secondSlide, { typeCode: '11D01', divisionCode: '331099102201', position: { longitude: 120.98, latitude: 28.62 }, occurredAt: on('08-10 10:30'), facts: slide.facts, words: '乙村后山滑坡，压了一间房，三个人联系不上' }, '演示县乙镇乙村滑坡')
      await api.command('demo-leader', routes.confirmGrade, { params: { incidentId }, body: { grade: 3, reason: '三人下落不明，从严按较大事件处置' } })
    },
  },
  { at: on('08-10 11:20'), text: '演示县报出乙村滑坡初报，按时（演示）', run: (api) => report(api, 'demo-duty', api.known(later.secondSlide), 'initial', slide.facts, elementsOf(slide, '乙村村委会电话报告，县总值班室核实')) },
  {
    at: on('08-10 11:32'),
    text: '市总值班室签收并报省，标为台风次生事件',
    async run(api) {
      const incidentId = api.known(later.secondSlide)
      await receiveAll(api, 'city-duty', incidentId, 'second-slide-received')
      await api.command('city-duty', routes.linkIncident, { params: { incidentId }, body: { parentId: api.known(kept.typhoon) } })
      await forward(api, incidentId, slide, '演示县总值班室')
      await receiveAll(api, 'province-duty', incidentId, 'second-slide-received-by-province')
    },
  },
  {
    at: on('08-10 13:00'),
    text: '会商：洪峰与天文潮叠加，再转移 9,600 人（演示）',
    async run(api) {
      await postFix(api, '08-10 12:00')
      const incidentId = api.known(kept.typhoon)
      const unitIds = []
      for (const as of ['city-water', 'city-fire', cityOfficer('meteorology'), cityOfficer('natural-resources')]) unitIds.push(await unitOf(api, as))
      const consultation = await api.command('city-duty', routes.callConsultation, { params: { incidentId }, body: { agenda: '灵江洪峰与天文潮叠加研判', unitIds, scheduledAt: on('08-10 13:00') } })
      await api.command('city-duty', routes.concludeConsultation, { params: { consultationId: consultation.id }, body: { conclusion: '洪峰预计 20 时前后到达，与天文高潮叠加；灵江沿岸低洼地带再转移 9600 人。' } })
      await api.command(cityOfficer('flood-office'), routes.reportCount, { params: { incidentId }, body: { divisionCode: CITY, kind: 'avoidance', planned: 197_520, moved: 196_000, refused: 1_520, followedUp: 1_520, asOf: on('08-10 13:00') } })
      await api.command('sim-331082-county-government', routes.reportCount, { params: { incidentId }, body: { divisionCode: '331082000000', kind: 'avoidance', planned: 43_860, moved: 43_568, refused: 292, followedUp: 292, asOf: on('08-10 13:00') } })
    },
  },
  {
    at: on('08-10 15:00'),
    text: '灵江水进临海古城，水深 1.5 米（实况），临海市立项；演示县丙村十余人被困（演示）',
    async run(api) {
      await postFix(api, '08-10 14:00')
      const town = await becomes(api, 'linhai-duty', later.oldTown, { typeCode: '11A01', divisionCode: '331082001000', position: { longitude: 121.12, latitude: 28.85 }, occurredAt: on('08-10 15:00'), facts: oldTown.facts, words: '灵江水漫进古城，水深约 1.5 米' }, '临海古城进水')
      await report(api, 'linhai-duty', town, 'initial', oldTown.facts, elementsOf(oldTown, '临海市防指现场报告'))
      await receiveAll(api, 'city-duty', town, 'old-town-received')
      await api.command('city-duty', routes.linkIncident, { params: { incidentId: town }, body: { parentId: api.known(kept.typhoon) } })
      await forward(api, town, oldTown, '临海市总值班室')
      await receiveAll(api, 'province-duty', town, 'old-town-received-by-province')
    },
  },
  { at: on('08-10 15:10'), text: '椒江前置力量归建待命（演示）', run: async (api) => void (await sendHome(api, await dispatchesOf(api, releasedPosts.afternoon))) },
  {
    at: on('08-10 15:22'),
    text: '临海申请舟艇 60 艘：市级派 12 艘、两个县派 8 艘，缺口 40 艘草拟向省申请（演示）',
    async run(api) {
      await askForSixtyBoats(api)
    },
  },
  { at: on('08-10 15:24'), text: '就近舟艇到达临海（演示）', run: (api) => boatsArrive(api, 'boats-to-linhai', '08-10 15:41') },
  {
    at: on('08-10 15:25'),
    text: '演示县接报：丙村 12 人被洪水围困，立项并出动舟艇（演示）',
    async run(api) {
      const incidentId = await becomes(api, 'demo-duty', later.trapped, { typeCode: '11A01', divisionCode: '331099103201', position: { longitude: 120.93, latitude: 28.57 }, occurredAt: on('08-10 15:00'), facts: trapped.facts, words: '丙村下洋自然村被水围住，十二个人在屋顶' }, '演示县丙镇丙村洪水围困')
      await api.command('demo-leader', routes.confirmGrade, { params: { incidentId }, body: { grade: 3, reason: '被困 12 人，按较大涉险处置' } })
    },
  },
  { at: on('08-10 15:40'), text: '向省申请舟艇 40 艘报出；第二批舟艇到达临海（演示）', run: async (api) => void (await boatsArrive(api, 'boats-to-linhai', '08-10 16:11'), await api.command('city-duty', routes.submitRequest, { params: { requestId: api.known('request-to-province') }, body: {} })) },
  { at: on('08-10 15:48'), text: '演示县报出丙村被困初报，距发生 48 分钟，按时（演示）', run: (api) => report(api, 'demo-duty', api.known(later.trapped), 'initial', trapped.facts, elementsOf(trapped, '村民电话报告，县总值班室核实')) },
  {
    at: on('08-10 16:10'),
    text: '市总值班室报省，按时（演示）',
    async run(api) {
      const incidentId = api.known(later.trapped)
      await receiveAll(api, 'city-duty', incidentId, 'trapped-received')
      await api.command('city-duty', routes.linkIncident, { params: { incidentId }, body: { parentId: api.known(kept.typhoon) } })
      await forward(api, incidentId, trapped, '演示县总值班室')
      await postFix(api, '08-10 16:00')
      await boatsArrive(api, 'boats-to-linhai', '08-10 16:41')
    },
  },
  { at: on('08-10 16:35'), text: '省总值班室签收并继续上报（本节点没有部级收件方，记至省）（演示）', run: (api) => receiveAll(api, 'province-duty', api.known(later.trapped), 'trapped-received-by-province') },
  { at: on('08-10 16:40'), text: '支援临海的舟艇到达（演示）', run: (api) => boatsArrive(api, 'boats-to-linhai', '08-11 00:00') },
  { at: on('08-10 18:00'), text: '水文部门预计 20–21 时出现历史最高洪峰（实况）', async run(api) { await postFix(api, '08-10 18:00'); await tell(api, '市水利局：灵江西门站预计 20 至 21 时出现历史最高洪峰', { source: 'unit' }) } },
  { at: on('08-10 18:30'), text: '省消防救援总队 29 艘 122 人、驻军 60 艘 150 人到达（实况）', run: (api) => tell(api, '省消防救援总队增援舟艇 29 艘 122 人、驻军 60 艘 150 人到达临海') },
  { at: on('08-10 20:00'), text: '西门站水位 10.98 米，超保证 4.28 米（实况）', async run(api) { await postFix(api, '08-10 20:00'); await tell(api, '灵江西门站 20:00 水位 10.98 米，超保证水位 4.28 米', { source: 'unit', typeCode: '11A01', divisionCode: '331082000000', incident: later.oldTown }) } },
  { at: on('08-10 21:00'), text: '演示县丙村 12 人全部救出，续报（演示）', run: (api) => report(api, 'demo-duty', api.known(later.trapped), 'followUp', { ...trapped.facts, trapped: 0 }, { changes: '被困 12 人全部救出', casualties: '无人员伤亡', rescueProgress: '舟艇分三批转移完毕', needs: '无', leadersOnScene: '县政府分管负责人（演示）' }) },
  { at: on('08-10 22:00'), text: '台风中心离开浙江（实况）', run: (api) => postFix(api, '08-10 22:00') },
]

