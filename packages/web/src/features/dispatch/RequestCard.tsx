import type { RequestView } from '@fengsui/contract/dispatch'
import { requestStatusNames } from '@fengsui/contract/dispatch'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { amountText } from './dispatch-words.ts'
import styles from './dispatch.module.css'

interface RequestCardProps {
  readonly request: RequestView
  readonly current?: boolean
  readonly showIncident?: boolean
  readonly onOpen: () => void
}

/** One request in a list: what is asked for, how much of it is ordered and has come, and what is missing. */
export function RequestCard({ request, current = false, showIncident = false, onOpen }: RequestCardProps) {
  const over = request.status === 'closed' || request.status === 'refused' || request.status === 'withdrawn'
  return (
    <button type="button" className={joinClasses(styles.request, current && styles.requestOn, over && styles.requestOver)} aria-current={current ? 'true' : undefined} onClick={onOpen}>
      <span className={styles.requestHead}>
        <b>{request.lines.map((line) => `${line.name} ${amountText(line.quantity, line.unit)}`).join('、')}</b>
        <Tag tone={over ? 'quiet' : 'accent'}>{requestStatusNames[request.status]}</Tag>
      </span>
      <small>
        {request.number} · {request.fromUnitName} → {request.toUnitName}
        {showIncident && ` · ${request.incidentTitle}`}
      </small>
      {!over && request.lines.map((line) => <LineProgress key={line.key} line={line} />)}
      {!over && (
        <span className={styles.requestFoot}>
          <span>
            {request.priority <= 2 && <Tag tone="outline">紧急</Tag>} {request.parentId !== null && <Tag tone="outline">上报缺口</Tag>} 送到{request.destinationName}
          </span>
          {request.status === 'submitted' && request.acceptBy !== null ? <Countdown name="受理时限" startedAt={request.submittedAt ?? request.draftedAt} dueAt={request.acceptBy} /> : <Countdown name="需到位" startedAt={request.draftedAt} dueAt={request.neededBy} />}
        </span>
      )}
    </button>
  )
}

/** Arrived, on its way and missing of one line, in one bar and in words. */
export function LineProgress({ line }: { readonly line: RequestView['lines'][number] }) {
  const arrived = Math.min(line.arrived, line.quantity)
  const under = Math.max(0, Math.min(line.filled, line.quantity) - arrived)
  const missing = line.quantity - arrived - under
  return (
    <span className={styles.line}>
      <span className={styles.lineWords}>
        <span>{line.name}</span>
        <span>
          到位 {line.arrived.toLocaleString('zh-CN')} / {amountText(line.quantity, line.unit)}
          {missing > 0 && <em> 缺 {missing.toLocaleString('zh-CN')}</em>}
        </span>
      </span>
      <ProgressBar label={line.name} total={line.quantity} parts={[{ label: '已到位', value: arrived, step: 5 }, { label: '已下令', value: under, step: 2 }, { label: '缺', value: missing, step: 'missing' }]} />
    </span>
  )
}
