import { z } from 'zod'

const people = z.int({ error: '人数须是 0 以上的整数' })
  .min(0, { error: '人数不能是负数' })
  .max(1_500_000_000, { error: '人数超出可能范围，请核对' })
const count = z.int({ error: '数量须是 0 以上的整数' })
  .min(0, { error: '数量不能是负数' })
  .max(1_000_000_000, { error: '数量超出可能范围，请核对' })
const amount = (max: number) => z.number({ error: '须是数字' })
  .min(0, { error: '不能是负数' })
  .max(max, { error: '数值超出可能范围，请核对单位' })
const hours = amount(87_600)

const known = <T extends z.ZodType>(schema: T) => schema.nullish()

/**
 * What is known about an incident's consequences. Absent or null means **unknown, not zero**; unknown facts never satisfy
 * a threshold. Labels and units are in `factLabels`.
 */
export const incidentFactsSchema = z.strictObject({
  dead: known(people),
  missing: known(people),
  injured: known(people),
  seriouslyInjured: known(people),
  poisoned: known(people),
  hospitalised: known(people),
  trapped: known(people),
  endangered: known(people),
  evacuated: known(people),
  affectedPeople: known(people),
  relocated: known(people),
  livingAidNeeded: known(people),
  droughtAidNeeded: known(people),
  droughtAidSharePercent: known(amount(100)),
  relocationThreatened: known(people),
  participants: known(people),
  brawlParticipants: known(people),
  prisonEscapees: known(people),
  directLossWan: known(amount(10_000_000_000)),
  potentialLossWan: known(amount(10_000_000_000)),
  lossShareOfGdpPercent: known(amount(1_000)),
  collapsedRooms: known(count),
  seriouslyDamagedRooms: known(count),
  damagedHouseholds: known(count),
  burntAreaHectares: known(amount(100_000_000)),
  affectedAreaSquareKilometres: known(amount(10_000_000)),
  magnitude: known(amount(10)),
  cutHours: known(hours),
  strandedPeople: known(people),
  strandedHours: known(hours),
  liftTrappedHours: known(hours),
  ropewayStrandedHours: known(hours),
  rideStrandedHours: known(hours),
  sparselyPopulated: known(z.boolean()),
  denselyPopulated: known(z.boolean()),
  otherWoodlandAlight: known(z.boolean()),
  cityWaterIntakeStopped: known(z.boolean()),
  countyWaterIntakeStopped: known(z.boolean()),
  townshipWaterIntakeStopped: known(z.boolean()),
  crossesProvinces: known(z.boolean()),
  crossesCities: known(z.boolean()),
  gravePollution: known(z.boolean()),
  keyFacilityThreatened: known(z.boolean()),
  basinExtremeFlood: known(z.boolean()),
  regionalLargeFlood: known(z.boolean()),
  keyReachBreached: known(z.boolean()),
  generalReachBreached: known(z.boolean()),
  keyLargeReservoirCollapsed: known(z.boolean()),
  reservoirCollapsed: known(z.boolean()),
  extremeDrought: known(z.boolean()),
  severeDrought: known(z.boolean()),
  extremeWeatherOverKeyCity: known(z.boolean()),
  organsStormed: known(z.boolean()),
  plagueOrAnthraxInLargeCity: known(z.boolean()),
  sarsOrAvianFluSpreading: known(z.boolean()),
  newInfectiousDisease: known(z.boolean()),
  largeBoilerExploded: known(z.boolean()),
  pressureEquipmentExploded: known(z.boolean()),
  craneOverturned: known(z.boolean()),
  craneMainPartBroken: known(z.boolean()),
})
export type IncidentFacts = z.infer<typeof incidentFactsSchema>
export type FactName = keyof IncidentFacts

export interface FactLabel {
  labelZh: string
  /** Unit shown after the number; '' for yes/no facts. */
  unitZh: string
  kind: 'count' | 'amount' | 'yes-no'
  /** What to count, where officers commonly count differently. */
  noteZh?: string
}

const personFact = (labelZh: string, noteZh?: string): FactLabel =>
  ({ labelZh, unitZh: '人', kind: 'count', ...(noteZh === undefined ? {} : { noteZh }) })
const countFact = (labelZh: string, unitZh: string): FactLabel => ({ labelZh, unitZh, kind: 'count' })
const amountFact = (labelZh: string, unitZh: string, noteZh?: string): FactLabel =>
  ({ labelZh, unitZh, kind: 'amount', ...(noteZh === undefined ? {} : { noteZh }) })
const yesNo = (labelZh: string): FactLabel => ({ labelZh, unitZh: '', kind: 'yes-no' })

/** The one place that names each fact in Chinese with its unit. */
export const factLabels: Readonly<Record<FactName, FactLabel>> = {
  dead: personFact('死亡', '已确认死亡；成功避险、避免伤亡的人不计'),
  missing: personFact('下落不明', '失踪、失联尚未找到的人，不与死亡重复'),
  injured: personFact('受伤', '受伤总数，含重伤'),
  seriouslyInjured: personFact('重伤'),
  poisoned: personFact('中毒', '急性中毒人数，不与重伤重复'),
  hospitalised: personFact('住院观察'),
  trapped: personFact('被困'),
  endangered: personFact('涉险', '人身安全受到直接威胁的人，含被困'),
  evacuated: personFact('紧急疏散转移'),
  affectedPeople: personFact('受灾人口'),
  relocated: personFact('紧急转移安置'),
  livingAidNeeded: personFact('需紧急生活救助'),
  droughtAidNeeded: personFact('因旱需生活救助'),
  droughtAidSharePercent: amountFact('因旱需生活救助占农牧业人口比例', '%'),
  relocationThreatened: personFact('受威胁需搬迁转移'),
  participants: personFact('参与人数'),
  brawlParticipants: personFact('械斗人数'),
  prisonEscapees: personFact('脱逃人数'),
  directLossWan: amountFact('直接经济损失', '万元', '只计直接损失，间接损失不计'),
  potentialLossWan: amountFact('可能造成的经济损失', '万元'),
  lossShareOfGdpPercent: amountFact('直接经济损失占全省上年生产总值比例', '%'),
  collapsedRooms: countFact('倒塌房屋', '间'),
  seriouslyDamagedRooms: countFact('严重损坏房屋', '间'),
  damagedHouseholds: countFact('倒塌和严重损坏房屋户数', '户'),
  burntAreaHectares: amountFact('受害面积', '公顷', '受害森林或草原面积，不是过火面积'),
  affectedAreaSquareKilometres: amountFact('影响面积', '平方公里'),
  magnitude: amountFact('震级', '级'),
  cutHours: amountFact('交通干线中断', '小时'),
  strandedPeople: personFact('高空滞留'),
  strandedHours: amountFact('高空滞留时间', '小时'),
  liftTrappedHours: amountFact('电梯轿厢滞留时间', '小时'),
  ropewayStrandedHours: amountFact('客运索道滞留时间', '小时'),
  rideStrandedHours: amountFact('大型游乐设施滞留时间', '小时'),
  sparselyPopulated: yesNo('震区人烟稀少'),
  denselyPopulated: yesNo('震区人口密集'),
  otherWoodlandAlight: yesNo('其他林地起火'),
  cityWaterIntakeStopped: yesNo('设区的市级水源地取水中断'),
  countyWaterIntakeStopped: yesNo('县级水源地取水中断'),
  townshipWaterIntakeStopped: yesNo('乡镇水源地取水中断'),
  crossesProvinces: yesNo('影响跨省'),
  crossesCities: yesNo('影响跨设区的市'),
  gravePollution: yesNo('造成严重环境污染'),
  keyFacilityThreatened: yesNo('危及重要场所和设施'),
  basinExtremeFlood: yesNo('一个流域特大洪水或多个流域同时大洪水'),
  regionalLargeFlood: yesNo('一个流域或部分区域大洪水'),
  keyReachBreached: yesNo('大江大河干流重要河段堤防决口'),
  generalReachBreached: yesNo('大江大河干流一般河段或主要支流堤防决口或重大险情'),
  keyLargeReservoirCollapsed: yesNo('重点大型水库垮坝'),
  reservoirCollapsed: yesNo('大中型水库垮坝'),
  extremeDrought: yesNo('数省多市严重干旱或多个大城市极度干旱'),
  severeDrought: yesNo('多市严重干旱或大城市严重干旱'),
  extremeWeatherOverKeyCity: yesNo('重要城市上空特大暴雨、大雪、龙卷风、沙尘暴、台风等极端天气'),
  organsStormed: yesNo('冲击、围攻县级以上党政军机关和要害部门'),
  plagueOrAnthraxInLargeCity: yesNo('大中城市发生肺鼠疫或肺炭疽并扩散'),
  sarsOrAvianFluSpreading: yesNo('传染性非典型肺炎、人感染高致病性禽流感并有扩散趋势'),
  newInfectiousDisease: yesNo('新发传染病或我国尚未发现的传染病传入并扩散'),
  largeBoilerExploded: yesNo('600 兆瓦以上锅炉爆炸'),
  pressureEquipmentExploded: yesNo('锅炉、压力容器、压力管道爆炸'),
  craneOverturned: yesNo('起重机械整体倾覆'),
  craneMainPartBroken: yesNo('起重机械主要受力结构件折断或起升机构坠落'),
}
