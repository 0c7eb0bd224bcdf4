import { routes } from '@fengsui/contract'
import type { Json } from '@fengsui/contract/kernel'
import { COUNTY, kept, on } from '../cast.ts'
import { StepFailed, type StepApi } from '../scenario.ts'
import { accountOf, allPages, unitAt } from './stage.ts'

/** Where the forces wait, with the pairs of teams and the boats that go there: 10 teams, 420 people, 38 boats. */
const posts = [
  { county: '331081000000', name: '温岭市松门海堤前置点', position: { longitude: 121.6, latitude: 28.34 }, boats: 8 },
  { county: '331083000000', name: '玉环市坎门前置点', position: { longitude: 121.27, latitude: 28.09 }, boats: 8 },
  { county: '331002000000', name: '椒江区葭沚前置点', position: { longitude: 121.4, latitude: 28.69 }, boats: 8 },
  { county: '331022000000', name: '三门县健跳前置点', position: { longitude: 121.61, latitude: 29.04 }, boats: 8 },
  { county: '331082000000', name: '临海市灵江前置点', position: { longitude: 121.13, latitude: 28.85 }, boats: 6 },
] as const
const TEAMS = 10
const PEOPLE = 420
/** Posts that are no longer needed when the rain moves inland: their boats come back first, 三门 in the morning, 椒江 in the afternoon. */
export const releasedPosts = { morning: 3, afternoon: 2 } as const

interface Piece {
  [field: string]: Json
  id: string
  place: string
}

/** Boats that could be sent now, by place and number. */
export async function readyBoats(api: StepApi, name: string): Promise<Piece[]> {
  return api.once(name, async () => {
    const boats = await allPages((after) => api.read('city-leader', routes.listEquipment, { query: { limit: 500, kind: 'boat', state: 'ready', ...(after === undefined ? {} : { after }) } }))
    return boats.toSorted((a, b) => a.divisionCode.localeCompare(b.divisionCode) || a.number.localeCompare(b.number)).map((boat) => ({ id: boat.id, place: boat.divisionCode }))
  })
}

/** Ten ready teams of exactly 420 people, none of 演示县: the first such set in the order of their names. */
async function chooseTeams(api: StepApi): Promise<string[]> {
  return api.once('prepositioned-teams', async () => {
    const all = await allPages((after) => api.read('city-leader', routes.listTeams, { query: { limit: 500, readiness: 'ready', ...(after === undefined ? {} : { after }) } }))
    const teams = all.filter((team) => team.divisionCode !== COUNTY && !team.divisionCode.startsWith('331099')).toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    const sets = new Map<string, string[]>([['0:0', []]])
    for (const team of teams) {
      for (const [state, ids] of [...sets]) {
        const [count = 0, people = 0] = state.split(':').map(Number)
        const next = `${count + 1}:${people + team.strength}`
        if (count < TEAMS && people + team.strength <= PEOPLE && !sets.has(next)) sets.set(next, [...ids, team.id])
      }
    }
    const chosen = sets.get(`${TEAMS}:${PEOPLE}`)
    if (!chosen) throw new StepFailed(`演示队伍里选不出共 ${PEOPLE} 人的 ${TEAMS} 支队伍`)
    return chosen
  })
}

/** Works a dispatch as its owner: acknowledged and on its way. */
export async function sendOff(api: StepApi, dispatchIds: readonly string[], papersLater = false): Promise<void> {
  for (const dispatchId of dispatchIds) {
    const as = await ownerOf(api, dispatchId)
    await api.command(as, routes.acknowledgeDispatch, { params: { dispatchId }, body: {} })
    await api.command(as, routes.departDispatch, { params: { dispatchId }, body: { papersLater, document: papersLater ? '' : '调拨单（演示）' } })
  }
}

/** Those that are expected before an instant arrive now; nobody arrives twice. */
export async function arrive(api: StepApi, dispatchIds: readonly string[], before: string): Promise<void> {
  for (const dispatchId of dispatchIds) {
    const expected = await api.once(`expected:${dispatchId}`, async () => (await findDispatch(api, dispatchId)).arriveBy ?? '')
    if (expected >= on(before)) continue
    await api.once(`arrived:${dispatchId}`, async () => {
      await api.command(await ownerOf(api, dispatchId), routes.arriveDispatch, { params: { dispatchId }, body: {} })
      return true
    })
  }
}

async function findDispatch(api: StepApi, dispatchId: string) {
  const all = await allPages((after) => api.read('city-leader', routes.listDispatches, { query: { limit: 500, status: 'all', ...(after === undefined ? {} : { after }) } }))
  const found = all.find((dispatch) => dispatch.id === dispatchId)
  if (!found) throw new StepFailed(`没有调度令 ${dispatchId}`)
  return found
}

/** Account of the unit that owns what is sent. */
async function ownerOf(api: StepApi, dispatchId: string): Promise<string> {
  const unitId = await api.once(`owner:${dispatchId}`, async () => (await findDispatch(api, dispatchId)).unitId)
  return accountOf(api, unitId)
}

const postDispatches = (index: number) => `post-dispatches:${index}`
export const dispatchesOf = (api: StepApi, index: number) => api.once<string[]>(postDispatches(index), () => Promise.reject(new StepFailed('剧本有误：前置力量还没有派出')))

export async function prepositionTeams(api: StepApi): Promise<void> {
  const teams = await chooseTeams(api)
  const boats = (await readyBoats(api, 'boats-before-landfall')).filter((boat) => !boat.place.startsWith('331099'))
  // The city's own boats stay back as the reserve that later goes to 临海.
  const ordered = [...boats.filter((boat) => boat.place !== '331000000000'), ...boats.filter((boat) => boat.place === '331000000000')]
  let next = 0
  for (const [index, post] of posts.entries()) {
    const equipmentIds = ordered.slice(next, next + post.boats).map((boat) => boat.id)
    next += post.boats
    const ordering = await api.command('city-leader', routes.orderDispatch, {
      params: { incidentId: api.known(kept.typhoon) },
      body: { destinationName: post.name, destinationDivisionCode: post.county, position: post.position, receiverUnitId: await unitAt(api, post.county, 'flood-office'), teamIds: teams.slice(index * 2, index * 2 + 2), equipmentIds, goods: [] },
    })
    const dispatchIds = await api.once(postDispatches(index), () => Promise.resolve([...ordering.dispatchIds].sort()))
    await sendOff(api, dispatchIds)
  }
}

/** Teams and boats for the posts arrive, those expected before an instant. */
export async function prepositioned(api: StepApi, before: string): Promise<void> {
  for (const index of posts.keys()) await arrive(api, await dispatchesOf(api, index), before)
}

/** Sends everything at a post home; `damaged` of its boats come back damaged. @returns boats that came back */
export async function sendHome(api: StepApi, dispatchIds: readonly string[], damaged = 0): Promise<number> {
  let boats = 0
  let toDamage = damaged
  for (const dispatchId of dispatchIds) {
    const dispatch = await api.once(`going-home:${dispatchId}`, async () => {
      const found = await findDispatch(api, dispatchId)
      return { kind: found.kind, equipmentIds: found.equipmentIds, quantity: found.quantity }
    })
    const broken = dispatch.kind === 'equipment' ? dispatch.equipmentIds.slice(0, toDamage) : []
    toDamage -= broken.length
    if (dispatch.kind === 'equipment') boats += dispatch.equipmentIds.length
    await api.command('city-leader', routes.releaseDispatch, { params: { dispatchId }, body: {} })
    await api.command(await ownerOf(api, dispatchId), routes.returnDispatch, { params: { dispatchId }, body: { quantity: dispatch.quantity, damagedEquipmentIds: broken, damagedQuantity: broken.length, note: broken.length > 0 ? '艇底被漂浮物划破（演示）' : '' } })
  }
  return boats
}

/** All posts but those released early. */
export async function homeFromPosts(api: StepApi, damaged: number): Promise<number> {
  let boats = 0
  for (const index of posts.keys()) if (index !== releasedPosts.morning && index !== releasedPosts.afternoon) boats += await sendHome(api, await dispatchesOf(api, index), boats === 0 ? damaged : 0)
  return boats
}

/** 演示县 asks for six boats and 3,000 blankets; the city sends what the recommendation names, earliest expiry first. */
export async function askForBoatsAndBlankets(api: StepApi): Promise<void> {
  const itemId = await api.once('blankets', async () => {
    const { items } = await api.read('demo-duty', routes.listItems, { query: { q: '毛毯' } })
    const blankets = items[0]
    if (!blankets) throw new StepFailed('演示物资目录里没有毛毯')
    return blankets.id
  })
  const request = await api.command('demo-duty', routes.createRequest, {
    params: { incidentId: api.known(kept.slide) },
    body: {
      lines: [{ kind: 'equipment', capability: null, equipmentKind: 'boat', itemId: null, quantity: 6 }, { kind: 'goods', capability: null, equipmentKind: null, itemId, quantity: 3000 }],
      destinationName: '演示县甲镇中学安置点（演示）', destinationDivisionCode: '331099101000', position: { longitude: 120.86, latitude: 28.565 }, neededBy: on('08-10 11:00'), priority: 1, toUnitId: await unitAt(api, '331000000000', 'flood-office'), demandId: null, reason: '甲镇多处进水，请求支援舟艇 6 艘、毛毯 3000 条', submit: true,
    },
  })
  await api.once('demo-request', () => Promise.resolve(request.id))
}

export async function sendBoatsAndBlankets(api: StepApi): Promise<void> {
  const requestId = api.known('demo-request')
  await api.command('city-leader', routes.acceptRequest, { params: { requestId }, body: {} })
  const picks = await api.once('demo-picks', async () => {
    const { lines } = await api.read('city-leader', routes.getRecommendation, { params: { requestId } })
    return lines.flatMap((line) => {
      const chosen = line.candidates.filter((candidate) => candidate.recommended > 0)
      const equipmentIds = chosen.filter((candidate) => candidate.kind === 'equipment').map((candidate) => candidate.id)
      return [...(equipmentIds.length > 0 ? [{ lineKey: line.key, equipmentIds }] : []), ...chosen.filter((candidate) => candidate.kind === 'goods').map((candidate) => ({ lineKey: line.key, warehouseId: candidate.id, quantity: candidate.recommended }))]
    })
  })
  const filled = await api.command('city-leader', routes.fillRequest, { params: { requestId }, body: { picks, declareShortage: false, passUpToUnitId: null, reason: '' } })
  if (filled.request.status !== 'filled') throw new StepFailed(`演示县的申请应全部满足，实际为 ${filled.request.status}`)
  await api.once('demo-dispatches', () => Promise.resolve([...filled.dispatchIds].sort()))
  await sendOff(api, filled.dispatchIds, true)
}

/** 临海 asks for sixty boats: the city sends twelve, two counties eight, the remaining forty become a request to the province. */
export async function askForSixtyBoats(api: StepApi): Promise<void> {
  const request = await api.command('linhai-duty', routes.createRequest, {
    params: { incidentId: api.known('old-town') },
    body: {
      lines: [{ kind: 'equipment', capability: null, equipmentKind: 'boat', itemId: null, quantity: 60 }], destinationName: '临海市古城望江门集结点', destinationDivisionCode: '331082000000', position: { longitude: 121.12, latitude: 28.85 }, neededBy: on('08-10 18:00'), priority: 1,
      toUnitId: await unitAt(api, '331000000000', 'flood-office'), demandId: null, reason: '古城区进水，转移群众需要舟艇 60 艘', submit: true,
    },
  })
  const requestId = request.id
  await api.command('city-leader', routes.acceptRequest, { params: { requestId }, body: {} })
  const boats = await readyBoats(api, 'boats-for-linhai')
  const own = boats.filter((boat) => boat.place === '331000000000').slice(0, 12)
  const lenders = [...new Set(boats.map((boat) => boat.place))].filter((place) => place !== '331000000000' && !place.startsWith('331099') && place !== '331082000000' && boats.filter((boat) => boat.place === place).length >= 4).slice(0, 2)
  const lent = lenders.flatMap((place) => boats.filter((boat) => boat.place === place).slice(0, 4))
  if (own.length !== 12 || lent.length !== 8) throw new StepFailed(`可调舟艇不够：市级 ${own.length}、两县 ${lent.length}`)
  const lineKey = request.lines[0]?.key ?? ''
  const filled = await api.command('city-leader', routes.fillRequest, {
    params: { requestId },
    body: { picks: [{ lineKey, equipmentIds: own.map((boat) => boat.id) }, { lineKey, equipmentIds: lent.map((boat) => boat.id) }], declareShortage: true, passUpToUnitId: await unitAt(api, '330000000000', 'flood-office'), reason: '全市可调舟艇 20 艘已全部派出，尚缺 40 艘' },
  })
  if (filled.upwardRequestId === null || filled.shortageIds.length !== 1) throw new StepFailed('应列出 40 艘缺口并草拟向省的申请')
  await api.once('boats-to-linhai', () => Promise.resolve([...filled.dispatchIds].sort()))
  await api.once('request-to-province', () => Promise.resolve(filled.upwardRequestId ?? ''))
  await sendOff(api, filled.dispatchIds)
}
