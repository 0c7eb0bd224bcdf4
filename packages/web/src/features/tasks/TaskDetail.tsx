import type { TaskView } from '@fengsui/contract/command'
import { taskStatusNames } from '@fengsui/contract/command'
import type { ReactNode } from 'react'
import { AttachmentList } from '../../lib/attachments/AttachmentList.tsx'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { TaskActions } from './TaskActions.tsx'
import { TaskDeadline } from './TaskDeadline.tsx'
import { TaskRing } from './TaskRing.tsx'
import styles from './tasks.module.css'

/** One task in full: what is wanted, until when, what was said, and what can be done now. */
export function TaskDetail({ task }: { readonly task: TaskView }) {
  const mayIncident = useCan('incident:read')
  return (
    <article className={styles.detail} aria-label={task.title}>
      <header>
        <TaskRing status={task.status} percent={task.progressPercent} />
        <div>
          <h2>{task.title}</h2>
          <p className={styles.tags}>
            <Tag tone="accent">{taskStatusNames[task.status]}</Tag>
            {task.supervisedAt !== null && <Tag tone="outline">已督办</Tag>}
            {task.overdueAt !== null && task.doneAt === null && <Tag tone="outline">已逾期</Tag>}
          </p>
        </div>
        {task.status !== 'cancelled' && (
          <div className={styles.limit}>
            <small>{task.status === 'assigned' ? '签收时限' : '完成时限'}</small>
            <TaskDeadline task={task} rule />
          </div>
        )}
      </header>
      {task.detail !== null && task.detail !== '' && <p className={styles.words}>{task.detail}</p>}
      <dl className={styles.facts}>
        <Fact label="事件">{mayIncident ? <LinkTo to={paths.incident(task.incidentId)}>{task.incidentTitle}</LinkTo> : task.incidentTitle}</Fact>
        <Fact label="承办">{task.unitName}</Fact>
        {task.groupName !== null && <Fact label="工作组">{task.groupName}</Fact>}
        <Fact label="派出">
          <RelativeTime at={task.assignedAt} />
        </Fact>
        {task.acknowledgedAt !== null && (
          <Fact label="签收">
            <RelativeTime at={task.acknowledgedAt} />
          </Fact>
        )}
        {task.evidenceRequired !== null && <Fact label="完成要附">{task.evidenceRequired}</Fact>}
        {task.progressAt !== null && (
          <Fact label="进展">
            {task.progressPercent}% · <RelativeTime at={task.progressAt} />
          </Fact>
        )}
        {task.progressNote !== null && task.progressNote !== '' && <Fact label={task.status === 'done' ? '凭据' : '说明'}>{task.progressNote}</Fact>}
        {task.status === 'disputed' && task.disputeReason !== null && <Fact label="异议">{task.disputeReason}</Fact>}
        {task.status === 'disputed' && task.ruleBy !== null && task.disputedAt !== null && (
          <Fact label="裁定">
            <Countdown name="裁定时限" startedAt={task.disputedAt} dueAt={task.ruleBy} rule={{ text: '提出异议后，指挥部须在此时限内裁定维持或改派' }} />
          </Fact>
        )}
      </dl>
      <AttachmentList of={{ kind: 'task', id: task.id }} addTo={task.mayWork && task.status !== 'assigned' ? { kind: 'task', id: task.id } : undefined} quiet />
      <TaskActions key={`${task.id} ${task.status}`} task={task} />
    </article>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
