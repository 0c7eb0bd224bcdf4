import { describe, expect, it } from 'vitest'
import { fromWorded, hourWords, minutesOf, toWorded } from './digest-words.ts'

const before = [{ key: 'incidents' as const, heading: '突发事件', lines: [{ text: '甲', refs: [{ object: 'incident', id: '1' }] }, { text: '乙', refs: [{ object: 'incident', id: '2' }] }] }]

describe('wording a digest', () => {
  it('keeps where lines came from, also of those reworded in place', () => {
    expect(fromWorded(toWorded(before), before)).toEqual([{ key: 'incidents', lines: before[0]?.lines }])
    expect(fromWorded([{ key: 'incidents', heading: '突发事件', text: '甲\n乙（已核实）\n' }], before)[0]?.lines[1]).toEqual({ text: '乙（已核实）', refs: [{ object: 'incident', id: '2' }] })
    expect(fromWorded([{ key: 'incidents', heading: '突发事件', text: '新的\n甲\n乙' }], before)[0]?.lines.map(({ refs }) => refs.length)).toEqual([0, 1, 1])
  })

  it('reads and writes hours', () => {
    expect([minutesOf('7:30'), minutesOf('16：30'), minutesOf('24:00'), minutesOf('7.30')]).toEqual([450, 990, null, null])
    expect(hourWords(450)).toBe('07:30')
  })
})
