import { describe, expect, it } from 'vitest'
import { preferRow, toContactRows, toContacts } from './contact-rows.ts'

const known = [
  { id: 'a', kind: 'mobile' as const, value: '139****0001', preferred: true },
  { id: 'b', kind: 'radio' as const, value: '烽火 01', preferred: false },
]

describe('contact rows', () => {
  it('never send a masked number back', () => {
    const rows = toContactRows(known)
    expect(rows.map(({ value, masked }) => [value, masked])).toEqual([
      ['', '139****0001'],
      ['烽火 01', null],
    ])
    // The empty value is refused beside its field, so nothing is lost by mistake.
    expect(toContacts(rows)).toEqual([
      { kind: 'mobile', value: '', preferred: true },
      { kind: 'radio', value: '烽火 01', preferred: false },
    ])
  })

  it('leave out rows that were never filled and prefer one', () => {
    const empty = { key: 'n', kind: 'mobile' as const, value: ' ', preferred: false, masked: null }
    expect(toContacts([empty, { ...empty, key: 'm', value: ' 13900000001 ' }])).toEqual([{ kind: 'mobile', value: '13900000001', preferred: true }])
    expect(preferRow(toContactRows(known), 'b').map(({ preferred }) => preferred)).toEqual([false, true])
  })
})
