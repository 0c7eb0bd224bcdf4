import { routes } from '@fengsui/contract'
import { dispatchLifecycle, type DispatchStatus, type DispatchView } from '@fengsui/contract/dispatch'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { isMoving } from './dispatch-words.ts'
import { CancelDispatchDialog, DepartGoodsDialog, ReceiveDialog, ReturnDialog } from './DispatchDialogs.tsx'
import { PositionDialog } from './PositionDialog.tsx'
import styles from './dispatch.module.css'

type Open = 'position' | 'depart' | 'receive' | 'return' | 'cancel' | null

/** What this account can do with an order now: from the one lifecycle that the server uses, and whose turn it is. */
export function DispatchActions({ dispatch, big = false }: { readonly dispatch: DispatchView; readonly big?: boolean }) {
  const { readOnly } = useApiBase()
  const [open, setOpen] = useState<Open>(null)
  const acknowledge = useCommand(routes.acknowledgeDispatch)
  const depart = useCommand(routes.departDispatch)
  const arrive = useCommand(routes.arriveDispatch)
  const release = useCommand(routes.releaseDispatch)
  if (readOnly) return null
  const next: readonly DispatchStatus[] = dispatchLifecycle[dispatch.status]
  const may = (status: DispatchStatus): boolean => next.includes(status)
  const request = { params: { dispatchId: dispatch.id } }
  const problem = acknowledge.problem ?? depart.problem ?? arrive.problem ?? release.problem
  const size = big ? { size: 'large' as const, className: styles.big ?? '' } : { size: 'small' as const }
  const primary = { ...size, type: 'primary' as const }
  // Goods that were handed over come home only when somebody brings them; forces always do.
  const comesHome = dispatch.kind !== 'goods' || dispatch.status === 'returning' || dispatch.status === 'received' || dispatch.status === 'arrived'
  return (
    <>
      <div className={big ? styles.bigActions : styles.smallActions}>
        {dispatch.mayWork && may('acknowledged') && <Button {...primary} loading={acknowledge.busy} onClick={() => void acknowledge.run(request)}>签收</Button>}
        {dispatch.mayWork && may('departed') && <Button {...(dispatch.status === 'acknowledged' ? primary : size)} loading={depart.busy} onClick={() => (dispatch.kind === 'goods' ? setOpen('depart') : void depart.run(request))}>{dispatch.kind === 'goods' ? '出库发车' : '出发'}</Button>}
        {dispatch.mayWork && may('arrived') && <Button {...primary} loading={arrive.busy} onClick={() => void arrive.run(request)}>到达</Button>}
        {dispatch.mayWork && isMoving(dispatch) && <Button {...size} onClick={() => setOpen('position')}>报位置</Button>}
        {dispatch.mayReceive && <Button {...primary} onClick={() => setOpen('receive')}>交接</Button>}
        {dispatch.mayWork && may('returned') && comesHome && <Button {...(dispatch.status === 'returning' ? primary : size)} onClick={() => setOpen('return')}>{dispatch.kind === 'team' ? '归队' : '归还'}</Button>}
        {dispatch.mayDirect && may('returning') && dispatch.kind !== 'goods' && <Button {...size} loading={release.busy} onClick={() => void release.run(request)}>令其返回</Button>}
        {dispatch.mayDirect && may('cancelled') && <Button {...size} onClick={() => setOpen('cancel')}>取消</Button>}
      </div>
      {problem !== null && <p className={styles.problem} role="alert">{problem.detail}</p>}
      {open === 'position' && <PositionDialog dispatch={dispatch} onClose={() => setOpen(null)} />}
      {open === 'depart' && <DepartGoodsDialog dispatch={dispatch} onClose={() => setOpen(null)} />}
      {open === 'receive' && <ReceiveDialog dispatch={dispatch} onClose={() => setOpen(null)} />}
      {open === 'return' && <ReturnDialog dispatch={dispatch} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDispatchDialog dispatch={dispatch} onClose={() => setOpen(null)} />}
    </>
  )
}
