import { describe, expect, it } from 'vitest'
import { decideSigning, findSecretMark, isOpenReport, mayReview, needsLeader, nextReportStatus, proposeRouting, reportLifecycle, reportStatusNames, routingRules, signingRuleAt, signingRules, urgencyOf, type ReportAction, type ReportStatus, type SigningCase } from './index.ts'

const rule = signingRuleAt('2026-11-22')
const given = (more: Partial<SigningCase> = {}): SigningCase => ({ kind: 'followUp', by: 'system', status: 'draft', grade: 3, dead: 0, isDrafter: true, isLeader: false, ...more })

describe('lifecycle of a report', () => {
  const actions: ReportAction[] = ['revise', 'submit', 'withdraw', 'approve', 'return', 'issue', 'discard']
  const allowed: Readonly<Record<ReportStatus, readonly ReportAction[]>> = { draft: ['revise', 'submit', 'issue', 'discard'], returned: ['revise', 'submit', 'discard'], inReview: ['withdraw', 'approve', 'return', 'issue'], approved: ['withdraw', 'return', 'issue'], issued: [], discarded: [] }
  it.each(Object.keys(reportStatusNames) as ReportStatus[])('%s allows its own and refuses the rest in Chinese', (status) => {
    for (const action of actions) {
      const next = nextReportStatus(status, action)
      if (allowed[status].includes(action)) expect(next).toEqual({ to: (reportLifecycle[status] as Record<string, string>)[action] })
      else expect(next).toEqual({ refusedZh: expect.stringMatching(/[\u4e00-\u9fff]/u) as string })
    }
  })
  it('what is issued or discarded is no longer open', () => expect((Object.keys(reportStatusNames) as ReportStatus[]).filter(isOpenReport)).toEqual(['draft', 'returned', 'inReview', 'approved']))
})

describe('who signs', () => {
  it('a leader is wanted from grade Ⅲ and from three dead, on both sides of the line', () => {
    expect([4, 3, 2, 1, null].map((grade) => needsLeader(rule, { grade, dead: 0 }))).toEqual([false, true, true, true, false])
    expect([2, 3, null].map((dead) => needsLeader(rule, { grade: 4, dead }))).toEqual([false, true, false])
  })
  it('first reports and follow-ups never wait for a person; final ones do', () => {
    expect(decideSigning(rule, given({ grade: 4 }))).toEqual({ answer: 'may', way: 'plain' })
    expect(decideSigning(rule, given({ kind: 'initial' })).answer).toBe('urgent-only')
    expect(decideSigning(rule, given()).answer).toBe('urgent-only')
    expect(decideSigning(rule, given({ status: 'inReview' })).answer).toBe('urgent-only')
    expect(decideSigning(rule, given({ kind: 'final' })).answer).toBe('not-yet')
    expect(decideSigning(rule, given({ kind: 'initial', by: 'phone' }))).toEqual({ answer: 'may', way: 'phoneFirst' })
    expect(decideSigning(rule, given({ by: 'phone' })).answer).toBe('urgent-only')
  })
  it('a leader signs what another drafted, and a first report of the own hand', () => {
    expect(decideSigning(rule, given({ isLeader: true, isDrafter: false }))).toEqual({ answer: 'may', way: 'leader' })
    expect(decideSigning(rule, given({ isLeader: true, kind: 'initial' }))).toEqual({ answer: 'may', way: 'leader' })
    expect(decideSigning(rule, given({ isLeader: true })).answer).toBe('urgent-only')
    expect(decideSigning(rule, given({ isLeader: true, kind: 'final' })).answer).toBe('not-yet')
  })
  it('what was approved goes; what was returned does not, for nobody', () => {
    expect(decideSigning(rule, given({ status: 'approved', kind: 'final' }))).toEqual({ answer: 'may', way: 'reviewed' })
    for (const isLeader of [true, false]) expect(decideSigning(rule, given({ status: 'returned', grade: 4, isLeader, isDrafter: false })).answer).toBe('not-yet')
  })
  it('nobody reviews the own draft where two persons are wanted', () => {
    expect(mayReview(rule, { grade: 3, dead: 0, isDrafter: true })).toBe(false)
    expect(mayReview(rule, { grade: 4, dead: 0, isDrafter: true })).toBe(true)
    expect(mayReview(rule, { grade: 1, dead: 0, isDrafter: false })).toBe(true)
  })
  it('the paper is 特急 from Ⅱ, 加急 at Ⅲ', () => expect([1, 2, 3, 4, null].map((grade) => urgencyOf(rule, grade))).toEqual(['特急', '特急', '加急', null, null]))
  it('rules are dated and name their basis', () => {
    expect(signingRules.every((each) => each.basis.instrument !== '' && each.defaultNoteZh !== '')).toBe(true)
    expect(routingRules.every((each) => each.validFrom < '2026-01-01' && each.basis.article !== '')).toBe(true)
  })
})

describe('marks of secrecy', () => {
  it.each(['机密★1年', '秘密 ☆ 长期', '绝密*', '密级：秘密', '密级和保密期限: 【机密】', '情况如下\n机密\n人员伤亡', '【绝密】', '（秘密）', '机 密', '秘密 3年'])('%s is one', (text) => expect(findSecretMark(text)).not.toBeNull())
  it.each(['秘密水道', '涉嫌泄露商业秘密', '机密性要求', '绝密飞行员遗址附近塌方', '机密级计算机房起火', '密级：无', '密级：公开', '该企业把秘密排污口封堵', ''])('%s is none', (text) => expect(findSecretMark(text)).toBeNull())
})

describe('routing', () => {
  const units = [{ unitId: 'p', name: '演示县公安局', role: 'public-security' }, { unitId: 'u', name: '演示县总工会', role: 'group' }, { unitId: 'e', name: '演示县应急管理局', role: 'emergency' }, { unitId: 'g', name: '演示县人民政府', role: 'county-government' }, { unitId: 'w', name: '演示县水利局', role: 'water' }]
  const propose = (incidentClass: string, grade: number | null, day = '2026-11-22') => proposeRouting({ incidentClass, grade, kind: 'initial', units, day })
  it('an accident goes to police, labour, union and prosecutor; those the place has not are named', () => {
    const proposals = propose('accident', 4)
    expect(proposals.map(({ unitId, name }) => unitId ?? `缺${name}`)).toEqual(['p', '缺劳动保障行政部门', 'u', '缺人民检察院', 'g', 'e'])
    expect(proposals[0]?.reasons).toEqual([{ ruleId: 'routing.accident-article-10', text: '生产安全事故应通知公安、劳动保障、工会、检察院', basis: '《生产安全事故报告和调查处理条例》（国务院令第493号）第十条' }])
  })
  it('a natural disaster goes to the own government, and from Ⅲ to the members', () => {
    expect(propose('natural-disaster', 4).map(({ unitId }) => unitId)).toEqual(['g'])
    expect(propose('natural-disaster', 3).map(({ unitId }) => unitId)).toEqual(['g', 'e'])
  })
  it('nothing before the rules were in force', () => expect(propose('accident', 1, '2007-05-31')).toEqual([]))
})
