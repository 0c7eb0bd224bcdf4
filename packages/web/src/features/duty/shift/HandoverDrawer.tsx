import { routes } from '@fengsui/contract'
import { handoverStatusNames, type HandoverView } from '@fengsui/contract/duty'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { addressOf } from '../../../lib/api.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNarrow } from '../../../ui/shell/use-narrow.ts'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { HandoverItems } from './HandoverItems.tsx'
import { AcceptPart, LeavePart } from './HandoverSigning.tsx'
import styles from './shift.module.css'

const touches = ['duty-watch', 'handover', 'clock', 'suspicion', 'linkage-alarm', 'signal', 'call', 'call-recipient', 'task', 'warning', 'phone-log', 'fax'] as const

/** One handover from draft to the signed paper. What is open stays live until the successor has signed. */
export function HandoverDrawer({ handoverId, onClose }: { readonly handoverId: string; readonly onClose: () => void }) {
  const narrow = useNarrow()
  const found = useRoute(routes.getHandover, { params: { handoverId } }, { touches, refetchInterval: 60_000 })
  const handover = found.data
  return (
    <Drawer open onClose={onClose} title={handover?.number ?? '交接班'} size={narrow ? '100%' : 640} destroyOnHidden>
      {handover === undefined ? found.error === null ? <LoadingState /> : <ErrorState hint={found.error.problem.detail} code={found.error.problem.code} onRetry={() => void found.refetch()} /> : <HandoverBody handover={handover} onClose={onClose} />}
    </Drawer>
  )
}

function HandoverBody({ handover, onClose }: { readonly handover: HandoverView; readonly onClose: () => void }) {
  const { base } = useApiBase()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const paper = (format: 'docx' | 'pdf'): string => `${base}${addressOf(routes.downloadHandover, { params: { handoverId: handover.id }, query: { format } })}`
  return (
    <div className={styles.drawer}>
      <dl className={styles.facts}>
        <dt>状态</dt>
        <dd>
          <Tag tone={handover.status === 'completed' ? 'quiet' : 'accent'}>{handoverStatusNames[handover.status]}</Tag>
        </dd>
        <dt>当班</dt>
        <dd>
          {handover.fromName}，{monthDayTime(handover.watchTakenAt)} 接班，应 {monthDayTime(handover.plannedEndAt)} 交班
        </dd>
        {handover.leavingSignedAt !== null && (
          <>
            <dt>交班签字</dt>
            <dd>
              {handover.leavingName}，{monthDayTime(handover.leavingSignedAt)}
              {handover.leavingFactor === true && '，动态口令已核'}
              {handover.onBehalfReason !== null && `（代签：${handover.onBehalfReason}）`}
            </dd>
          </>
        )}
        {handover.successorSignedAt !== null && (
          <>
            <dt>接班签字</dt>
            <dd>
              {handover.successorName}，{monthDayTime(handover.successorSignedAt)}
              {handover.successorFactor === true && '，动态口令已核'}
            </dd>
          </>
        )}
        {handover.headWords !== null && (
          <>
            <dt>日志链</dt>
            <dd>{handover.headWords}</dd>
          </>
        )}
      </dl>
      {handover.notes !== null && handover.status !== 'draft' && (
        <div>
          <h3>交班附言</h3>
          <p className={styles.notes}>{handover.notes}</p>
        </div>
      )}
      <HandoverItems handover={handover} ticked={ticked} onTicked={setTicked} />
      {handover.maySign && <LeavePart handover={handover} />}
      {handover.status === 'signed' && <AcceptPart handover={handover} ticked={ticked} onTicked={setTicked} onDone={onClose} />}
      {handover.status === 'draft' && !handover.maySign && <p className={styles.hint}>等交班人 {handover.fromName} 签字后，由接班人用自己的账号签字。</p>}
      {handover.status === 'completed' && (
        <div className={styles.row}>
          <Button href={paper('pdf')} target="_blank">
            打印（PDF）
          </Button>
          <Button href={paper('docx')}>下载 Word</Button>
        </div>
      )}
    </div>
  )
}
