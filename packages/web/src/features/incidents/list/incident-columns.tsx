import type { IncidentView } from '@fengsui/contract/incidents'
import { levelRoman } from '@fengsui/contract/incidents'
import { findIncidentSymbol } from '../../../lib/incident-symbol.ts'
import { toLevel } from '../../../lib/start-response/LevelChoice.tsx'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import { ResponseShield } from '../../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../../ui/table/DataTable.tsx'
import { clockText, gradeText, statusText, taskText } from './incident-rows.ts'
import styles from './list.module.css'

/** Grade of an incident as a mark; a proposal is dashed. */
export function IncidentGradeMark({ incident }: { readonly incident: Pick<IncidentView, 'grade' | 'proposal'> }) {
  const shown = incident.grade ?? incident.proposal?.grade ?? null
  return shown === null ? <span className={styles.none}>未定级</span> : <GradeMark grade={shown} proposed={incident.grade === null} />
}

/** Columns of the incident list: what presses stands left. */
export const incidentColumns: readonly TableColumn<IncidentView>[] = [
  { key: 'grade', title: '等级', value: (row) => row.grade ?? row.proposal?.grade ?? 9, words: gradeText, render: (row) => <IncidentGradeMark incident={row} />, width: 60 },
  {
    key: 'title',
    title: '事件',
    value: (row) => row.title,
    words: (row) => `${row.title} ${row.number}`,
    required: true,
    width: 236,
    render: (row) => (
      <span className={styles.title}>
        <Symbol name={findIncidentSymbol(row.typeCode)} size={20} />
        <span>
          <b>{row.title}</b>
          <small>
            {row.placeName} · {row.typeName}
          </small>
        </span>
      </span>
    ),
  },
  { key: 'response', title: '响应', value: (row) => row.responseLevel ?? 9, words: (row) => (row.responseLevel === null ? '未启动' : `${levelRoman[toLevel(row.responseLevel)]}级响应`), render: (row) => (row.responseLevel === null ? <span className={styles.none}>—</span> : <ResponseShield level={toLevel(row.responseLevel)} />), width: 60 },
  { key: 'status', title: '状态', value: statusText, render: (row) => <Tag tone={row.status === 'responding' ? 'accent' : 'quiet'}>{statusText(row)}</Tag>, width: 80 },
  {
    key: 'clocks',
    title: '报送时限',
    value: (row) => row.clocks.nextDueAt ?? '9',
    words: clockText,
    width: 124,
    render: (row) => (row.clocks.nextDueAt === null ? <span className={styles.none}>—</span> : <span><Countdown name={`${row.title}报送`} dueAt={row.clocks.nextDueAt} />{row.clocks.running > 1 && <small className={styles.none}> 共 {row.clocks.running}</small>}</span>),
  },
  { key: 'tasks', title: '任务', value: (row) => row.tasks.total, words: taskText, render: (row) => <span className={row.tasks.overdue > 0 ? styles.late : undefined}>{taskText(row)}</span>, width: 120 },
  { key: 'registeredAt', title: '立项', value: (row) => row.registeredAt, words: (row) => monthDayTime(row.registeredAt), render: (row) => <RelativeTime at={row.registeredAt} show="age" />, width: 96 },
  { key: 'number', title: '编号', value: (row) => row.number, width: 190, hiddenAtFirst: true },
  { key: 'owner', title: '主办', value: (row) => row.ownerUnitName ?? '', width: 160, hiddenAtFirst: true },
]

export const incidentFilters: readonly TableFilter<IncidentView>[] = [
  { key: 'grave', label: '较大以上', passes: (row) => (row.grade ?? row.proposal?.grade ?? 9) <= 3 },
  { key: 'ungraded', label: '待定级', passes: (row) => row.grade === null },
  { key: 'overdue', label: '报送超时', passes: (row) => row.clocks.overdue > 0 },
  { key: 'response', label: '响应中', passes: (row) => row.responseLevel !== null },
]
