import { routes } from '@fengsui/contract'
import type { Json } from '@fengsui/contract/kernel'
import type { StepApi } from './scenario.ts'

/** The story's places. Everything anyone could be blamed or mourned for happens in the fictional county only. */
export const CITY = '331000000000'
export const COUNTY = '331099000000'
export const SLIDE_VILLAGE = '331099101201'

/** Names under which steps keep what later steps need. */
export const kept = { typhoon: 'typhoon-incident', slide: 'slide-incident', flood: 'flood-incident', cityResponse: 'city-response', countyResponse: 'county-response', slideSignal: 'slide-signal', gaugeSignal: 'gauge-signal' } as const

/** `08-10 02:40` of 2019, Beijing time, as an instant. */
export function on(time: string): string {
  return new Date(`2019-${time.replace(' ', 'T')}:00+08:00`).toISOString()
}

/** User name of a simulated officer: every unit of the city and of 演示县 that has no demo account of its own has one. */
export function officer(place: string, role: string): string {
  return `sim-${place}-${role}`
}
export const cityOfficer = (role: string) => officer('331000', role)
export const countyOfficer = (role: string) => officer('331099', role)

const sharedRoles = ['flood-office', 'emergency', 'meteorology', 'natural-resources', 'public-security', 'transport', 'power', 'telecom', 'health', 'civil-affairs', 'publicity', 'housing', 'agriculture', 'education', 'tourism', 'grain', 'commerce', 'environment', 'finance', 'militia'] as const
/** Those who answer in the city's response, in this order. Real places are never late: each answers and completes in time. */
export const cityMembers: readonly string[] = ['city-duty', 'city-fire', 'city-water', ...sharedRoles.map(cityOfficer), cityOfficer('maritime'), officer('330000', 'flood-office')]
export const otherCounties: readonly string[] = ['331002', '331003', '331004', '331022', '331023', '331024', '331081', '331082', '331083'].map((place) => officer(place, 'county-government'))
/** Those who answer in the response of 演示县. */
export const countyMembers: readonly string[] = ['demo-duty', 'demo-fire', 'demo-water', ...sharedRoles.map(countyOfficer), cityOfficer('flood-office')]
export const countyTowns: readonly string[] = ['331099001', '331099101', '331099102', '331099103', '331099104', '331099201'].map((place) => officer(place, 'town-government'))

/** Unit an account acts for. */
export function unitOf(api: StepApi, username: string): Promise<string> {
  return api.once(`unit:${username}`, async () => (await api.read(username, routes.getMe, {})).account.unitId)
}

interface BoardItem {
  [field: string]: Json
  id: string
  unitId: string
  status: string
  key: string
  dueAt: string
}

/** The command board of an incident as ids, read once under a name. */
export async function readBoard(api: StepApi, as: string, incidentId: string, name: string): Promise<{ tasks: BoardItem[]; notices: BoardItem[]; seats: BoardItem[] }> {
  return api.once(name, async () => {
    const board = await api.read(as, routes.getCommandBoard, { params: { incidentId } })
    const byId = (a: BoardItem, b: BoardItem) => a.key.localeCompare(b.key) || a.id.localeCompare(b.id)
    return {
      tasks: board.tasks.map((task) => ({ id: task.id, unitId: task.unitId, status: task.status, key: task.planTaskKey ?? '', dueAt: task.dueAt })).sort(byId),
      notices: board.notices.map((notice) => ({ id: notice.id, unitId: notice.toUnitId, status: notice.status, key: '', dueAt: notice.acknowledgeBy })).sort(byId),
      seats: board.seats.map((seat) => ({ id: seat.id, unitId: seat.unitId, status: seat.status, key: seat.role, dueAt: '' })).sort(byId),
    }
  })
}

type Board = Awaited<ReturnType<typeof readBoard>>

/** A unit takes its seats, confirms its notices and acknowledges its tasks. */
export async function answerCall(api: StepApi, as: string, board: Board): Promise<void> {
  const unitId = await unitOf(api, as)
  for (const seat of board.seats) if (seat.unitId === unitId && seat.status === 'called') await api.command(as, routes.takeSeat, { params: { seatId: seat.id }, body: {} })
  for (const notice of board.notices) if (notice.unitId === unitId && notice.status !== 'acknowledged') await api.command(as, routes.acknowledgeNotice, { params: { noticeId: notice.id }, body: {} })
  for (const task of board.tasks) if (task.unitId === unitId && task.status === 'assigned') await api.command(as, routes.acknowledgeTask, { params: { taskId: task.id }, body: {} })
}

/** What a unit hands in as proof, by the plan's key of the task. */
const evidence: Readonly<Record<string, string>> = {
  forecast: '实况定位和未来 6 小时预报已报', hydrology: '江河、水库水位和闸泵运行情况已报', 'all-heads-on-duty': '到岗名单已核，未到岗 0 人', 'five-stops': '指挥长令已签发并公告', 'duty-watch': '逐级点名，全部应答',
  'road-closure': '跨海桥梁、高速公路涉险段全部封闭，绿色通道 6 处', 'damage-verify': '灾情已汇总，死亡情况先报后核', 'work-teams': '工作组 4 个到达重点县（市、区）', 'search-rescue': '出动车辆、人数、点位和照片已存', 'team-preposition': '舟艇 38 艘、420 人预置到位',
  'satellite-link': '退服基站恢复 71%，失联乡镇 0 个', 'geology-emergency': '二次滑坡风险高，警戒范围 150 米，设裂缝监测点 3 处', 'landslide-search': '分区搜救结束，照片与点位已存', 'medical-rescue': '重伤员送县医院手术，生命体征平稳',
  'power-restore': '医院、指挥中心、供水先行恢复供电', 'road-clear': '进村便道单车道抢通，点位与照片已存', 'transfer-clear': '清单逐户复核清零，签字确认', 'transfer-all': '应转 187,920 人，已转 186,400 人，其余逐户上门', 'shelter-ready': '避难场所开放，热食和被褥到位',
}
const OTHERWISE = '8 月 9 日部署时已落实，名单、数据和照片已存'

/** A unit completes what it has acknowledged and what is due after one instant and up to another. Windows that follow on each other complete everything once. */
export async function completeDue(api: StepApi, as: string, board: Board, after: string, upTo: string): Promise<void> {
  const unitId = await unitOf(api, as)
  for (const task of board.tasks) {
    if (task.unitId !== unitId || task.dueAt <= after || task.dueAt > upTo || task.key === '' || task.status === 'done' || task.status === 'cancelled') continue
    await api.command(as, routes.completeTask, { params: { taskId: task.id }, body: { evidence: evidence[task.key.split('@')[0] ?? ''] ?? OTHERWISE } })
  }
}

/** Deliveries of a report that still wait at a unit of the reader. */
export async function receiveAll(api: StepApi, as: string, incidentId: string, name: string): Promise<void> {
  const unitId = await unitOf(api, as)
  const waiting = await api.once(name, async () => {
    const { items } = await api.read(as, routes.listReports, { query: { incidentId } })
    return items.flatMap((report) => report.deliveries.filter((delivery) => delivery.toUnitId === unitId && delivery.status === 'sent').map((delivery) => delivery.id)).sort()
  })
  for (const deliveryId of waiting) await api.command(as, routes.receiveReport, { params: { deliveryId }, body: {} })
}
