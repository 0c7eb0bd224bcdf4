import { routes } from '@fengsui/contract'
import { CITY, COUNTY, SLIDE_VILLAGE, cityOfficer, kept, officer, on, unitOf } from '../cast.ts'
import { StepFailed, type ScenarioStep, type StepApi } from '../scenario.ts'
import { postFix } from '../typhoon-fixes.ts'
import { changeCityLevel, relay } from './rising.ts'
import { prepositioned, prepositionTeams } from './forces.ts'
import { admit, openShelters } from './shelters.ts'
import { allAnswer, allComplete, calledBy, counties, tell, unitAt, type County } from './stage.ts'

const villageCall = (county: County) => `village-call:${county.code}`
/** Every 59th village in the order of codes does not answer by itself: 58 of 3,429. Four of them are visited. */
const SILENT_EVERY = 59
const VISITED = 4

/** Village officers of all counties in one order, with their county. */
async function villages(api: StepApi) {
  const all = []
  for (const county of counties) for (const each of await calledBy(api, villageCall(county))) all.push({ ...each, county })
  return all
}
type Village = Awaited<ReturnType<typeof villages>>[number]
const isSilent = (_: Village, index: number) => index % SILENT_EVERY === SILENT_EVERY - 1

async function recordFor(api: StepApi, chosen: readonly Village[], by: 'phone' | 'visit', answer: string): Promise<void> {
  for (const county of counties) {
    const recipientIds = chosen.filter((each) => each.county === county).map((each) => each.id)
    if (recipientIds.length > 0) await api.command('city-duty', routes.recordAnswers, { params: { callId: api.known(villageCall(county)) }, body: { recipientIds, by, answeredAt: null, answer } })
  }
}

/** What each county moved out of harm's way by 16:00, [planned, moved, refused]; they add up to the city's own statement. */
const movedBySixteen: readonly (readonly [string, number, number, number])[] = [
  ['331002000000', 17_860, 17_704, 156], ['331003000000', 12_480, 12_392, 88], ['331004000000', 14_320, 14_218, 102], ['331022000000', 21_940, 21_759, 181], ['331023000000', 7_260, 7_212, 48],
  ['331024000000', 8_640, 8_577, 63], ['331081000000', 41_600, 41_244, 356], ['331082000000', 34_260, 33_968, 292], ['331083000000', 28_300, 28_106, 194], ['331099000000', 1_260, 1_220, 40],
]

/** The village where the slope will fall has its ledger by name; everybody on it is made up. */
const households = [
  { householder: '演示户主甲', people: 4, vulnerable: 1, outcome: 'moved' }, { householder: '演示户主乙', people: 3, vulnerable: 0, outcome: 'moved' }, { householder: '演示户主丙', people: 5, vulnerable: 2, outcome: 'moved' },
  { householder: '演示户主丁', people: 2, vulnerable: 2, outcome: 'refused' }, { householder: '演示户主戊', people: 4, vulnerable: 0, outcome: 'moved' }, { householder: '演示户主己', people: 3, vulnerable: 1, outcome: 'refused-then-moved' },
] as const

async function fillLedger(api: StepApi): Promise<void> {
  const incidentId = api.known(kept.typhoon)
  for (const { householder, people, vulnerable, outcome } of households) {
    const household = await api.command('demo-officer', routes.listHouseholdInto, { params: { incidentId }, body: { divisionCode: SLIDE_VILLAGE, householder, phone: '', address: '岭下村后山脚', people, vulnerable, responsiblePersonId: null, reason: '地质灾害点下方', position: null } })
    const params = { householdId: household.id }
    await api.command('demo-officer', routes.notifyHousehold, { params, body: {} })
    if (outcome !== 'moved') await api.command('demo-officer', routes.refuseMove, { params, body: { visited: true, refusedAt: null } })
    if (outcome !== 'refused') await api.command('demo-officer', routes.moveHousehold, { params, body: { shelterId: null, destination: '岭下村小学', movedAt: null } })
  }
}

/** 9 August: orange and red, villages called, responses Ⅱ and Ⅰ, forces sent forward, people moved. */
export const eve: readonly ScenarioStep[] = [
  { at: on('08-09 06:00'), text: '中央气象台发布台风红色预警（实况）', async run(api) { await postFix(api, '08-09 05:00'); await tell(api, '中央气象台 06:00 发布台风红色预警') } },
  {
    at: on('08-09 06:20'),
    text: '台风橙色预警信号；叫应 3,429 个村（社区）（演示）',
    async run(api) {
      const warningId = await relay(api, 'orange', '台风橙色预警信号：12 小时内可能受强热带气旋影响，沿海平均风力 10 级以上')
      for (const county of counties) {
        const call = await api.command('city-duty', routes.makeCall, {
          body: { kind: 'warning-call', urgency: 'urgent', title: `${county.name}各村（社区）橙色预警叫应`, words: '台风橙色预警，请立即检查危险区域人员转移准备，收到请回复 1。', incidentId: api.known(kept.typhoon), warningId, audience: { type: 'places', divisionCode: county.code, level: 'village' }, channels: ['sms'], acknowledgeMinutes: 30, ladder: [{ afterMinutes: 20, channels: ['sms'], to: 'same', name: '第二次呼叫' }, { afterMinutes: 45, channels: ['sms'], to: 'superior', name: '转所属乡镇' }] },
        })
        await api.once(villageCall(county), () => Promise.resolve(call.id))
      }
    },
  },
  {
    at: on('08-09 06:38'),
    text: '3,371 个村短信应答，58 个未应答（演示）',
    async run(api) {
      const all = await villages(api)
      for (const county of counties) {
        const receipts = all.flatMap((each, index) => {
          if (each.county !== county) return []
          const minute = 21 + (index % 16)
          const at = on(`08-09 06:${String(minute)}`)
          const delivered = { reference: each.reference, event: 'delivered' as const, at, text: '', failure: '' }
          return isSilent(each, index) ? [delivered] : [delivered, { reference: each.reference, event: 'reply' as const, at, text: '1', failure: '' }]
        })
        await api.command('gateway', routes.submitReceipts, { body: { receipts } })
      }
    },
  },
  {
    at: on('08-09 06:55'),
    text: '第二次呼叫后逐个打电话，54 个村应答（演示）',
    async run(api) {
      const silent = (await villages(api)).filter(isSilent)
      if (silent.length !== 58) throw new StepFailed(`应有 58 个村未应答，实际 ${silent.length} 个`)
      await recordFor(api, silent.slice(0, -VISITED), 'phone', '已转告各组，危险区域人员做好转移准备')
    },
  },
  {
    at: on('08-09 07:30'),
    text: '最后 4 个村由乡镇上门叫应（演示）',
    run: async (api) => recordFor(api, (await villages(api)).filter(isSilent).slice(-VISITED), 'visit', '镇干部上门，村里已知悉'),
  },
  { at: on('08-09 08:00'), text: '省防指响应提升为Ⅱ级（实况）', async run(api) { await postFix(api, '08-09 08:00'); await tell(api, '省防指 08:00 将防台风应急响应提升为Ⅱ级') } },
  { at: on('08-09 08:20'), text: '市防指将响应提升为Ⅱ级（演示）', run: (api) => changeCityLevel(api, 2, '台风橙色预警生效，省防指已提升为Ⅱ级') },
  { at: on('08-09 08:30'), text: '签收Ⅱ级响应任务', run: (api) => allAnswer(api, 'board-2') },
  { at: on('08-09 08:45'), text: '指挥坐镇、逐时预报等任务完成', run: (api) => allComplete(api, 'board-2-0845', '08-09 09:31') },
  {
    at: on('08-09 09:30'),
    text: '十支队伍 420 人、38 艘舟艇前置到沿海和灵江两岸（演示）',
    run: (api) => prepositionTeams(api),
  },
  { at: on('08-09 09:33'), text: '就近队伍到达前置点（演示）', run: (api) => prepositioned(api, '08-09 09:44') },
  { at: on('08-09 09:43'), text: '第二批队伍到达前置点（演示）', run: (api) => prepositioned(api, '08-09 10:04') },
  {
    at: on('08-09 10:00'),
    text: '台风红色预警信号；橙色随之替换；第三批队伍到达前置点（演示）',
    async run(api) {
      await prepositioned(api, '08-09 10:41')
      await postFix(api, '08-09 10:00')
      await relay(api, 'red', '台风红色预警信号：6 小时内可能受台风影响，沿海平均风力 12 级以上')
      await allComplete(api, 'board-2-1000', '08-09 11:01')
    },
  },
  { at: on('08-09 10:40'), text: '前置力量全部到位（演示）', run: (api) => prepositioned(api, '08-10 00:00') },
  {
    at: on('08-09 11:00'),
    text: '红色预警生效一小时、响应仍为Ⅱ级：系统发出“预警未联动”告警（演示）',
    async run(api) {
      const { items } = await api.read('city-commander', routes.listLinkageAlarms, { query: {} })
      if (!items.some((alarm) => alarm.warningId === api.known('warning:red') && alarm.wantedLevel === 1)) throw new StepFailed('11:00 应已发出“红色预警生效、响应未到Ⅰ级”的告警，但没有找到')
    },
  },
  { at: on('08-09 11:10'), text: '医院、危化、学校等任务完成', run: (api) => allComplete(api, 'board-2-1110', '08-09 12:21') },
  { at: on('08-09 11:50'), text: '省防指响应提升为Ⅰ级（实况）', run: (api) => tell(api, '省防指 11:50 将防台风应急响应提升为Ⅰ级') },
  {
    at: on('08-09 12:10'),
    text: '市防指将响应提升为Ⅰ级，发布指挥长令：停工、停业、停课、停运、停止集会（演示）；联动告警随之关闭',
    async run(api) {
      await changeCityLevel(api, 1, '台风红色预警生效，省防指已提升为Ⅰ级，预计正面登陆')
      await api.command('city-commander', routes.issueProtectiveOrder, { params: { incidentId: api.known(kept.typhoon) }, body: { divisionCode: CITY, measures: ['work', 'business', 'classes', 'transport', 'gatherings'], text: '自 8 月 9 日 14 时起全市停工、停业、停课、停运、停止集聚活动；危险区域人员全部转移，未经解除不得返回。', inForceFrom: on('08-09 14:00') } })
      const { items } = await api.read('city-commander', routes.listLinkageAlarms, { query: {} })
      if (items.some((alarm) => alarm.warningId === api.known('warning:red'))) throw new StepFailed('响应已到Ⅰ级，联动告警应已关闭')
    },
  },
  { at: on('08-09 12:18'), text: '签收Ⅰ级响应任务', run: (api) => allAnswer(api, 'board-1') },
  { at: on('08-09 12:22'), text: '实况预报、到岗名单等任务完成', run: (api) => allComplete(api, 'board-1-1222', '08-09 12:56') },
  { at: on('08-09 12:50'), text: '五停公告、封桥封路任务完成', run: (api) => allComplete(api, 'board-1-1250', '08-09 13:31') },
  { at: on('08-09 13:20'), text: '抢险、通信、物资任务完成', run: (api) => allComplete(api, 'board-1-1320', '08-09 14:11') },
  {
    at: on('08-09 14:00'),
    text: '三门累计雨量 161.8 毫米（实况）；避难场所全部开放；岭下村逐户转移（演示）',
    async run(api) {
      await postFix(api, '08-09 14:00')
      await tell(api, '市水利局：三门县过程雨量最大 161.8 毫米', { source: 'unit' })
      await allComplete(api, 'board-1-1400', '08-09 14:46')
      await openShelters(api)
      await fillLedger(api)
    },
  },
  { at: on('08-09 14:40'), text: '转移清零、电力道路任务完成', run: (api) => allComplete(api, 'board-1-1440', '08-09 23:59') },
  {
    at: on('08-09 16:00'),
    text: '应转移 187,920 人，已转移 186,400 人；1,520 人拒绝，已逐户上门（演示）',
    async run(api) {
      await postFix(api, '08-09 16:00')
      const incidentId = api.known(kept.typhoon)
      for (const [divisionCode, planned, moved, refused] of movedBySixteen) {
        await api.command(officer(divisionCode.slice(0, 6), 'county-government'), routes.reportCount, { params: { incidentId }, body: { divisionCode, kind: 'avoidance', planned, moved, refused, followedUp: refused, asOf: on('08-09 16:00') } })
      }
      await api.command(cityOfficer('flood-office'), routes.reportCount, { params: { incidentId }, body: { divisionCode: CITY, kind: 'avoidance', planned: 187_920, moved: 186_400, refused: 1_520, followedUp: 1_520, asOf: on('08-09 16:00') } })
    },
  },
  { at: on('08-09 18:30'), text: '避难场所登记入住（演示）', async run(api) { await postFix(api, '08-09 18:00'); await admit(api) } },
  { at: on('08-09 21:30'), text: '全省已转移 70.58 万人，避难场所 11.34 万人（实况）', async run(api) { await postFix(api, '08-09 20:00'); await tell(api, '省防指通报：全省已转移 705835 人，避难场所安置 113404 人') } },
  {
    at: on('08-09 22:00'),
    text: '玉环一处校舍避难点 400 余人（实况）；容量 500 人，后到的 120 人分流到邻近场所（演示）',
    async run(api) {
      await postFix(api, '08-09 22:00')
      const { items } = await api.read('city-duty', routes.listShelters, { query: { limit: 500 } })
      const college = items.find((shelter) => shelter.divisionCode.startsWith('331083') && shelter.capacity === 500 && shelter.occupancy === 430)
      if (!college) throw new StepFailed('演示数据里没有容量 500 人、已住 430 人的玉环避难点')
      const arrival = await api.command(officer('331083', 'county-government'), routes.admitToShelter, { params: { shelterId: college.id }, body: { people: 190, fromDivisionCode: '331083000000', incidentId: api.known(kept.typhoon), redirectToId: null } })
      if (arrival.redirected !== 120) throw new StepFailed(`应分流 120 人，实际 ${arrival.redirected} 人`)
    },
  },
  { at: on('08-09 22:30'), text: '市总值班室核对各县值守（演示）', run: async (api) => void (await unitOf(api, 'city-duty'), await unitAt(api, COUNTY, 'duty-office')) },
]
