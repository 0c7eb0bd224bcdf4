import { describe, expect, it } from 'vitest'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { readTypedTime } from './typed-time.ts'

/** 2019-08-10 02:15 in Beijing. */
const now = '2019-08-09T18:15:00.000Z'
const read = (text: string): string | null => {
  const at = readTypedTime(text, now)
  return at === null ? null : monthDayTime(at)
}

describe('readTypedTime', () => {
  it.each([['0132', '08-10 01:32'], ['132', '08-10 01:32'], ['1:32', '08-10 01:32'], ['2310', '08-09 23:10'], ['昨晚11点', '08-09 23:00'], ['8月10日1时半', '08-10 01:30'], ['08-10 01:45', '08-10 01:45']])('%s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
  it('reads back what the field itself shows', () => {
    expect(read(monthDayTime('2019-08-09T17:32:00.000Z'))).toBe('08-10 01:32')
  })
  it.each(['', '不知道', '9999', '8月11日1时'])('refuses %s', (text) => {
    expect(read(text)).toBeNull()
  })
})
