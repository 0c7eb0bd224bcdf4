import { routes } from '@fengsui/contract'
import { verificationStatusNames, type VerificationOrderView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { PhoneAnswerDialog, WithdrawOrderDialog, WrittenAnswerDialog } from './OrderDialogs.tsx'
import styles from './duties.module.css'

type Dialog = 'phone' | 'written' | 'withdraw' | null

/** One order to verify with both its clocks, what was answered, and what the reader may do now. */
export function OrderItem({ order, withIncident }: { readonly order: VerificationOrderView; readonly withIncident: boolean }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const { readOnly } = useApiBase()
  const receive = useCommand(routes.receiveVerificationOrder)
  const close = (): void => setDialog(null)
  const rule = { text: order.ruleText, basis: order.legalBasis }
  const acts = !readOnly && (order.mayReceive || order.mayRecordPhone || order.mayAnswer || order.mayWithdraw)
  return (
    <li className={styles.order}>
      <div className={styles.orderHead}>
        <b>{order.fromUnitName} → {order.toUnitName}</b>
        <Tag tone={order.status === 'open' ? 'accent' : 'quiet'}>{verificationStatusNames[order.status]}</Tag>
      </div>
      <div className={styles.words}>{order.words ?? '内容已按规定销毁'}</div>
      <div className={styles.clocks}>
        <span>
          电话
          {order.status === 'withdrawn' ? '已撤销' : <Countdown name="电话反馈" startedAt={order.orderedAt} dueAt={order.phoneDueAt} doneAt={phoneDoneAt(order)} rule={rule} />}
        </span>
        <span>
          书面
          {order.status === 'withdrawn' ? '已撤销' : <Countdown name="书面反馈" startedAt={order.orderedAt} dueAt={order.writtenDueAt} doneAt={order.writtenAnsweredAt ?? undefined} rule={rule} />}
        </span>
      </div>
      <div className={styles.meta}>
        {order.number}，{monthDayTime(order.orderedAt)} 下达，{order.receivedAt === null ? '未签收' : `${monthDayTime(order.receivedAt)} 签收`}
        {withIncident && <> · <LinkTo to={paths.incident(order.incidentId)}>{order.incidentTitle}</LinkTo></>}
      </div>
      {order.phoneAnsweredAt !== null && (
        <div className={styles.answer}>
          电话 {monthDayTime(order.phoneAnsweredAt)}，接听人{order.phoneListener ?? '—'}：{order.phoneWords ?? ''}
          {order.phoneRecordedAt !== null && order.phoneRecordedAt !== order.phoneAnsweredAt && `（${order.phoneRecordedByUnitName ?? ''} ${monthDayTime(order.phoneRecordedAt)} 补记）`}
        </div>
      )}
      {order.writtenAnsweredAt !== null && (
        <div className={styles.answer}>
          书面 {monthDayTime(order.writtenAnsweredAt)}
          {order.writtenReportId !== null && <>：<LinkTo to={paths.report(order.writtenReportId)}>{order.writtenReportNumber ?? '报告'}</LinkTo></>}
          {order.writtenWords !== null && `：${order.writtenWords}`}
        </div>
      )}
      {order.withdrawReason !== null && <div className={styles.answer}>撤销：{order.withdrawReason}</div>}
      {acts && (
        <div className={styles.acts}>
          {order.mayReceive && <Button size="small" loading={receive.busy} onClick={() => void receive.run({ params: { verificationOrderId: order.id } })}>签收</Button>}
          {order.mayAnswer && <Button size="small" type="primary" onClick={() => setDialog('written')}>书面反馈</Button>}
          {order.mayRecordPhone && <Button size="small" onClick={() => setDialog('phone')}>登记电话反馈</Button>}
          {order.mayWithdraw && <Button size="small" onClick={() => setDialog('withdraw')}>撤销</Button>}
        </div>
      )}
      {receive.problem !== null && <div className={styles.late}>{receive.problem.detail}</div>}
      {dialog === 'phone' && <PhoneAnswerDialog order={order} onClose={close} />}
      {dialog === 'written' && <WrittenAnswerDialog order={order} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawOrderDialog order={order} onClose={close} />}
    </li>
  )
}

/** A written answer without a call also ended the wait for one. */
function phoneDoneAt(order: VerificationOrderView): string | undefined {
  return order.phoneAnsweredAt ?? order.writtenAnsweredAt ?? undefined
}
