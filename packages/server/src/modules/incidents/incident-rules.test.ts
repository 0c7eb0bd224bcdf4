import { incidentLifecycle, type IncidentStatus } from '@fengsui/contract/incidents'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { permissionsOf } from '@fengsui/contract/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classify, highestFacts, listActions, listClosingObstacles, mergeFacts, needsGradeReason, proposeGrade, requireTitleWithoutPhone, requireTransition } from './incident-rules.ts'

const statuses = Object.keys(incidentLifecycle) as IncidentStatus[]
const night = { divisionCode: '331099101201', asOf: '2026-01-05T00:00:00.000Z', at: '2019-08-09T18:40:00.000Z' }
const nothingOpen = { activeResponses: 0, openTasks: 0, finalReports: 1, reports: 1, ordersInForce: 0, householdsOut: 0, openRequests: 0, dispatchesOut: 0, casualtiesAfterEnd: 0 }

describe('incident rules', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s → %s is allowed exactly where the lifecycle says so', (from, to) => {
    const allowed = (incidentLifecycle[from] as readonly IncidentStatus[]).includes(to)
    const attempt = () => requireTransition(from, to)
    if (allowed) expect(attempt).not.toThrow()
    else expect(attempt).toThrow(/不能改为/)
  })

  it('grades the landslide of the storyline: two dead Ⅳ, three dead Ⅲ, with rule and law', () => {
    const { standardId } = classify('11D01')
    const two = proposeGrade({ ...night, standardId, facts: { dead: 2, seriouslyInjured: 1 } })
    const three = proposeGrade({ ...night, standardId, facts: { dead: 3, seriouslyInjured: 1 } })
    expect(two).toMatchObject({ grade: 4, standardId: 'geological-disaster' })
    expect(three).toMatchObject({ grade: 3 })
    expect(three?.legalBasis).toMatch(/地质灾害防治条例/)
  })

  it('offers the strict reading when people are missing', () => {
    const proposal = proposeGrade({ ...night, standardId: 'geological-disaster', facts: { dead: 2, missing: 3 } })
    expect(proposal).toMatchObject({ grade: 4, strictGrade: 3 })
    expect(needsGradeReason(3, proposal)).toBe(false)
    expect(needsGradeReason(2, proposal)).toBe(true)
  })

  it('refuses types outside the dictionary and telephone numbers in titles', () => {
    expect(() => classify('99Z99')).toThrow(/没有这个事件类型/)
    expect(() => requireTitleWithoutPhone('岭下村滑坡 13900000001')).toThrow(/不要写电话/)
    expect(() => requireTitleWithoutPhone('331099 岭下村滑坡')).not.toThrow()
  })

  it('news replaces what it says and keeps what it does not say', () => {
    expect(mergeFacts({ dead: 2, missing: 3 }, { missing: 0, injured: null })).toEqual({ dead: 2, missing: 0 })
  })

  it('facts of duplicates never add up and never fall', () => {
    const facts = fc.record({ dead: fc.nat(50), missing: fc.nat(50), gravePollution: fc.boolean() }, { requiredKeys: [] })
    fc.assert(fc.property(fc.array(facts, { minLength: 1, maxLength: 5 }), (all) => {
      const highest = highestFacts(all)
      for (const name of ['dead', 'missing'] as const) {
        const known = all.flatMap((each: IncidentFacts) => (each[name] === undefined ? [] : [each[name] ?? 0]))
        expect(highest[name]).toBe(known.length > 0 ? Math.max(...known) : undefined)
      }
      expect(highestFacts([...all].reverse())).toEqual(highest)
    }))
  })

  it('names everything that stands before the end', () => {
    expect(listClosingObstacles({ status: 'responding', grade: 4 }, { activeResponses: 1, openTasks: 3, finalReports: 0, reports: 1, ordersInForce: 2, householdsOut: 5, openRequests: 1, dispatchesOut: 2, casualtiesAfterEnd: 0 })).toHaveLength(8)
    expect(listClosingObstacles({ status: 'stable', grade: 4 }, nothingOpen)).toEqual([])
    expect(listClosingObstacles({ status: 'registered', grade: null }, { ...nothingOpen, finalReports: 0 })).toEqual([])
  })

  it('says for every action whether it is possible and, if not, why', () => {
    const commander = permissionsOf(['commander'])
    const states = listActions({ status: 'responding', grade: 4 }, { ...nothingOpen, activeResponses: 1 }, commander, true)
    expect(states.find((each) => each.action === 'change-level')).toEqual({ action: 'change-level', allowed: true, reason: null })
    expect(states.find((each) => each.action === 'close')).toMatchObject({ allowed: false, reason: expect.stringContaining('未终止') as string })
    for (const each of listActions({ status: 'closed', grade: 4 }, nothingOpen, commander, true)) expect(each).toMatchObject({ allowed: false })
    for (const each of listActions({ status: 'stable', grade: 4 }, nothingOpen, commander, false)) expect(each.allowed).toBe(false)
  })
})
