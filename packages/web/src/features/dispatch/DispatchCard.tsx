import type { DispatchView } from '@fengsui/contract/dispatch'
import { dispatchStatusNames } from '@fengsui/contract/dispatch'
import { useState } from 'react'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DispatchActions } from './DispatchActions.tsx'
import { amountText, distanceText, isMoving, kindSymbols, lastReport, minutesText } from './dispatch-words.ts'
import styles from './dispatch.module.css'

interface DispatchCardProps {
  readonly dispatch: DispatchView
  /** For the unit's own list on a phone: everything open, thumb-sized buttons. */
  readonly full?: boolean
}

/** One order: what goes where from whom, how it stands against its clock, and what the reader can do. */
export function DispatchCard({ dispatch, full = false }: DispatchCardProps) {
  const [open, setOpen] = useState(false)
  const { status } = dispatch
  const shown = full || open
  return (
    <article className={joinClasses(styles.dispatch, full && styles.dispatchFull, (status === 'returned' || status === 'cancelled') && styles.requestOver)} aria-label={`调度令 ${dispatch.number}`}>
      <header>
        <Symbol name={kindSymbols[dispatch.kind]} size={20} />
        <b>{dispatch.name} {amountText(dispatch.quantity, dispatch.unit)}</b>
        <Tag tone={status === 'departed' || status === 'arrived' ? 'accent' : 'quiet'}>{dispatchStatusNames[status]}</Tag>
      </header>
      <p className={styles.dispatchWay}>
        <span>{dispatch.warehouseName ?? dispatch.unitName} → {dispatch.destinationName}</span>
        <Clock dispatch={dispatch} />
      </p>
      {isMoving(dispatch) && <LastPosition dispatch={dispatch} />}
      {shown && (
        <dl className={styles.facts}>
          <div><dt>编号</dt><dd>{dispatch.number}</dd></div>
          <div><dt>事件</dt><dd>{dispatch.incidentTitle}</dd></div>
          <div><dt>送到</dt><dd>{dispatch.destinationName}（{dispatch.placeName}）</dd></div>
          <div><dt>交给</dt><dd>{dispatch.receiverUnitName}</dd></div>
          <div><dt>路程</dt><dd title={dispatch.travelBasis}>{dispatch.distanceMetres === null || dispatch.travelMinutes === null ? '未知，请自行估计' : `直线 ${distanceText(dispatch.distanceMetres)}，约 ${minutesText(dispatch.travelMinutes)}（估算，未计道路中断）`}</dd></div>
          {dispatch.reasons.length > 0 && <div><dt>明细</dt><dd>{dispatch.reasons.filter((reason) => !reason.startsWith('直线')).join('；') || dispatch.unitName}</dd></div>}
          {dispatch.receivedQuantity !== null && <div><dt>实收</dt><dd>{amountText(dispatch.receivedQuantity, dispatch.unit)}</dd></div>}
          {dispatch.returnedQuantity !== null && <div><dt>归还</dt><dd>{amountText(dispatch.returnedQuantity, dispatch.unit)}{(dispatch.damagedQuantity ?? 0) > 0 && `，其中损坏 ${dispatch.damagedQuantity ?? 0}`}</dd></div>}
          {dispatch.remark !== null && <div><dt>说明</dt><dd>{dispatch.remark}</dd></div>}
          <div><dt>经过</dt><dd>{trail(dispatch)}</dd></div>
        </dl>
      )}
      <div className={styles.dispatchFoot}>
        <DispatchActions dispatch={dispatch} big={full} />
        {!full && (
          <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起' : '详情'}
          </button>
        )}
      </div>
    </article>
  )
}

/** The clock that matters now: to acknowledge, to arrive; later when it was. */
function Clock({ dispatch }: { readonly dispatch: DispatchView }) {
  if (dispatch.status === 'ordered') return <Countdown name="签收时限" startedAt={dispatch.orderedAt} dueAt={dispatch.acknowledgeBy} rule={{ text: '下令后须在此时限内签收，逾期提示下令单位' }} />
  if (dispatch.status === 'departed' && dispatch.arriveBy !== null) return <Countdown name="预计到达" startedAt={dispatch.departedAt ?? dispatch.orderedAt} dueAt={dispatch.arriveBy} rule={{ text: dispatch.travelBasis }} />
  const at = dispatch.returnedAt ?? dispatch.receivedAt ?? dispatch.arrivedAt ?? dispatch.departedAt ?? dispatch.acknowledgedAt ?? dispatch.orderedAt
  return <RelativeTime at={at} />
}

/** Where it was when it last said so: who waits for it reads how far it still is, and how old that is. */
function LastPosition({ dispatch }: { readonly dispatch: DispatchView }) {
  const report = lastReport(dispatch)
  return (
    <p className={styles.dispatchWay}>
      <span>{report === null ? '还没有报过位置，图上按出发地标注' : dispatch.status === 'departed' ? `报告位置：距目的地直线 ${distanceText(report.metresLeft)}` : '报告位置：返回途中'}</span>
      {report !== null && <RelativeTime at={report.at} show="age" />}
    </p>
  )
}

function trail(dispatch: DispatchView): string {
  const steps = [['下令', dispatch.orderedAt], ['签收', dispatch.acknowledgedAt], ['出发', dispatch.departedAt], ['到达', dispatch.arrivedAt], ['交接', dispatch.receivedAt], ['归还', dispatch.returnedAt]] as const
  return steps.flatMap(([name, at]) => (at === null ? [] : [`${name} ${monthDayTime(at)}`])).join(' → ')
}
