import { describe, expect, it } from 'vitest'
import { chooseFacts, findShownStandard, proposeLive, readFactEntries } from './fact-form.ts'

const city = '331000000000'

describe('facts of an incident in the form', () => {
  it('sends only what changed, and names what cannot be', () => {
    expect(readFactEntries({ dead: '2', missing: '3', trapped: '-1', injured: '1.5' }, { dead: 2, missing: 1 })).toEqual({
      facts: { missing: 3 },
      problems: [{ field: 'trapped', message: '人数不能是负数' }, { field: 'injured', message: '人数须是 0 以上的整数' }],
    })
  })

  it('does not turn a reported number back into unknown without saying so', () => {
    expect(readFactEntries({ dead: '' }, { dead: 2 }).problems).toHaveLength(1)
    expect(readFactEntries({ dead: '' }, {})).toEqual({ facts: {}, problems: [] })
  })

  it('grades while typing by the table of the incident, three deaths being 较大', () => {
    const found = findShownStandard('work-safety', '2026-01-01', city)
    expect(proposeLive(found, { dead: 2 }, {})?.grade).toBe(4)
    expect(proposeLive(found, { dead: 2 }, { dead: 3 })?.grade).toBe(3)
    expect(proposeLive(undefined, {}, { dead: 3 })).toBeUndefined()
  })

  it('falls back to the newest table for a day no table covers, as a replay does', () => {
    expect(findShownStandard('work-safety', '1990-01-01', city)?.standard.id).toBe('work-safety')
    expect(findShownStandard('no-such-table', '2026-01-01', city)).toBeUndefined()
  })

  it('asks for common facts, those of the table, and those reported', () => {
    const facts = chooseFacts({ magnitude: 5 }, findShownStandard('geological-disaster', '2026-01-01', city)?.standard)
    expect(facts.slice(0, 2)).toEqual(['dead', 'missing'])
    expect(facts).toContain('magnitude')
    expect(new Set(facts).size).toBe(facts.length)
  })
})
