import { routes } from '@fengsui/contract'
import { dutyRoleNames, dutyStatusNames, supervisionReasonNames, type DutyView, type InstructionView } from '@fengsui/contract/instructions'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { AttachmentList } from '../../lib/attachments/AttachmentList.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { ExtensionDialog, FeedbackDialog } from './DutyDialogs.tsx'
import { isOwed } from './instruction-words.ts'
import { EndDialog, ExtensionDecisionDialog, ReturnDialog, SupervisionDialog } from './OfficeDialogs.tsx'
import { ToTaskDialog } from './ToTaskDialog.tsx'
import styles from './instructions.module.css'

type Dialog = 'progress' | 'result' | 'extension' | 'return' | 'grant' | 'refuse' | 'supervise' | 'cancel' | 'task' | null

/** One unit's part: its term, what it said, the notices it got, and what can be done with it now. */
export function DutyCard({ instruction, duty }: { readonly instruction: InstructionView; readonly duty: DutyView }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = (): void => setDialog(null)
  const owed = isOwed(duty)
  return (
    <section className={styles.duty} aria-label={duty.unitName}>
      <header>
        <b>{duty.unitName}</b>
        <Tag>{dutyRoleNames[duty.role]}</Tag>
        <Tag tone={owed ? 'accent' : 'quiet'}>{dutyStatusNames[duty.status]}</Tag>
        {duty.escalatedAt !== null && owed && <Tag tone="outline">已转告上级</Tag>}
        {duty.extensions > 0 && <Tag>延期 {duty.extensions} 次</Tag>}
        <span className={styles.dutyDue}>
          {duty.status === 'assigned' && <Countdown look="pill" name="签收时限" startedAt={duty.assignedAt} dueAt={duty.acknowledgeBy} rule={{ text: '交办后须在此时限内签收', basis: '平台默认' }} />}
          {duty.status !== 'assigned' && duty.status !== 'cancelled' && <Countdown look="pill" name="办理时限" startedAt={duty.assignedAt} dueAt={duty.dueAt} {...(duty.reportedAt === null ? {} : { doneAt: duty.reportedAt })} rule={{ text: `办理时限：${duty.termText}；原定 ${monthDayTime(duty.firstDueAt)}` }} />}
        </span>
      </header>
      {duty.requirement !== null && <p className={styles.requirement}>要求：{duty.requirement}</p>}
      {duty.settleReason !== null && <p className={styles.requirement}>{duty.status === 'returned' ? '退回意见' : '办理意见'}：{duty.settleReason}</p>}
      {duty.extensionTo !== null && (
        <p className={styles.requirement}>
          申请延至 {monthDayTime(duty.extensionTo)}：{duty.extensionReason}
        </p>
      )}
      {duty.feedbacks.length > 0 && (
        <ol className={styles.said}>
          {duty.feedbacks.map((feedback) => (
            <li key={feedback.id}>
              <span>
                <time dateTime={feedback.givenAt}>{monthDayTime(feedback.givenAt)}</time>
                {feedback.kind === 'result' ? '结果' : '进展'}
              </span>
              <p>{feedback.words}</p>
            </li>
          ))}
        </ol>
      )}
      <Notices duty={duty} />
      <AttachmentList of={{ kind: 'instruction-duty', id: duty.id }} addTo={duty.mayWork && owed && duty.status !== 'assigned' ? { kind: 'instruction-duty', id: duty.id } : undefined} quiet />
      <DutyActions instruction={instruction} duty={duty} onOpen={setDialog} />
      {(dialog === 'progress' || dialog === 'result') && <FeedbackDialog duty={duty} kind={dialog} onClose={close} />}
      {dialog === 'extension' && <ExtensionDialog duty={duty} onClose={close} />}
      {dialog === 'return' && <ReturnDialog duty={duty} onClose={close} />}
      {(dialog === 'grant' || dialog === 'refuse') && <ExtensionDecisionDialog duty={duty} granted={dialog === 'grant'} onClose={close} />}
      {dialog === 'supervise' && <SupervisionDialog duty={duty} onClose={close} />}
      {dialog === 'cancel' && <EndDialog act={{ kind: 'cancel', duty }} onClose={close} />}
      {dialog === 'task' && instruction.incidentId !== null && <ToTaskDialog instruction={instruction} incidentId={instruction.incidentId} duty={duty} onClose={close} />}
    </section>
  )
}

function Notices({ duty }: { readonly duty: DutyView }) {
  const { base } = useApiBase()
  if (duty.notices.length === 0) return null
  return (
    <ul className={styles.notices}>
      {duty.notices.map((notice) => (
        <li key={notice.id}>
          <Symbol name="clock" size={14} />
          {notice.status === 'draft' ? (
            <span>{supervisionReasonNames[notice.reason]}，督办单已起草，待签发</span>
          ) : (
            <span>
              <a href={`${base}${addressOf(routes.downloadSupervision, { params: { noticeId: notice.id }, query: { format: 'docx' } })}`}>{notice.number}</a>
              {supervisionReasonNames[notice.reason]}
              {notice.feedbackBy !== null && `，限 ${monthDayTime(notice.feedbackBy)} 前反馈`}
              {notice.words !== null && <small>{notice.words}</small>}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

interface DutyActionsProps {
  readonly instruction: InstructionView
  readonly duty: DutyView
  readonly onOpen: (dialog: Dialog) => void
}

function DutyActions({ instruction, duty, onOpen }: DutyActionsProps) {
  const works = useMay('instruction:work') && duty.mayWork
  const handles = useMay('instruction:give') && duty.mayHandle
  const mayTask = useMay('task:assign')
  const acknowledge = useCommand(routes.acknowledgeDuty)
  const accept = useCommand(routes.decideFeedback)
  const owed = isOwed(duty)
  const problem = acknowledge.problem ?? accept.problem
  if (!works && !handles) return null
  return (
    <div className={styles.actions}>
      {works && duty.status === 'assigned' && (
        <Button type="primary" loading={acknowledge.busy} icon={<Symbol name="check" size={14} />} onClick={() => void acknowledge.run({ params: { dutyId: duty.id }, body: {} })}>
          签收
        </Button>
      )}
      {works && owed && duty.status !== 'assigned' && (
        <>
          <Button type="primary" onClick={() => onOpen('result')}>
            报告结果
          </Button>
          <Button onClick={() => onOpen('progress')}>反馈进展</Button>
          {duty.extensionTo === null && <Button onClick={() => onOpen('extension')}>申请延期</Button>}
        </>
      )}
      {handles && duty.status === 'reported' && (
        <>
          <Button type="primary" loading={accept.busy} icon={<Symbol name="check" size={14} />} onClick={() => void accept.run({ params: { dutyId: duty.id }, body: { decision: 'accepted' } })}>
            认可
          </Button>
          <Button onClick={() => onOpen('return')}>退回重办</Button>
        </>
      )}
      {handles && duty.extensionTo !== null && (
        <>
          <Button type="primary" onClick={() => onOpen('grant')}>
            同意延期
          </Button>
          <Button onClick={() => onOpen('refuse')}>不同意延期</Button>
        </>
      )}
      {handles && owed && (
        <>
          <Button onClick={() => onOpen('supervise')}>{duty.notices.some((notice) => notice.status === 'draft') ? '签发督办单' : '督办'}</Button>
          {mayTask && instruction.incidentId !== null && <Button onClick={() => onOpen('task')}>转为任务</Button>}
          <Button onClick={() => onOpen('cancel')}>取消承办</Button>
        </>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem.detail}
        </p>
      )}
    </div>
  )
}
