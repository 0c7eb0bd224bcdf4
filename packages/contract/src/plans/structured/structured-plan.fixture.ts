import type { PlanOrganisation } from './instantiated-plan.ts'
import { StructuredPlan } from './structured-plan.ts'

const typhoon = (values: string[]) => ({ fact: 'typhoonWarning', op: 'in', value: values, unit: '', textZh: '台风预警' })
const task = (key: string, groupKey: string, unitRole: string, deadlineMinutes: number, more: object = {}) => ({
  key, groupKey, owner: { unitRole, nameZh: unitRole }, titleZh: key, detailZh: `${key}的要求`, phase: 'prepare', deadlineMinutes, evidenceRequired: ['text'], ...more,
})
const county = { unitRole: 'county-government', nameZh: '各县', each: true }

/** A plan of two levels, small enough to read: Ⅳ, and Ⅲ that builds on it. */
export const smallPlan: StructuredPlan = StructuredPlan.parse({
  title: '小预案', number: 'T-1', issuerZh: '测试', kind: 'SPECIAL', hazards: ['11B01'], areaDivisionCode: '331000000000', version: '1', validFrom: '2019-01-01',
  legalBasis: ['《中华人民共和国突发事件应对法》'],
  headquarters: {
    nameZh: '指挥部', chief: { postKey: 'chief', nameZh: '总指挥' }, deputies: [{ postKey: 'deputy', nameZh: '副总指挥' }],
    members: [{ unitRole: 'emergency', nameZh: '应急' }, { unitRole: 'water', nameZh: '水利' }, county],
    office: { unitRole: 'flood-office', nameZh: '防指办' }, officeDirector: { postKey: 'office-director', nameZh: '办公室主任' }, duties: [],
  },
  groups: [
    { key: 'coordination', nameZh: '综合组', lead: { unitRole: 'emergency', nameZh: '应急' }, members: [], duties: ['协调'] },
    { key: 'rescue', nameZh: '抢险组', lead: { unitRole: 'water', nameZh: '水利' }, members: [county], duties: ['抢险'] },
  ],
  onSiteHeadquarters: { commander: { postKey: 'on-site-commander', nameZh: '现场指挥官' }, powers: ['指挥现场'] },
  seats: [{ room: '201', unit: { unitRole: 'water', nameZh: '水利' } }],
  responseLevels: [
    {
      level: 4, nameZh: 'Ⅳ级', starter: { postKey: 'office-director', nameZh: '办公室主任' }, cumulative: false, expectedDurationHours: 24,
      triggers: { any: [typhoon(['BLUE', 'YELLOW', 'ORANGE', 'RED'])] }, measures: ['值班'],
      tasks: [task('watch', 'coordination', 'flood-office', 30), task('hydrology', 'rescue', 'water', 60), task('list', 'rescue', 'x', 120, { owner: county })],
      notices: [{ key: 'all', to: { allUnitsOfLevel: true }, textZh: '{{headquarters}}启动{{level}}响应（{{incident}}），{{deadline}}前确认', deadlineMinutes: 30 }],
      resourceDemands: [{ key: 'bags', itemZh: '编织袋', quantity: 100, unitZh: '条', forGroupKey: 'rescue', byMinutes: 60 }],
      lowerWhen: { any: [] }, endWhen: { all: [typhoon(['NONE'])] },
    },
    {
      level: 3, nameZh: 'Ⅲ级', starter: { postKey: 'deputy', nameZh: '副总指挥' }, cumulative: true, expectedDurationHours: 48,
      triggers: { any: [
        { all: [typhoon(['ORANGE', 'RED']), { fact: 'landfallInOrNearArea', op: '=', value: true, unit: '', textZh: '登陆本地' }] },
        { fact: 'deadOrMissing', op: '>=', value: 3, unit: '人', textZh: '死亡失踪3人以上' },
      ] }, measures: ['转移'],
      tasks: [task('hydrology', 'rescue', 'water', 30), task('transfer', 'rescue', 'x', 240, { owner: county, dependsOn: ['list'] })],
      notices: [{ key: 'deputy', to: { postKey: 'deputy', nameZh: '副总指挥' }, textZh: '请到岗', deadlineMinutes: 20 }],
      resourceDemands: [{ key: 'bags', itemZh: '编织袋', quantity: 500, unitZh: '条', forGroupKey: 'rescue', byMinutes: 60 }],
      lowerWhen: { all: [typhoon(['BLUE', 'NONE']), { fact: 'trapped', op: '=', value: 0, unit: '人', textZh: '无人被困' }] }, endWhen: { all: [typhoon(['NONE'])] },
    },
  ],
  reporting: [], endConditions: ['预警解除'], chapters: [],
})

const unit = (id: string, role: string, divisionCode = '331000000000') => ({ id, role, name: `${role} ${id}`, divisionCode })
const post = (key: string, unitId: string, personId: string | null) => ({ key, unitId, divisionCode: '331000000000', lead: false, personId })

/** Everything `smallPlan` names, plus a county water bureau that must never be taken for the city's. */
export const fullOrganisation: PlanOrganisation = {
  units: [
    unit('u-flood', 'flood-office'), unit('u-emergency', 'emergency'), unit('u-water', 'water'), unit('a-county-water', 'water', '331082000000'),
    unit('u-c1', 'county-government', '331082000000'), unit('u-c2', 'county-government', '331099000000'), unit('u-elsewhere', 'county-government', '330212000000'),
  ],
  posts: [
    post('chief', 'u-flood', 'p-chief'), post('deputy', 'u-flood', 'p-deputy'), post('office-director', 'u-flood', 'p-director'),
    post('on-site-commander', 'u-water', 'p-onsite'), post('group-lead', 'u-emergency', 'p-lead-1'), post('group-lead', 'u-water', 'p-lead-2'),
  ],
  fallbackUnitId: 'u-starter',
}
