import { describe, expect, it } from 'vitest'
import { toAudience, type AudienceDraft } from './audience-draft.ts'

const draft: AudienceDraft = { type: 'places', divisionCode: '331099000000', level: 'village', unitIds: [], personIds: [], headquartersId: null }

describe('an audience', () => {
  it('is what was chosen, and nothing of what was tried before', () => {
    expect(toAudience(draft)).toEqual({ type: 'places', divisionCode: '331099000000', level: 'village' })
    expect(toAudience({ ...draft, type: 'units', unitIds: ['a', 'b'] })).toEqual({ type: 'units', unitIds: ['a', 'b'] })
    expect(toAudience({ ...draft, type: 'headquarters', headquartersId: 'h', unitIds: ['a'] })).toEqual({ type: 'headquarters', headquartersId: 'h' })
  })

  it('is missing while nothing is chosen', () => {
    for (const type of ['units', 'persons', 'headquarters'] as const) expect(toAudience({ ...draft, type })).toBeNull()
    expect(toAudience({ ...draft, divisionCode: '' })).toBeNull()
  })
})
