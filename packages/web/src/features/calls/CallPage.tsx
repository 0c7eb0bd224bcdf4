import { routes } from '@fengsui/contract'
import { callKinds, callStatusNames, type RecipientView } from '@fengsui/contract/notifications'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { AgainDialog, CloseDialog } from './CallDialogs.tsx'
import styles from './calls.module.css'
import { EvidenceDrawer } from './EvidenceDrawer.tsx'
import { LadderList } from './LadderList.tsx'
import { RecipientTable } from './RecipientTable.tsx'
import { RecordAnswersDialog } from './RecordAnswersDialog.tsx'
import { SilentPlacesDrawer } from './SilentPlacesDrawer.tsx'

type Open = { readonly kind: 'again' | 'close' | 'map' } | { readonly kind: 'record'; readonly recipients: readonly RecipientView[] } | { readonly kind: 'evidence'; readonly recipient: RecipientView } | null

/** One call as it goes: who was reached, who answered, who has not, and what happens next. */
export function CallPage({ callId }: { readonly callId: string }) {
  const go = useGo()
  const { readOnly } = useApiBase()
  const [open, setOpen] = useState<Open>(null)
  const found = useRoute(routes.getCall, { params: { callId } }, { touches: ['call', 'call-recipient', 'notification'] })
  const call = found.data
  if (found.error !== null && call === undefined) return <ErrorState hint={found.error.message} code={found.error.problem.code} onRetry={() => void found.refetch()} />
  if (call === undefined) return <LoadingState />
  const { counts } = call
  const mayManage = call.mayManage && !readOnly && call.status === 'running'
  const missing = counts.total - counts.answered
  const close = (): void => setOpen(null)
  return (
    <div className={styles.callPage}>
      <PageHeader
        crumbs={[{ label: '叫应', onGo: () => go(paths.calls()) }, { label: call.number }]}
        title={call.title}
        meta={
          <>
            <Tag tone={call.status === 'running' ? 'accent' : 'quiet'}>{callStatusNames[call.status]}</Tag>
            <span>{callKinds[call.kind]}</span>
            <span>{call.audienceName}</span>
            <span>
              {call.byUnitName} {monthDayTime(call.calledAt)} 发起
            </span>
            {call.incidentId !== null && <LinkTo to={paths.incident(call.incidentId)}>看事件</LinkTo>}
          </>
        }
        actions={
          <>
            {missing > 0 && (
              <Button icon={<Symbol name="pin" size={14} />} onClick={() => setOpen({ kind: 'map' })}>
                在图上看未应答
              </Button>
            )}
            {mayManage && (
              <>
                <Button type="primary" icon={<Symbol name="source-phoneCall" size={14} />} disabled={missing === 0} onClick={() => setOpen({ kind: 'again' })}>
                  对未应答的再叫
                </Button>
                <Button onClick={() => setOpen({ kind: 'close' })}>结束叫应</Button>
              </>
            )}
          </>
        }
      />
      <div className={styles.facts}>
        <StatRow>
          <StatNumber label="应叫" value={counts.total} unit="人" />
          <StatNumber label="已应答" value={counts.answered} unit={`/ ${counts.total.toLocaleString('zh-CN')}`} />
          <StatNumber label="未应答" value={missing} unit="人" />
          <StatNumber label="送不到" value={counts.unreachable} unit="人" />
          <StatNumber label="超时" value={counts.overdue} unit="人" />
          <StatNumber label="已转上级" value={counts.escalated} unit="人" />
          <StatNumber label="上门" value={counts.visited} unit="人" />
        </StatRow>
      </div>
      <div className={styles.callBody}>
        <Card title="谁应了，谁没应">
          <RecipientTable callId={call.id} total={counts.total} mayRecord={!readOnly} onRecord={(recipients) => setOpen({ kind: 'record', recipients })} onEvidence={(recipient) => setOpen({ kind: 'evidence', recipient })} />
        </Card>
        <div className={styles.side}>
          <Card title="升级阶梯" padded>
            <LadderList call={call} />
          </Card>
          <Card title="叫应内容" padded>
            <p className={styles.words}>{call.words}</p>
            {call.closeReason !== null && (
              <p className={styles.words}>
                <b>未应答的处置：</b>
                {call.closeReason}
              </p>
            )}
          </Card>
        </div>
      </div>
      {open?.kind === 'map' && <SilentPlacesDrawer callId={call.id} onClose={close} />}
      {open?.kind === 'again' && <AgainDialog call={call} onClose={close} />}
      {open?.kind === 'close' && <CloseDialog call={call} missing={missing} onClose={close} />}
      {open?.kind === 'record' && <RecordAnswersDialog callId={call.id} recipients={open.recipients} onClose={close} />}
      {open?.kind === 'evidence' && <EvidenceDrawer recipient={open.recipient} onClose={close} {...(readOnly || open.recipient.status === 'answered' ? {} : { onRecord: () => setOpen({ kind: 'record', recipients: [open.recipient] }) })} />}
    </div>
  )
}
