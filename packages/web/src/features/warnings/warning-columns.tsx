import { warningGravity, warningLevelNames, warningStatusNames, type WarningView } from '@fengsui/contract/warnings'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { WarningMark } from '../../ui/marks/WarningMark.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { LinkageCell } from './LinkageCell.tsx'
import { linkageWords } from './warning-words.ts'
import styles from './warnings.module.css'

/** Columns of the list of warnings. */
export const warningColumns: readonly TableColumn<WarningView>[] = [
  { key: 'level', title: '预警', value: (row) => warningGravity[row.level], words: (row) => `${row.hazardName}${warningLevelNames[row.level]}`, render: (row) => <WarningMark colour={row.level} hazard={row.hazardName} />, width: 130 },
  {
    key: 'headline', title: '标题', value: (row) => row.headline, words: (row) => `${row.headline} ${row.issuer}`, required: true, width: 240,
    render: (row) => (
      <span className={styles.headline}>
        <b>{row.headline}</b>
        <small>{row.issuer}</small>
      </span>
    ),
  },
  { key: 'place', title: '地区', value: (row) => row.placeName, width: 88 },
  { key: 'linkage', title: '响应联动', value: (row) => (row.linkage === null ? 9 : row.linkage.wantedLevel), words: linkageWords, render: (row) => <LinkageCell warning={row} />, width: 210 },
  { key: 'issuedAt', title: '发布', value: (row) => row.issuedAt, words: (row) => monthDayTime(row.issuedAt), render: (row) => <RelativeTime at={row.issuedAt} show="time" />, width: 96 },
  { key: 'status', title: '状态', value: (row) => warningStatusNames[row.status], render: (row) => <Tag tone={row.status === 'inForce' ? 'accent' : 'quiet'}>{warningStatusNames[row.status]}</Tag>, width: 84 },
  { key: 'relayedAt', title: '转录', value: (row) => row.relayedAt, words: (row) => monthDayTime(row.relayedAt), width: 110, hiddenAtFirst: true },
  { key: 'number', title: '编号', value: (row) => row.number, width: 170, hiddenAtFirst: true },
]

export const warningFilters: readonly TableFilter<WarningView>[] = [
  { key: 'grave', label: '橙色以上', passes: (row) => warningGravity[row.level] <= 2 },
  { key: 'short', label: '响应待跟上', passes: (row) => row.linkage?.state === 'alarmed' || row.linkage?.state === 'waiting' },
  { key: 'weather', label: '台风、暴雨', passes: (row) => row.hazard === '11B01' || row.hazard === '11B03' },
]
