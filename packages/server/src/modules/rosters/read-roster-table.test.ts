import { describe, expect, it } from 'vitest'
import { listSeats, patternPresets } from '@fengsui/contract/rosters'
import { mapColumns, readDay, readRosterRows, spanOf } from './read-roster-table.ts'

const seats = listSeats(patternPresets['two-shifts']!.shifts, '2026-03-02', '2026-03-03')
const people = [{ personId: 'a', name: '甲', roles: ['leader', 'officer'] as const }, { personId: 'b', name: '乙', roles: ['officer'] as const }, { personId: 'c', name: '丙', roles: ['officer'] as const }, { personId: 'c2', name: '丙', roles: ['officer'] as const }]
const read = (header: string[], ...rows: (string | { refused: 'formula' })[][]) => {
  const table = { sheet: 'S', header, rows: rows.map((cells, at) => ({ row: at + 2, cells })) }
  const { at, errors } = mapColumns(header)
  return errors.length > 0 ? { assignments: [], errors, span: null } : { ...readRosterRows(table, at, seats, people), span: spanOf(table, at) }
}
const header = ['日期', '星期', '班次', '带班领导', '值班员']

describe('a roster read from a table', () => {
  it.each([['2026-03-02', '2026-03-02'], ['2026/3/2', '2026-03-02'], ['2026年3月2日', '2026-03-02'], ['20260302', '2026-03-02'], ['2026-02-30', null], ['3月2日', null], ['', null]])('reads the day %s', (text, day) => {
    expect(readDay(text)).toBe(day)
  })
  it('takes every seat of right rows', () => {
    const { assignments, errors, span } = read(header, ['2026-03-02', '一', '白班', '甲', '乙'], ['2026-03-03', '二', '夜班', '甲', '乙'])
    expect(errors).toEqual([])
    expect(assignments.map(({ day, shiftKey, role, personId }) => [day, shiftKey, role, personId])).toEqual([['2026-03-02', 'day', 'leader', 'a'], ['2026-03-02', 'day', 'officer', 'b'], ['2026-03-03', 'night', 'leader', 'a'], ['2026-03-03', 'night', 'officer', 'b']])
    expect(span).toEqual({ fromDay: '2026-03-02', toDay: '2026-03-03' })
  })
  it.each([
    [['2026-03-02', '一', '', '甲', '乙'], /请写明班次/], [['2026-03-02', '一', '早班', '甲', '乙'], /没有“早班”/], [['2026-03-09', '一', '白班', '甲', '乙'], /没有班次规则/], [['2026-03-02', '一', '白班', '乙', '甲'], /“乙”不能任带班领导/],
    [['2026-03-02', '一', '白班', '甲', '丙'], /有 2 个“丙”/], [['2026-03-02', '一', '白班', '', '乙'], /带班领导填了 0 人，应填 1 人/], [['2026-03-02', '一', '白班', '甲', { refused: 'formula' as const }], /不能用公式/], [['周一', '一', '白班', '甲', '乙'], /不是日期/],
  ])('takes nothing when one row is wrong: %j', (row, says) => {
    const { assignments, errors } = read(header, ['2026-03-03', '二', '夜班', '甲', '乙'], row)
    expect(assignments).toEqual([])
    expect(errors.map(({ row: at, message }) => `${String(at)} ${message}`).join()).toMatch(new RegExp(`3 .*${says.source}`))
  })
  it('tells a row that comes twice, and a missing column', () => {
    expect(read(header, ['2026-03-02', '一', '白班', '甲', '乙'], ['2026-03-02', '一', '白班', '甲', '乙']).errors).toMatchObject([{ row: 3, message: '与第 2 行重复' }])
    expect(read(['日期', '班次']).errors).toMatchObject([{ row: null, message: '缺少“值班员”列，请用模板填写' }])
  })
})
