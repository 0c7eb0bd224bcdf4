import type { ReportView } from '@fengsui/contract/reports'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../platform/documents/index.ts'
import { toReportDocument, type ReportPaper } from './report-document.ts'

const delivery = (toUnitName: string, purpose: 'upward' | 'sideways' | 'leader') => ({ id: 'd', reportId: 'r', incidentId: 'i', divisionCode: '331099000000', toUnitId: toUnitName, purpose, status: 'sent' as const, by: 'system' as const, sentAt: '2019-08-09T20:52:00.000Z', receivedAt: null, spokenAt: null, toUnitName, listener: null, readBack: null })
const report = (more: Partial<ReportView> = {}): ReportView => ({
  id: 'r', incidentId: 'i', divisionCode: '331099000000', fromUnitId: 'u', kind: 'followUp', sequence: 2, number: '演示县应急报〔2019〕2号', status: 'issued', facts: { dead: 4, missing: 4, injured: null }, grade: 3, elements: { changes: '又找到 1 人', rescueProgress: '搜救力量 180 人。', note: '补充一句' },
  incidentTitle: '岭下村山体滑坡', fromUnitName: '演示县值班室', signatoryName: '带班领导', issuedAt: '2019-08-09T20:52:00.000Z', draftedAt: '2019-08-09T20:40:00.000Z', urgency: '加急', corrects: null, correction: null, correctedBy: [], urgentReason: null, signingWay: 'reviewed', countersignedAt: null, countersignedByName: null, sealDigest: 'ab12'.repeat(16), zero: false,
  deliveries: [delivery('台州市值班室', 'upward'), delivery('浙江省值班室', 'upward'), delivery('演示县公安局', 'sideways'), delivery('演示县人民政府', 'leader')], ...more,
}) as unknown as ReportView
const paper = (more: Partial<ReportPaper> = {}): ReportPaper => ({
  report: report(), previousFacts: { dead: 3, missing: 5 },
  subject: { incidentClass: 'natural-disaster', typeCode: '11D01', typeName: '滑坡', placeName: '演示县甲镇岭下村', occurredAt: '2019-08-09T18:30:00.000Z', knownAt: '2019-08-09T18:40:00.000Z', grade: 3, proposal: null },
  form: { issuerTitle: '演示县应急管理局', signatureName: '演示县应急管理局', copiesTo: '县委办公室', printedBy: '演示县应急管理局值班室' }, ...more,
})
const texts = (blocks: readonly Block[]): string => blocks.map((block) => ('text' in block ? block.text : '')).join('\n')

describe('the paper of a report', () => {
  it('goes to those above, copies to those beside, with number, signatory and urgency', () => {
    const document = toReportDocument(paper())
    expect(document).toMatchObject({
      head: { issuer: '演示县应急管理局', number: '演示县应急报〔2019〕2号', signatory: '带班领导', urgency: '加急' }, title: '关于岭下村山体滑坡的续报（第1次）', addressees: '台州市值班室、浙江省值班室',
      signature: { issuer: '演示县应急管理局', date: '2019年8月10日' }, imprint: { copiesTo: '演示县公安局、演示县人民政府、县委办公室', issuedBy: '演示县应急管理局值班室', issuedOn: '2019年8月10日' }, notes: ['已签名 · 摘要 ab12ab12ab12ab12… · 可在系统内核对'],
    })
    expect(texts(document.body)).toContain('2019年8月10日2时30分，演示县甲镇岭下村发生滑坡。截至8月10日4时52分，死亡 4 人，下落不明 4 人。')
    expect(texts(document.body)).toContain('其他情况')
    expect(texts(document.body)).toContain('补充一句。')
  })
  it('sets figures beside those of the report before, as numbers, with what changed', () => {
    const table = toReportDocument(paper()).body.find((block) => block.kind === 'table')
    expect(table?.rows).toEqual([['死亡（人）', 3, 4, '+1'], ['下落不明（人）', 5, 4, '-1']])
    expect(toReportDocument(paper({ previousFacts: null })).body.find((block) => block.kind === 'table')?.rows).toEqual([['死亡（人）', 4], ['下落不明（人）', 4]])
  })
  it('a draft says so and has no number; what is missing is said to follow', () => {
    const document = toReportDocument(paper({ report: report({ status: 'draft', number: '', issuedAt: null, sealDigest: null, elements: {} }) }))
    expect(document.head?.number).toBe('（文号签发时编）')
    expect(document.notes).toEqual(['草稿 未签发'])
    expect(texts(document.body)).toContain('暂未掌握，随后续报。')
  })
  it('a correction begins with what was wrong; a call, haste and later corrections are noted', () => {
    const call = { ...delivery('浙江省值班室', 'upward'), by: 'phone' as const, spokenAt: '2019-08-09T20:50:00.000Z', listener: '值班员甲' }
    const document = toReportDocument(paper({ report: report({ corrects: { id: 'x', number: '1号' }, correction: { wrong: '死亡 4 人应为 3 人', why: '重复统计' }, correctedBy: [{ id: 'y', number: '3号', wrong: '' }], signingWay: 'urgent', deliveries: [call] }) }))
    expect(texts(document.body).startsWith('一、更正说明\n1号有误：死亡 4 人应为 3 人。\n原因：重复统计。')).toBe(true)
    expect(document.notes?.slice(0, 3)).toEqual(['电话报告：2019年8月10日4时50分，浙江省值班室值班员甲接听', '紧急先发，领导补签中', '本报告已由3号更正'])
  })
})
