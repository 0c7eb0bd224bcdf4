/**
 * Words a structured plan may use. A plan names units by the duty they carry (水利, 应急, 消防 …) and posts by
 * function, never by person or by local unit name, so that the same plan text can be executed by a city and by a county.
 */

/** Kinds of plans. 《突发事件应急预案管理办法》(国办发〔2024〕5号) 第七至十七条. */
export const planKinds = {
  OVERALL: '总体应急预案',
  SPECIAL: '专项应急预案',
  DEPARTMENT: '部门应急预案',
  JOINT: '联合应急预案',
  EVENT_SUPPORT: '重大活动保障应急预案',
  CATASTROPHE: '巨灾应急预案',
  TOWNSHIP: '乡镇（街道）应急预案',
  VILLAGE: '村（社区）应急预案',
  UNIT: '单位应急预案',
  HANDBOOK: '应急工作手册',
  ACTION_PLAN: '应急行动方案',
} as const
export type PlanKind = keyof typeof planKinds

/** Duty names of units. A real unit may carry several (an emergency bureau usually hosts the flood office too). */
export const unitRoles = {
  'flood-office': '防汛防台抗旱指挥部办公室',
  'duty-office': '总值班室',
  emergency: '应急管理局',
  water: '水利局',
  meteorology: '气象局',
  'natural-resources': '自然资源和规划局',
  'public-security': '公安局',
  fire: '消防救援机构',
  transport: '交通运输局',
  health: '卫生健康部门',
  'civil-affairs': '民政局',
  power: '供电公司',
  telecom: '通信管理部门',
  publicity: '宣传部',
  housing: '住房和城乡建设部门',
  agriculture: '农业农村局',
  education: '教育局',
  tourism: '文化和旅游部门',
  grain: '粮食和物资储备部门',
  commerce: '商务局',
  maritime: '海事管理机构',
  environment: '生态环境部门',
  finance: '财政局',
  militia: '人民武装部（军分区）',
  'county-government': '县（市、区）人民政府',
  'town-government': '乡镇人民政府（街道办事处）',
  'upper-headquarters': '上一级防汛防台抗旱指挥部',
} as const
export type UnitRole = keyof typeof unitRoles

/** Posts of a headquarters, from the most senior to the most junior. */
export const postKeys = {
  chief: '总指挥',
  'executive-deputy': '常务副总指挥',
  deputy: '副总指挥',
  'office-director': '指挥部办公室主任',
  'duty-leader': '带班领导',
  'duty-officer': '值班员',
  'on-site-commander': '现场指挥官',
  'group-lead': '工作组组长',
} as const
export type PostKey = keyof typeof postKeys

/** Colours of public warnings, gravest first; NONE states that no warning is in force (which is not "unknown"). */
export const warningColours = ['RED', 'ORANGE', 'YELLOW', 'BLUE', 'NONE'] as const
export type WarningColour = (typeof warningColours)[number]

interface PlanFactLabel {
  readonly labelZh: string
  /** Unit shown after a value; empty when the value has none. */
  readonly unit: string
  readonly kind: 'number' | 'boolean' | 'colour' | 'level'
}

/** Facts that trigger conditions may ask about. `level` is a response level 1..4 (1 highest), 0 = none started. */
export const planFacts = {
  typhoonWarning: { labelZh: '台风预警信号', unit: '', kind: 'colour' },
  rainstormWarning: { labelZh: '暴雨预警信号', unit: '', kind: 'colour' },
  floodWarning: { labelZh: '洪水预警', unit: '', kind: 'colour' },
  flashFloodWarning: { labelZh: '山洪灾害预警', unit: '', kind: 'colour' },
  geologicalRiskWarning: { labelZh: '地质灾害气象风险预警', unit: '', kind: 'colour' },
  stormSurgeWarning: { labelZh: '风暴潮预警', unit: '', kind: 'colour' },
  upperResponseLevel: { labelZh: '上一级防指已启动的响应级别', unit: '级', kind: 'level' },
  landfallInOrNearArea: { labelZh: '台风预计或已经在本区域及邻近沿海登陆', unit: '', kind: 'boolean' },
  landfallWindForce: { labelZh: '登陆时中心附近最大风力', unit: '级', kind: 'number' },
  maxRainfall3hMillimetres: { labelZh: '3小时最大点雨量', unit: '毫米', kind: 'number' },
  maxRainfall24hMillimetres: { labelZh: '24小时最大点雨量', unit: '毫米', kind: 'number' },
  areaRainfall24hMillimetres: { labelZh: '24小时面雨量', unit: '毫米', kind: 'number' },
  gaugeAboveWarningMetres: { labelZh: '江河控制站超警戒水位', unit: '米', kind: 'number' },
  gaugeAboveGuaranteeMetres: { labelZh: '江河控制站超保证水位', unit: '米', kind: 'number' },
  smallReservoirInDanger: { labelZh: '小型水库出现重大险情', unit: '', kind: 'boolean' },
  largeReservoirInDanger: { labelZh: '大中型水库出现重大险情', unit: '', kind: 'boolean' },
  dikeBreached: { labelZh: '主要堤防、海塘决口', unit: '', kind: 'boolean' },
  deadOrMissing: { labelZh: '因灾死亡和下落不明', unit: '人', kind: 'number' },
  trapped: { labelZh: '被困待救', unit: '人', kind: 'number' },
  householdsWithoutPower: { labelZh: '停电用户', unit: '户', kind: 'number' },
} as const satisfies Record<string, PlanFactLabel>
export type PlanFact = keyof typeof planFacts

/** What a notice template may name between double braces. Never personal data: notices go into the journal. */
export const noticePlaceholders = {
  incident: '突发事件名称',
  level: '响应级别（Ⅰ级…Ⅳ级）',
  plan: '预案名称',
  headquarters: '指挥部名称',
  startedAt: '启动时间（北京时间）',
  deadline: '要求确认的时间（北京时间）',
} as const
export type NoticePlaceholder = keyof typeof noticePlaceholders

/** What may be asked for as proof that a task was done. */
export const evidenceKinds = {
  text: '文字反馈',
  figures: '数字报表',
  photo: '现场照片',
  position: '现场定位',
  list: '人员或设施清单',
  minutes: '会商纪要',
  signature: '签收单',
} as const

/** Phase a task belongs to within a response. */
export const taskPhases = {
  mobilise: '启动集结',
  prepare: '防御准备',
  rescue: '抢险救援',
  sustain: '持续保障',
  recover: '灾后处置',
} as const
export type TaskPhase = keyof typeof taskPhases

const romanLevels = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' } as const
/** Response level of the 突发事件应对法 第七十一条: 1 is the highest. */
export type ResponseLevelNumber = keyof typeof romanLevels
export const responseLevelNumbers = [1, 2, 3, 4] as const satisfies readonly ResponseLevelNumber[]

/** `1` → `Ⅰ级`. */
export function nameLevel(level: ResponseLevelNumber): string {
  return `${romanLevels[level]}级`
}
