import { routes } from '@fengsui/contract'
import type { LinkageAlarmView, WarningView } from '@fengsui/contract/warnings'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { WarningMark } from '../../ui/marks/WarningMark.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { AlarmList } from './AlarmList.tsx'
import { AnswerAlarmDialog } from './AnswerAlarmDialog.tsx'
import { LiftWarningDialog } from './LiftWarningDialog.tsx'
import { LinkageCell } from './LinkageCell.tsx'
import { RecordWarningDialog } from './RecordWarningDialog.tsx'
import { warningColumns, warningFilters } from './warning-columns.tsx'
import { byGravity } from './warning-words.ts'
import styles from './warnings.module.css'

type Dialog = { readonly kind: 'record' } | { readonly kind: 'lift'; readonly warning: WarningView } | { readonly kind: 'answer'; readonly alarm: LinkageAlarmView } | null
const rowKey = (warning: WarningView): string => warning.id
const emptyHint = '气象、水利、自然资源等部门发布的预警在这里转录，保留原发布单位和颜色。'

/** Warnings that hold here, and whether the responses keep up with them. */
export function WarningsPage() {
  const narrow = useNarrow()
  const mayRecord = useMay('warning:record')
  const mayDecide = useMay('response:decide')
  const [status, setStatus] = useState<'inForce' | 'all'>('inForce')
  const [dialog, setDialog] = useState<Dialog>(null)
  const warnings = useAllPages(routes.listWarnings, { status }, { touches: ['warning', 'linkage-alarm', 'response'] })
  const alarms = useAllPages(routes.listLinkageAlarms, { status: 'all' }, { touches: ['linkage-alarm', 'warning', 'response'] })
  const rows = useMemo(() => (warnings.data === undefined ? undefined : status === 'inForce' ? byGravity(warnings.data) : warnings.data), [warnings.data, status])
  const openAlarms = alarms.data?.filter((alarm) => alarm.status === 'open').length ?? 0
  const columns = useMemo(() => {
    // All of them are in force: a column that says so is room lost.
    const shown = status === 'inForce' ? warningColumns.filter(({ key }) => key !== 'status') : warningColumns
    return mayRecord ? [...shown, { key: 'act', title: '操作', value: () => '', sortable: false, width: 72, render: (row: WarningView) => (row.mayLift ? <Button size="small" onClick={() => setDialog({ kind: 'lift', warning: row })}>解除</Button> : null) }] : shown
  }, [mayRecord, status])
  const error = warnings.error !== null && rows === undefined ? { message: warnings.error.message, code: warnings.error.problem.code } : undefined
  const record = mayRecord ? (
    <Button type="primary" size={narrow ? 'large' : 'small'} icon={<Symbol name="plus" size={14} />} onClick={() => setDialog({ kind: 'record' })}>
      转录预警
    </Button>
  ) : undefined
  return (
    <div className={styles.page}>
      <Card title="预警" count={rows === undefined ? undefined : `${rows.length} 条`} head={<div className={styles.scope}><TabStrip label="范围" items={[{ key: 'inForce', label: '生效' }, { key: 'all', label: '全部' }]} value={status} onChange={setStatus} /></div>} extra={record}>
        {narrow ? (
          <WarningCards rows={rows} error={error} onRetry={() => void warnings.refetch()} mayAct={mayRecord} onLift={(warning) => setDialog({ kind: 'lift', warning })} />
        ) : (
          <DataTable<WarningView> name="预警清单" columns={columns} rows={rows} rowKey={rowKey} filters={warningFilters} emptyTitle={status === 'inForce' ? '没有生效的预警' : '还没有预警'} emptyHint={emptyHint} error={error} onRetry={() => void warnings.refetch()} />
        )}
      </Card>
      <Card title="联动告警" count={openAlarms > 0 ? `${openAlarms} 处未跟上` : undefined} padded>
        {alarms.error !== null && alarms.data === undefined ? (
          <ErrorState hint={alarms.error.message} code={alarms.error.problem.code} onRetry={() => void alarms.refetch()} />
        ) : alarms.data === undefined ? (
          <LoadingState lines={4} />
        ) : (
          <AlarmList alarms={alarms.data} mayAct={mayDecide} onAnswer={(alarm) => setDialog({ kind: 'answer', alarm })} />
        )}
      </Card>
      {dialog?.kind === 'record' && <RecordWarningDialog onClose={() => setDialog(null)} />}
      {dialog?.kind === 'lift' && <LiftWarningDialog warning={dialog.warning} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'answer' && <AnswerAlarmDialog alarm={dialog.alarm} onClose={() => setDialog(null)} />}
    </div>
  )
}

interface WarningCardsProps {
  readonly rows: readonly WarningView[] | undefined
  readonly error: { readonly message: string; readonly code: string } | undefined
  readonly onRetry: () => void
  readonly mayAct: boolean
  readonly onLift: (warning: WarningView) => void
}

/** The list on a phone. */
function WarningCards({ rows, error, onRetry, mayAct, onLift }: WarningCardsProps) {
  if (error !== undefined) return <ErrorState hint={error.message} code={error.code} onRetry={onRetry} />
  if (rows === undefined) return <LoadingState />
  if (rows.length === 0) return <EmptyState symbol="rail-warning" title="没有生效的预警" hint={emptyHint} />
  return (
    <ul className={styles.cards}>
      {rows.map((warning) => (
        <li key={warning.id}>
          <span className={styles.cardLine}>
            <WarningMark colour={warning.level} hazard={warning.hazardName} />
            <span>{warning.placeName}</span>
            <time dateTime={warning.issuedAt}>{monthDayTime(warning.issuedAt)}</time>
          </span>
          <b>{warning.headline}</b>
          <small>{warning.issuer}</small>
          {warning.instruction !== '' && <p>{warning.instruction}</p>}
          {warning.linkage !== null && <LinkageCell warning={warning} />}
          {mayAct && warning.mayLift && (
            <Button size="large" onClick={() => onLift(warning)}>
              解除
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
