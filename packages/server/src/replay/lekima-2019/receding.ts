import { routes } from '@fengsui/contract'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { CITY, cityOfficer, kept, on, receiveAll } from '../cast.ts'
import { StepFailed, type ScenarioStep, type StepApi } from '../scenario.ts'
import { postFix } from '../typhoon-fixes.ts'
import { later, oldTown, report } from './aftermath.ts'
import { homeFromPosts, sendHome } from './forces.ts'
import { changeCityLevel, cityOrder, fix } from './rising.ts'
import { emptyShelters } from './shelters.ts'
import { allAnswer, tell } from './stage.ts'

const slideFacts = (api: StepApi): IncidentFacts => ({ dead: api.parameters.deaths, missing: 0, injured: 1, seriouslyInjured: 1, collapsedRooms: 5, affectedPeople: 46, relocated: 38, livingAidNeeded: 38, directLossWan: 62 })
const secondSlideFacts: IncidentFacts = { dead: 2, missing: 1, collapsedRooms: 2, affectedPeople: 31, relocated: 28, livingAidNeeded: 28, directLossWan: 21_000 }
const noChange = { changes: '无变化', casualties: '无新增伤亡', rescueProgress: '搜救结束，转入善后', needs: '无', leadersOnScene: '县政府分管负责人（演示）' }

/** County and city follow up on an incident. */
async function followUps(api: StepApi, incidentId: string, name: string, facts: IncidentFacts, elements: { [field: string]: string }, as = 'demo-duty'): Promise<void> {
  await report(api, as, incidentId, 'followUp', facts, elements)
  await receiveAll(api, 'city-duty', incidentId, `${name}:city`)
  await report(api, 'city-duty', incidentId, 'followUp', facts, elements)
  await receiveAll(api, 'province-duty', incidentId, `${name}:province`)
}

/** What an evaluation calls for, beside the findings of its kind. */
const improvements: readonly { kinds: readonly string[]; target: 'plan' | 'duty' | 'resources' | 'training' | 'system'; text: string }[] = [
  { kinds: ['late-report'], target: 'plan', text: '县级预案增加“先电话、后书面”的初报岗位和 20 分钟内部提醒' },
  { kinds: ['omitted-report'], target: 'plan', text: '超保证水位自动来报直接进入报送流程，值班员只能说明、不能忽略' },
  { kinds: ['late-acknowledgement'], target: 'plan', text: '县政府任务签收明确 A、B 岗，失电失联时由乡镇片区代签' },
  { kinds: ['linkage-alarm'], target: 'plan', text: '红色预警生效后 60 分钟内必须研判是否提升为Ⅰ级，并写明不提升的理由' },
  { kinds: ['shortage'], target: 'plan', text: '预案附件补充市级舟艇缺口和省级增援的申请模板' },
  { kinds: ['shelter-redirect'], target: 'plan', text: '玉环校舍避难点预先配对邻近分流场所' },
  { kinds: ['escalated-call', 'unanswered-call'], target: 'plan', text: '信息员设第二联系人，第二次呼叫同时呼叫村主职' },
]

/** 11 and 12 August: the water falls, the dead are found, the response goes down and ends, everything comes home. */
export const receding: readonly ScenarioStep[] = [
  fix('08-11 02:00', '热带风暴级，23 m/s（实况）'),
  { at: on('08-11 04:00'), text: '灵江水位较峰值回落 30–50 厘米（实况）', async run(api) { await postFix(api, '08-11 04:00'); await tell(api, '灵江水位较峰值回落 30 至 50 厘米', { source: 'unit', typeCode: '11A01', incident: later.oldTown }) } },
  {
    at: on('08-11 06:30'),
    text: '各事件续报（演示）',
    async run(api) {
      await followUps(api, api.known(kept.slide), 'slide-11', slideFacts(api), noChange)
      await followUps(api, api.known(later.secondSlide), 'second-slide-11', { dead: 0, missing: 3, collapsedRooms: 2, affectedPeople: 31, relocated: 28, livingAidNeeded: 28 }, { ...noChange, rescueProgress: '搜救继续' })
    },
  },
  {
    at: on('08-11 08:00'),
    text: '续报与零报告：洪水事件数字无变化，零报告（演示）',
    async run(api) {
      await postFix(api, '08-11 08:00')
      await followUps(api, api.known(kept.flood), 'flood-11', { dead: 0, missing: 0, affectedPeople: 320, relocated: 210, livingAidNeeded: 120 }, noChange)
      await followUps(api, api.known(later.oldTown), 'old-town-11', oldTown.facts, { ...noChange, rescueProgress: '城区退水，清淤消杀' }, 'linhai-duty')
      await followUps(api, api.known(later.trapped), 'trapped-11', { dead: 0, missing: 0, trapped: 0, affectedPeople: 260, relocated: 180, livingAidNeeded: 180 }, noChange)
    },
  },
  { at: on('08-11 09:00'), text: '过程雨量临海 396.1 毫米、括苍山 829.5 毫米（实况）', run: (api) => tell(api, '过程雨量：临海市平均 396.1 毫米，括苍山站 829.5 毫米', { source: 'unit' }) },
  {
    at: on('08-11 13:00'),
    text: '乙村失联三人中两人遇难，损失 2.1 亿元；损失规则建议更高等级，领导确认并写明理由（演示）',
    async run(api) {
      const incidentId = api.known(later.secondSlide)
      await api.command('demo-duty', routes.updateFacts, { params: { incidentId }, body: { facts: secondSlideFacts, sourceNote: '县自然资源局现场核实' } })
      const grade = await api.once('second-slide-grade', async () => (await api.read('demo-leader', routes.getIncident, { params: { incidentId } })).proposal?.grade ?? 0)
      if (grade !== 1 && grade !== 2) throw new StepFailed(`损失 2.1 亿元应提高建议等级，实际建议 ${grade}`)
      await api.command('demo-leader', routes.confirmGrade, { params: { incidentId }, body: { grade, reason: '直接经济损失 2.1 亿元达到标准，按损失确认' } })
    },
  },
  { at: on('08-11 13:15'), text: '演示县、市里随即续报（演示）', run: (api) => followUps(api, api.known(later.secondSlide), 'second-slide-found', secondSlideFacts, { ...noChange, changes: '找到遇难者两人，直接经济损失 2.1 亿元', casualties: '死亡 2 人，下落不明 1 人', rescueProgress: '继续搜寻最后一人' }) },
  { at: on('08-11 14:00'), text: '市防指将响应降为Ⅱ级（演示）', async run(api) { await postFix(api, '08-11 14:00'); await api.command('gateway', routes.liftWarning, { params: { warningId: api.known('warning:red') }, body: {} }); await changeCityLevel(api, 2, '台风已远离，主要江河水位回落', '灵江仍超保证水位，停工停课停运按原令执行') } },
  { at: on('08-11 14:08'), text: '成员单位和各县（市、区）确认降级通知', run: (api) => allAnswer(api, 'board-lower-2') },
  { at: on('08-11 18:00'), text: '市防指将响应降为Ⅲ级（演示）', run: (api) => changeCityLevel(api, 3, '灵江退至保证水位以下，转入排涝和灾后恢复', '城区积水未排完，复工复课待检查后再定') },
  { at: on('08-11 18:08'), text: '成员单位和各县（市、区）确认降级通知', run: (api) => allAnswer(api, 'board-lower-3') },
  fix('08-11 20:50', '“利奇马”在山东青岛黄岛区再次登陆，23 m/s（实况）'),
  {
    at: on('08-12 06:30'),
    text: '各事件续报（演示）',
    async run(api) {
      await postFix(api, '08-12 05:00')
      await followUps(api, api.known(kept.slide), 'slide-12', slideFacts(api), noChange)
      await followUps(api, api.known(later.secondSlide), 'second-slide-12', { ...secondSlideFacts, dead: 2, missing: 1 }, noChange)
    },
  },
  {
    at: on('08-12 08:00'),
    text: '零报告（演示）',
    async run(api) {
      await followUps(api, api.known(kept.flood), 'flood-12', { dead: 0, missing: 0, affectedPeople: 320, relocated: 210, livingAidNeeded: 120 }, noChange)
      await followUps(api, api.known(later.oldTown), 'old-town-12', oldTown.facts, { ...noChange, rescueProgress: '城区恢复供电供水' }, 'linhai-duty')
      await followUps(api, api.known(later.trapped), 'trapped-12', { dead: 0, missing: 0, trapped: 0, affectedPeople: 260, relocated: 180, livingAidNeeded: 180 }, noChange)
    },
  },
  {
    at: on('08-12 10:00'),
    text: '舟艇全部归还，其中两艘损坏；台账平衡；仍不能返家的转为紧急转移安置（演示）',
    async run(api) {
      const incidentId = api.known(kept.typhoon)
      await homeFromPosts(api, 2)
      await sendHome(api, await api.once<string[]>('boats-to-linhai', () => Promise.resolve([])))
      const boats = await api.once('demo-boats', async () => {
        const { items } = await api.read('city-leader', routes.listDispatches, { query: { limit: 500, status: 'all' } })
        const sent = await api.once<string[]>('demo-dispatches', () => Promise.resolve([]))
        return items.filter((each) => sent.includes(each.id) && each.kind === 'equipment').map((each) => each.id).sort()
      })
      await sendHome(api, boats)
      const { balanced } = await api.read('city-leader', routes.reconcileStock, {})
      if (!balanced) throw new StepFailed('物资台账不平')
      await emptyShelters(api)
      await api.command('city-commander', routes.releaseReturn, { params: { incidentId }, body: { divisionCode: CITY } })
      await api.command(cityOfficer('flood-office'), routes.reportCount, { params: { incidentId }, body: { divisionCode: CITY, kind: 'resettlement', planned: 6_180, moved: 6_180, refused: 0, followedUp: 0, asOf: on('08-12 10:00') } })
    },
  },
  {
    at: on('08-12 12:00'),
    text: '市防指将响应降为Ⅳ级，解除指挥长令（演示）',
    async run(api) {
      await api.command('city-commander', routes.liftProtectiveOrder, { params: { orderId: await cityOrder(api) }, body: {} })
      await changeCityLevel(api, 4, '险情基本解除，转入恢复重建')
    },
  },
  { at: on('08-12 12:08'), text: '成员单位和各县（市、区）确认降级通知', run: (api) => allAnswer(api, 'board-lower-4') },
  {
    at: on('08-12 15:00'),
    text: '由启动者终止响应（演示）',
    async run(api) {
      await api.command('demo-commander', routes.endResponse, { params: { responseId: api.known(kept.countyResponse) }, body: { reason: '搜救结束，群众安置到位', cancelOpenTasks: true } })
      await api.command('city-commander', routes.endResponse, { params: { responseId: api.known(kept.cityResponse) }, body: { reason: '台风影响结束，险情解除', cancelOpenTasks: true } })
    },
  },
  {
    at: on('08-12 16:00'),
    text: '灾情基本稳定，报出终报；核报时限至 8 月 19 日（演示）',
    async run(api) {
      const incidentId = api.known(kept.slide)
      await api.command('demo-duty', routes.markStable, { params: { incidentId }, body: {} })
      await report(api, 'demo-duty', incidentId, 'final', slideFacts(api), { finalFigures: `死亡 ${api.parameters.deaths} 人，重伤 1 人，倒塌房屋 5 间，直接经济损失 62 万元`, cause: '台风暴雨引发滑坡', treatment: '搜救、转运、安置完成，周边人员全部撤离', lessons: '初报迟 22 分钟，已整改', disposal: '搜救、转运、安置完成' })
      await receiveAll(api, 'city-duty', incidentId, 'slide-final')
    },
  },
  {
    at: on('08-12 18:00'),
    text: '处置评估：迟报一起、漏报一起，村（社区）叫应 3,429/3,429，提出七条预案修改建议（演示）',
    async run(api) {
      const incidentId = api.known(kept.typhoon)
      await api.command('city-leader', routes.draftEvaluation, { params: { incidentId }, body: {} })
      const keys = await api.once('finding-keys', async () => {
        const { findings } = await api.read('city-leader', routes.getEvaluation, { params: { incidentId } })
        return findings.map(({ key, kind }) => ({ key, kind }))
      })
      for (const { kinds, target, text } of improvements) {
        const findingKeys = keys.filter((finding) => kinds.includes(finding.kind)).map((finding) => finding.key).slice(0, 50)
        if (findingKeys.length === 0) throw new StepFailed(`评估没有发现 ${kinds.join('、')}，无从提出改进`)
        await api.command('city-leader', routes.proposeImprovement, { params: { incidentId }, body: { findingKeys, planId: api.known('city-plan'), target, text } })
      }
      await api.command('city-leader', routes.issueEvaluation, { params: { incidentId }, body: { summary: '响应及时，转移有力；一起迟报、一起漏报均在演示县，已提出七条预案修改建议。' } })
    },
  },
]
