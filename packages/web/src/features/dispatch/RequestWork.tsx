import { routes } from '@fengsui/contract'
import type { RequestView, ShortageView } from '@fengsui/contract/dispatch'
import { requestLifecycle, requestStatusNames } from '@fengsui/contract/dispatch'
import type { RequestStatus } from '@fengsui/contract/dispatch'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useMay } from '../../lib/use-may.ts'
import { useCommand } from '../../lib/use-command.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { amountText, shortageText } from './dispatch-words.ts'
import { FillWork } from './FillWork.tsx'
import { LineProgress } from './RequestCard.tsx'
import { CloseRequestDialog, RefuseDialog } from './RequestDialogs.tsx'
import styles from './dispatch.module.css'

interface RequestWorkProps {
  readonly request: RequestView
  readonly shortages: readonly ShortageView[]
}

/** One request in full: why, what, until when, what is missing, and what the reader can do about it. */
export function RequestWork({ request, shortages }: RequestWorkProps) {
  const [dialog, setDialog] = useState<'refuse' | 'close' | null>(null)
  const mayAct = useMay('dispatch:read')
  const accept = useCommand(routes.acceptRequest)
  const submit = useCommand(routes.submitRequest)
  const withdraw = useCommand(routes.withdrawRequest)
  const next: readonly RequestStatus[] = requestLifecycle[request.status]
  const params = { params: { requestId: request.id } }
  const problem = accept.problem ?? submit.problem ?? withdraw.problem
  const decides = mayAct && request.mayDecide
  return (
    <article className={styles.work} aria-label={`资源申请 ${request.number}`}>
      <header className={styles.workHead}>
        <div>
          <h2>{request.lines.map((line) => `${line.name} ${amountText(line.quantity, line.unit)}`).join('、')}</h2>
          <p className={styles.tags}>
            <Tag tone="accent">{requestStatusNames[request.status]}</Tag>
            {request.priority <= 2 && <Tag tone="outline">紧急（{request.priority} 级）</Tag>}
            {request.parentId !== null && <Tag tone="outline">上报缺口</Tag>}
            {request.overdueAt !== null && request.status === 'submitted' && <Tag tone="outline">超时未受理</Tag>}
          </p>
        </div>
        <div className={styles.limit}>
          <small>{request.status === 'submitted' ? '受理时限' : '需到位'}</small>
          {request.status === 'submitted' && request.acceptBy !== null ? (
            <Countdown look="pill" name="受理时限" startedAt={request.submittedAt ?? request.draftedAt} dueAt={request.acceptBy} rule={{ text: '申请报出后受理单位须在此时限内受理，逾期提示双方' }} />
          ) : (
            <Countdown look="pill" name="需到位" startedAt={request.draftedAt} dueAt={request.neededBy} />
          )}
        </div>
      </header>
      <dl className={styles.facts}>
        <div><dt>编号</dt><dd>{request.number}</dd></div>
        <div><dt>申请</dt><dd>{request.fromUnitName} → {request.toUnitName} · <RelativeTime at={request.submittedAt ?? request.draftedAt} /></dd></div>
        <div><dt>事件</dt><dd><LinkTo to={paths.incident(request.incidentId)}>{request.incidentTitle}</LinkTo></dd></div>
        <div><dt>送到</dt><dd>{request.destinationName}</dd></div>
        {request.reason !== null && <div><dt>事由</dt><dd>{request.reason}</dd></div>}
        {request.refusalReason !== null && <div><dt>不予支持</dt><dd>{request.refusalReason}</dd></div>}
      </dl>
      {(!decides || request.lines.some(({ filled }) => filled > 0)) && <div className={styles.lines}>{request.lines.map((line) => <LineProgress key={line.key} line={line} />)}</div>}
      {shortages.length > 0 && (
        <ul className={styles.shortages} aria-label="缺口">
          {shortages.map((shortage) => <ShortageItem key={shortage.id} shortage={shortage} />)}
        </ul>
      )}
      {problem !== null && <p className={styles.problem} role="alert">{problem.detail}</p>}
      <div className={styles.actions}>
        {mayAct && request.maySubmit && (
          <Button type="primary" loading={submit.busy} onClick={() => void submit.run(params)}>
            报出申请
          </Button>
        )}
        {decides && next.includes('accepted') && request.status === 'submitted' && (
          <Button type="primary" loading={accept.busy} onClick={() => void accept.run(params)}>
            受理
          </Button>
        )}
        {decides && next.includes('refused') && <Button onClick={() => setDialog('refuse')}>不予支持</Button>}
        {decides && next.includes('closed') && <Button onClick={() => setDialog('close')}>了结</Button>}
        {mayAct && request.mayWithdraw && (
          <Popconfirm title={request.status === 'draft' ? '撤掉这份草稿？' : '撤回这份申请？'} okText="撤回" cancelText="不撤" onConfirm={() => void withdraw.run(params)}>
            <Button loading={withdraw.busy}>{request.status === 'draft' ? '撤掉草稿' : '撤回申请'}</Button>
          </Popconfirm>
        )}
      </div>
      {decides && request.status !== 'filled' && <FillWork key={request.id} request={request} openShortages={shortages.filter(({ status }) => status === 'open')} />}
      {dialog === 'refuse' && <RefuseDialog request={request} onClose={() => setDialog(null)} />}
      {dialog === 'close' && <CloseRequestDialog request={request} onClose={() => setDialog(null)} />}
    </article>
  )
}

/** A shortage and how it stands; hatched while nobody has solved it. */
export function ShortageItem({ shortage }: { readonly shortage: ShortageView }) {
  const solved = shortage.status === 'met' || shortage.status === 'accepted'
  return (
    <li className={solved ? styles.shortageSolved : styles.shortage}>
      <b>{solved ? '曾缺' : '缺'} {shortage.name} {amountText(shortage.quantity, shortage.unit)}</b>
      <span>{shortageText(shortage)}</span>
    </li>
  )
}
