import type { LegalBasis } from '../../../incidents/grading/index.ts'
import type { DeadlineRule, DeadlineScope } from '../deadline-rule.ts'

/*
 * "30 minutes by phone, 1 hour in writing" and the skip-level clocks are provincial and local office rules, not national law. They
 * ship as samples marked 'local-sample' so that an office replaces them with its own document.
 */
const localBasis = (article: string): LegalBasis => ({
  instrument: '地方突发事件信息报送规定（样例，请换成本地文件）', article, issuedBy: '地方党委政府办公厅（室）',
})
const sample = { validFrom: '2017-01-01', validTo: null, verified: 'from-memory', origin: 'local-sample', areaPrefix: '' } as const

const threeDeadOrMissing: DeadlineScope = {
  incidentClasses: ['natural-disaster', 'accident'],
  anyOf: [{
    ruleId: 'local.three-dead-or-missing', textZh: '死亡失踪3人以上', all: [{ fact: 'deadOrMissing', op: '>=', value: 3 }],
  }],
}

const largerIncident: DeadlineRule[] = [
  {
    ruleId: 'local.larger.county-province.phone', titleZh: '死亡失踪3人以上电话直报省级', phase: 'PHONE', channel: 'phone',
    clockStart: 'known', limit: { kind: 'minutes', minutes: 30 }, fromLevel: 'county', toLevel: 'province',
    appliesTo: threeDeadOrMissing, legalBasis: localBasis('死亡失踪3人以上30分钟内报告'), ...sample, enabled: true,
    noteZh: '2017 年某地样例，默认启用；本地没有此项要求的请停用。',
  },
  {
    ruleId: 'local.larger.county-province.written', titleZh: '较大以上突发事件书面报省级', phase: 'WRITTEN', channel: 'written',
    clockStart: 'occurred', limit: { kind: 'minutes', minutes: 180 }, fromLevel: 'county', toLevel: 'province',
    appliesTo: { incidentClasses: ['natural-disaster', 'accident'], grades: [1, 2, 3] },
    legalBasis: localBasis('较大以上突发事件3小时内报省'), ...sample, enabled: true,
    noteZh: '某地样例，默认启用；本地没有此项要求的请停用。',
  },
]

const generalOffice: DeadlineRule[] = ([['county', 'city'], ['city', 'province']] as const).flatMap(([fromLevel, toLevel]) =>
  ([['PHONE', 'phone', 30], ['WRITTEN', 'written', 60]] as const).map(([phase, channel, minutes]): DeadlineRule => ({
    ruleId: `local.office.${fromLevel}-${toLevel}.${channel}`,
    titleZh: channel === 'phone' ? '电话报告（30分钟）' : '书面报告（1小时）',
    phase, channel, clockStart: 'known', limit: { kind: 'minutes', minutes }, fromLevel, toLevel, appliesTo: {},
    legalBasis: localBasis('30分钟电话报告、1小时书面报告'), ...sample, enabled: false,
    noteZh: '多地办公厅有此要求，国家层面没有；默认停用，按本地文件启用。',
  })))

/** Local-office samples: skip-level reporting from three dead or missing (on), and 30 min phone / 1 h written (off). */
export const localSampleDeadlines: readonly DeadlineRule[] = [...largerIncident, ...generalOffice]
