import type { DeadlineRule } from '../deadline-rule.ts'

const publicHealth: DeadlineRule[] = [
  {
    ruleId: 'health.institution-county', titleZh: '医疗卫生机构网络直报', phase: 'WRITTEN', channel: 'written', clockStart: 'known',
    limit: { kind: 'minutes', minutes: 120 }, fromLevel: 'unit', toLevel: 'county',
    appliesTo: { incidentClasses: ['public-health'] },
    legalBasis: { instrument: '突发公共卫生事件应对法', article: '第三十条', issuedBy: '全国人民代表大会常务委员会' },
    validFrom: '2025-11-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '',
  },
  {
    ruleId: 'health.county-own-government', titleZh: '卫生健康部门立即报告本级政府', phase: 'PHONE', channel: 'phone', clockStart: 'known',
    limit: { kind: 'immediate' }, fromLevel: 'county', toLevel: 'own-government',
    appliesTo: { incidentClasses: ['public-health'] },
    legalBasis: { instrument: '突发公共卫生事件应对法', article: '第三十三条', issuedBy: '全国人民代表大会常务委员会' },
    validFrom: '2025-11-01', validTo: null, verified: 'verified', origin: 'national', enabled: true, areaPrefix: '',
  },
]

const forestFire: DeadlineRule[] = ([['county', 'city'], ['city', 'province'], ['province', 'ministry']] as const)
  .map(([fromLevel, toLevel]) => ({
    ruleId: `forest-fire.national.${fromLevel}-${toLevel}`,
    titleZh: '重点森林火灾立即逐级报至国家',
    phase: 'PHONE',
    channel: 'phone',
    clockStart: 'known',
    limit: { kind: 'immediate' },
    fromLevel,
    toLevel,
    appliesTo: {
      standardIds: ['forest-fire'],
      anyOf: [
        { ruleId: 'forest-fire.national.dead', textZh: '死亡3人以上', all: [{ fact: 'dead', op: '>=', value: 3 }] },
        { ruleId: 'forest-fire.national.seriously-injured', textZh: '重伤10人以上', all: [{ fact: 'seriouslyInjured', op: '>=', value: 10 }] },
        { ruleId: 'forest-fire.national.facility', textZh: '威胁居民区或者重要设施', all: [{ fact: 'keyFacilityThreatened', op: '>=', value: 1 }] },
        { ruleId: 'forest-fire.national.provinces', textZh: '跨省', all: [{ fact: 'crossesProvinces', op: '>=', value: 1 }] },
      ],
    },
    legalBasis: { instrument: '森林防火条例（国务院令第541号）', article: '第三十二条', issuedBy: '国务院' },
    validFrom: '2009-01-01',
    validTo: null,
    verified: 'verified',
    origin: 'national',
    enabled: true,
    areaPrefix: '',
    noteZh: '24小时尚未扑灭、省界、原始林区等情形由值班人员判断。',
  }))

/** Public health and forest fire. */
export const healthAndWildfireDeadlines: readonly DeadlineRule[] = [...publicHealth, ...forestFire]
