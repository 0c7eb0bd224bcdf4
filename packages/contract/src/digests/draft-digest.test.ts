import { describe, expect, it } from 'vitest'
import { countDigest, draftDigest, isPeaceful, officialTime, type DigestFacts, type DigestIncident } from './index.ts'

const quiet: DigestFacts = {
  placeName: '演示县', periodFrom: '2026-11-20T23:30:00.000Z', periodTo: '2026-11-21T23:30:00.000Z', incidents: [], signals: { received: 0, unverified: 0 }, warnings: [], responses: [], linkageAlarms: [],
  reports: { issued: 0, received: 0, late: [] }, clocks: [], suspicions: [], duty: [],
}
const slide: DigestIncident = { id: 'i1', title: '溪口镇山体滑坡', incidentClass: 'natural-disaster', grade: 3, proposedGrade: 3, placeName: '溪口镇', occurredAt: '2026-11-21T10:05:00.000Z', fresh: true, closed: false, dead: 3, missing: 1, injured: null, evacuated: 120 }
const allText = (facts: DigestFacts): string => draftDigest('morning', facts).flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n')

describe('daily digests', () => {
  it('writes times as official papers do, in Beijing time', () => {
    expect(officialTime('2026-11-21T23:30:00.000Z')).toBe('11月22日7时30分')
    expect(officialTime('2026-11-21T16:00:00.000Z')).toBe('11月22日0时')
  })

  it('says of a quiet day that it was quiet, in the words of its kind', () => {
    expect(isPeaceful(quiet)).toBe(true)
    expect(draftDigest('peace', quiet)).toEqual([{ key: 'overview', heading: '总体情况', lines: [{ text: '11月21日7时30分至11月22日7时30分，演示县未发生需要报告的突发事件，总体平安。', refs: [] }] }])
    expect(allText({ ...quiet, signals: { received: 4, unverified: 1 } })).toContain('期间接来报4条，均已登记，其中1条正在核实')
  })

  it('never calls a day quiet on which something stands open', () => {
    expect(isPeaceful({ ...quiet, incidents: [{ ...slide, fresh: false }] })).toBe(false)
    expect(isPeaceful({ ...quiet, linkageAlarms: [{ id: 'a', placeName: '演示县', raisedAt: quiet.periodTo }] })).toBe(false)
    expect(isPeaceful({ ...quiet, reports: { issued: 1, received: 0, late: [{ id: 'c', title: '书面初报', fromName: '演示县值班室' }] } })).toBe(false)
    expect(isPeaceful({ ...quiet, responses: [{ id: 'r', title: '防汛', level: 4, startedAt: quiet.periodFrom }] })).toBe(false)
  })

  it('counts each person once and leaves unsaid what nobody reported', () => {
    const facts = { ...quiet, incidents: [slide, { ...slide, id: 'i2', title: '厂房火灾', incidentClass: 'work-accident' as never, grade: null, proposedGrade: null, fresh: false, dead: null, missing: null, injured: null, evacuated: null }] }
    expect(countDigest(facts)).toMatchObject({ incidents: 1, dead: 3, missing: 1, injured: 0, evacuated: 120 })
    const text = allText(facts)
    expect(text).toContain('接报突发事件1起（自然灾害1起），其中较大1起')
    expect(text).toContain('溪口镇山体滑坡（溪口镇，11月21日18时5分，较大，处置中）：死亡3人、失踪1人、转移120人。')
    expect(allText({ ...quiet, incidents: [{ ...slide, grade: null }] })).toContain('初判较大')
    expect(text).toContain('厂房火灾（溪口镇，11月21日18时5分，等级待定，处置中）：伤亡情况待核。')
    expect(text).toContain('累计死亡3人、失踪1人、转移120人')
    expect(text).not.toContain('受伤')
  })

  it('names where each line came from, and leaves empty sections out', () => {
    const sections = draftDigest('morning', { ...quiet, incidents: [slide], clocks: [{ id: 'c1', title: '续报', toName: '台州市值班室', dueAt: '2026-11-22T02:00:00.000Z' }], duty: [{ roleName: '带班领导', name: '甲' }] })
    expect(sections.map(({ key }) => key)).toEqual(['overview', 'incidents', 'duty', 'pending'])
    expect(sections[1]?.lines[0]?.refs).toEqual([{ object: 'incident', id: 'i1' }])
    expect(sections[3]?.lines[0]).toEqual({ text: '续报，应于11月22日10时前报台州市值班室。', refs: [{ object: 'clock', id: 'c1' }] })
  })
})
