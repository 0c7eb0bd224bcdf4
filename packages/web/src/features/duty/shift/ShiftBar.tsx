import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useCan } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { durationText, monthDayTime } from '../../../ui/clocks/time-text.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { useNow } from '../../../ui/now-context.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { HandoverDrawer } from './HandoverDrawer.tsx'
import styles from './shift.module.css'

/** What an item can be that the bar counts. */
const touches = ['duty-watch', 'handover', 'clock', 'suspicion', 'linkage-alarm', 'signal', 'call', 'call-recipient', 'task', 'warning', 'phone-log', 'fax'] as const

/** The bar over the duty desk: who is on duty and since when, what is open, and the handover. Whom the roster names stands beside it. */
export function ShiftBar() {
  const may = useCan('duty:read')
  const desk = useRoute(routes.getDutyDesk, { query: {} }, { touches, enabled: may, refetchInterval: 60_000 })
  const mayWork = useMay('duty:work')
  const [openId, setOpenId] = useState<string | null>(null)
  const take = useCommand(routes.takeDuty)
  const draft = useCommand(routes.draftHandover, { onDone: (handover) => setOpenId(handover.id) })
  if (!may || desk.data === undefined) return null
  const { watch, openCount, strictCount, handover, unitName, mayTake, mayHandOver } = desk.data
  const problem = take.problem ?? draft.problem
  return (
    <div className={styles.bar} role="region" aria-label="值班">
      <Symbol name="rail-duty" size={16} />
      {watch === null ? (
        <span>
          {unitName} <b className={styles.late}>无人当班</b>
        </span>
      ) : (
        <span>
          当班 <b>{watch.officerName}</b> <small>{monthDayTime(watch.takenAt)} 接班{watch.byHand ? '（未按排班）' : ''}</small>
        </span>
      )}
      {watch !== null && <PlannedEnd plannedEndAt={watch.plannedEndAt} />}
      <span>
        未了 <b>{openCount}</b> 项{strictCount > 0 && <>，时限 <b>{strictCount}</b> 项</>}
      </span>
      {problem !== null && <span className={styles.refusal}>{problem.detail}</span>}
      <span className={styles.barEnd}>
        <LinkTo to={paths.dutyLog()} className={styles.link}>
          值班记录
        </LinkTo>
        {handover !== null ? (
          <Button size="small" type="primary" onClick={() => setOpenId(handover.id)}>
            {handover.status === 'signed' ? '接班签字' : '继续交班'}
          </Button>
        ) : mayTake && mayWork ? (
          <Button size="small" type="primary" loading={take.busy} onClick={() => void take.run({ body: {} })}>
            接班
          </Button>
        ) : (
          mayHandOver &&
          mayWork && (
            <Button size="small" loading={draft.busy} onClick={() => void draft.run({ body: {} })}>
              交班
            </Button>
          )
        )}
      </span>
      {openId !== null && <HandoverDrawer handoverId={openId} onClose={() => setOpenId(null)} />}
    </div>
  )
}

/** A part of its own, so that the ticking clock draws nothing else anew. */
function PlannedEnd({ plannedEndAt }: { readonly plannedEndAt: string }) {
  const over = useNow() - Date.parse(plannedEndAt)
  return <span className={joinClasses(over > 0 && styles.late)}>{over > 0 ? `应 ${monthDayTime(plannedEndAt)} 交班，已逾 ${durationText(Math.floor(over / 60_000) * 60_000)}` : `应 ${monthDayTime(plannedEndAt)} 交班`}</span>
}
