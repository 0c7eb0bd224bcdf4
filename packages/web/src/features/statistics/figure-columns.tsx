import type { StatisticRow } from '@fengsui/contract/statistics'
import type { TableColumn } from '../../ui/table/DataTable.tsx'
import { changeWords, lossWords, onTimeShare, percentWords } from './statistics-words.ts'

const number = (key: keyof StatisticRow['figures'], title: string, width: number, hiddenAtFirst = false): TableColumn<StatisticRow> => ({
  key, title, value: (row) => row.figures[key], words: (row) => row.figures[key].toLocaleString('zh-CN'), width, align: 'right', hiddenAtFirst,
})

/** Columns of every grouping; the first names it. */
export function figureColumns(head: string): readonly TableColumn<StatisticRow>[] {
  return [
    { key: 'name', title: head, value: (row) => row.name, required: true, width: 170 },
    number('incidents', '事件', 76),
    { key: 'previous', title: '上年同期', value: (row) => row.previous.incidents, width: 86, align: 'right' },
    { key: 'change', title: '同比', value: (row) => row.figures.incidents - row.previous.incidents, words: (row) => changeWords(row, (figures) => figures.incidents), width: 84, align: 'right' },
    number('dead', '死亡', 68), number('missing', '失踪', 68), number('injured', '受伤', 72), number('seriouslyInjured', '重伤', 68, true), number('affectedPeople', '受灾人口', 96, true),
    { key: 'loss', title: '直接损失', value: (row) => row.figures.directLossWan, words: (row) => lossWords(row.figures.directLossWan), width: 112, align: 'right' },
    { key: 'lossKnown', title: '报有损失', value: (row) => row.figures.lossKnown, words: (row) => `${row.figures.lossKnown} 起`, width: 90, align: 'right', hiddenAtFirst: true },
    { key: 'onTime', title: '按时报送', value: (row) => onTimeShare(row.figures) ?? -1, words: (row) => percentWords(onTimeShare(row.figures)), width: 88, align: 'right' },
    number('clocksLate', '迟报', 68), number('clocksMissed', '未报', 68),
  ]
}
