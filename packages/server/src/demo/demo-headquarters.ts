import type { PostKey, UnitRole } from '@fengsui/contract/plans/structured'

/** A special HQ of the emergency committee as the demo sets it up in a city and in a county. */
export interface DemoHeadquarters {
  readonly name: string
  readonly hazard: string
  readonly office: UnitRole
  readonly chief: PostKey
  readonly members: readonly UnitRole[]
}

/** What a member unit does in any of them. */
export const memberDuties: Partial<Record<UnitRole, string>> = {
  emergency: '综合协调，组织抢险救援和受灾人员安置',
  water: '水情监测预报、水利工程险情处置',
  meteorology: '天气监测预报和灾害预警',
  'natural-resources': '地质灾害监测、险情调查和技术支撑',
  'public-security': '现场警戒、交通管制、社会秩序',
  fire: '人员搜救、抢险灭火',
  transport: '道路抢通、应急运力',
  health: '伤员救治、卫生防疫',
  'civil-affairs': '受灾群众生活救助、善后',
  power: '电力抢修、应急供电',
  telecom: '应急通信、公网抢修',
  publicity: '信息发布、舆情引导',
  housing: '房屋和市政设施安全、工程抢险',
  agriculture: '农业生产救灾、动物疫情防控',
  education: '学校和师生安全',
  tourism: '景区和游客安全',
  grain: '救灾物资、粮油保障',
  commerce: '生活必需品市场供应',
  maritime: '水上交通管制、水上搜救',
  environment: '环境监测、污染处置',
  finance: '应急资金保障',
  militia: '组织民兵参加抢险救援',
  'flood-office': '防汛防台抗旱日常工作和应急调度',
  'duty-office': '信息接报、传达和督办',
}

const always: readonly UnitRole[] = ['emergency', 'public-security', 'health', 'publicity', 'finance']

const define = (name: string, hazard: string, office: UnitRole, members: readonly UnitRole[], chief: PostKey = 'executive-deputy'): DemoHeadquarters => ({
  name,
  hazard,
  office,
  chief,
  members: [...new Set([...always, ...members])].filter((role) => role !== office),
})

/** Eighteen, as counties have them (ORG-3). */
export const demoHeadquarters: readonly DemoHeadquarters[] = [
  define('防汛防台抗旱指挥部', '洪涝、台风、干旱', 'flood-office', ['water', 'meteorology', 'natural-resources', 'fire', 'transport', 'power', 'telecom', 'civil-affairs', 'housing', 'agriculture', 'education', 'tourism', 'grain', 'commerce', 'maritime', 'militia', 'duty-office'], 'chief'),
  define('抗震救灾指挥部', '地震', 'emergency', ['fire', 'housing', 'natural-resources', 'transport', 'power', 'telecom', 'civil-affairs', 'grain', 'militia']),
  define('地质灾害应急指挥部', '地质灾害', 'natural-resources', ['fire', 'water', 'meteorology', 'transport', 'civil-affairs', 'militia']),
  define('森林防灭火指挥部', '森林火灾', 'emergency', ['natural-resources', 'fire', 'meteorology', 'transport', 'militia']),
  define('低温雨雪冰冻灾害应急指挥部', '低温雨雪冰冻', 'emergency', ['meteorology', 'transport', 'power', 'agriculture', 'civil-affairs', 'commerce']),
  define('水上搜救指挥部', '水上突发事件', 'emergency', ['maritime', 'transport', 'fire', 'agriculture', 'meteorology']),
  define('安全生产应急指挥部', '生产安全事故', 'emergency', ['fire', 'housing', 'transport', 'environment']),
  define('危险化学品事故应急指挥部', '危险化学品事故', 'emergency', ['fire', 'environment', 'transport', 'meteorology']),
  define('消防安全应急指挥部', '火灾', 'fire', ['power', 'housing', 'telecom']),
  define('道路交通事故应急指挥部', '道路交通事故', 'public-security', ['transport', 'fire']),
  define('建设工程事故应急指挥部', '建设工程事故', 'housing', ['fire', 'power', 'natural-resources']),
  define('旅游突发事件应急指挥部', '旅游突发事件', 'tourism', ['fire', 'transport', 'meteorology']),
  define('突发环境事件应急指挥部', '突发环境事件', 'environment', ['water', 'fire', 'meteorology', 'agriculture']),
  define('大面积停电事件应急指挥部', '大面积停电', 'power', ['telecom', 'transport', 'commerce', 'housing']),
  define('通信保障应急指挥部', '通信中断', 'telecom', ['power', 'transport', 'militia']),
  define('突发公共卫生事件应急指挥部', '公共卫生', 'health', ['education', 'transport', 'agriculture', 'commerce', 'civil-affairs']),
  define('重大动物疫情应急指挥部', '动物疫情', 'agriculture', ['transport', 'commerce', 'environment']),
  define('粮食供应应急指挥部', '粮食供应', 'grain', ['commerce', 'agriculture', 'transport']),
]
