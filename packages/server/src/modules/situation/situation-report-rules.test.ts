import { describe, expect, it } from 'vitest'
import { composeSituationReport, type ReportMaterial } from './situation-report-rules.ts'

const quiet: ReportMaterial = {
  title: '演示县甲镇岭下村滑坡', placeName: '演示县甲镇岭下村', typeName: '滑坡', status: 'responding', occurredAt: '2019-08-09T18:30:00.000Z', grade: null, proposedGrade: 4, facts: {}, responses: [],
  tasks: { total: 0, acknowledged: 0, done: 0, overdue: 0, disputed: 0, unacknowledged: 0 }, reports: [], clocks: { met: 0, late: 0, running: 0, overdue: 0, nextDueAt: null }, children: [], typhoon: null, suspicions: { raised: 0, upheld: 0 },
}

describe('composeSituationReport', () => {
  it('says what is not known instead of zero', () => {
    const { title, paragraphs } = composeSituationReport(quiet, '2019-08-09T19:00:00.000Z')
    expect(title).toBe('演示县甲镇岭下村滑坡情况简报（截至 08-10 03:00）')
    expect(paragraphs[0]).toContain('正在核实')
    expect(paragraphs[0]).toContain('规则建议定为一般（Ⅳ级），待确认')
    expect(paragraphs.join('')).toContain('尚未启动应急响应')
    expect(paragraphs.join('')).not.toMatch(/死亡 0/)
  })

  it('names figures, the response, the lateness and the next deadline', () => {
    const text = composeSituationReport({
      ...quiet, grade: 4, facts: { dead: 2, seriouslyInjured: 1 },
      responses: [{ level: 1, headquartersName: '县防指', startedAt: '2019-08-09T19:10:00.000Z', endedAt: null }],
      tasks: { total: 12, acknowledged: 9, done: 4, overdue: 2, disputed: 1, unacknowledged: 3 },
      reports: [{ kind: 'initial', sequence: 1, issuedAt: '2019-08-09T20:52:00.000Z', unitName: '演示县总值班室' }],
      clocks: { met: 1, late: 1, running: 1, overdue: 0, nextDueAt: '2019-08-09T23:00:00.000Z' },
    }, '2019-08-09T21:00:00.000Z').paragraphs.join('')
    expect(text).toContain('死亡 2 人、重伤 1 人')
    expect(text).toContain('县防指于 08-10 03:10 启动Ⅰ级响应')
    expect(text).toContain('超期未完成 2 项')
    expect(text).toContain('08-10 04:52 的初报')
    expect(text).toContain('迟报 1 项')
    expect(text).toContain('最近一项 08-10 07:00 到时')
  })
})
