import { routes } from '@fengsui/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNarrow, useWide } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { boardKinds } from './board-kinds.ts'
import { DispatchList } from './DispatchList.tsx'
import { DispatchMap } from './DispatchMap.tsx'
import { amountText, sortRequests } from './dispatch-words.ts'
import { OrderDialog } from './OrderDialog.tsx'
import { RequestCard } from './RequestCard.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { RequestWork, ShortageItem } from './RequestWork.tsx'
import styles from './dispatch.module.css'

type Part = 'requests' | 'work' | 'dispatches'
type Dialog = { readonly kind: 'request'; readonly demandId: string | null } | { readonly kind: 'order' } | null

/** The board of one incident: requests and gaps on the left, the chosen request with its recommendation in the middle, orders on the right. */
export function DispatchBoard({ incidentId, requestId }: { readonly incidentId: string; readonly requestId: string | undefined }) {
  const go = useGo()
  const narrow = useNarrow()
  const wide = useWide()
  const mayAsk = useMay('dispatch:request')
  const mayDecide = useMay('dispatch:decide')
  const mayFill = useMay('dispatch:read')
  const [part, setPart] = useState<Part>('requests')
  const [dialog, setDialog] = useState<Dialog>(null)
  const board = useRoute(routes.getDispatchBoard, { params: { incidentId } }, { touches: boardKinds })
  if (board.data === undefined) return board.error === null ? <LoadingState lines={10} /> : <ErrorState hint={board.error.message} code={board.error.problem.code} onRetry={() => void board.refetch()} />
  const { shortages, dispatches, demands } = board.data
  const requests = sortRequests(board.data.requests)
  const current = requests.find(({ id }) => id === requestId) ?? (narrow ? undefined : requests[0])
  const missing = shortages.filter(({ status }) => status === 'open' || status === 'passedUp')
  const unasked = demands.filter((demand) => demand.status === 'open' && demand.requestId === null)
  const moving = dispatches.filter(({ status }) => status !== 'returned' && status !== 'cancelled').length
  const open = (id: string): void => {
    go(paths.dispatch(incidentId, id), { replace: true })
    setPart('work')
  }
  const list = (
    <Card title="申请与缺口" count={missing.length > 0 ? <b className={styles.badge}>缺口 {missing.length}</b> : `${requests.length} 份`} extra={mayAsk && <Button size={narrow ? 'middle' : 'small'} type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setDialog({ kind: 'request', demandId: null })}>申请资源</Button>}>
      {missing.length > 0 && <ul className={styles.shortages} aria-label="缺口">{missing.map((shortage) => <ShortageItem key={shortage.id} shortage={shortage} />)}</ul>}
      {requests.length === 0 && unasked.length === 0 && <EmptyState symbol="send" title="还没有申请" hint="力量、装备、物资不够时，在这里书面向上级申请。" />}
      {requests.map((request) => <RequestCard key={request.id} request={request} current={request.id === current?.id} onOpen={() => open(request.id)} />)}
      {unasked.length > 0 && (
        <section className={styles.demands} aria-label="还没有申请的需求">
          <h3 className={styles.groupHead}>预案需求，尚未申请 <span>{unasked.length}</span></h3>
          <ul>
            {unasked.map((demand) => (
              <li key={demand.id}>
                <span>{demand.item} {amountText(demand.quantity, demand.unit)}</span>
                <Countdown name={`${demand.item}到位`} dueAt={demand.neededBy} />
                {mayAsk && <Button size="small" onClick={() => setDialog({ kind: 'request', demandId: demand.id })}>申请</Button>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
  const work = (
    <Card title={current === undefined ? '方案' : `申请 ${current.number}`}>
      {current === undefined ? <EmptyState symbol="doubleCheck" title="选一份申请" hint="选中左边的申请，看推荐方案、改选并下达调度令。" /> : <RequestWork key={current.id} request={current} shortages={shortages.filter((shortage) => shortage.requestId === current.id)} />}
    </Card>
  )
  const map = <Card title="位置"><DispatchMap dispatches={dispatches} /></Card>
  const fills = mayFill && current?.mayDecide === true && current.status !== 'filled'
  const orders = (
    <Card title="调度令" count={`${moving} 份执行中`} extra={mayDecide && <Button size={narrow ? 'middle' : 'small'} onClick={() => setDialog({ kind: 'order' })}>直接下令</Button>}>
      <DispatchList dispatches={dispatches} />
    </Card>
  )
  return (
    <>
      {narrow ? (
        <div className={styles.narrowBoard}>
          <TabStrip label="调度台" items={[{ key: 'requests' as const, label: '申请', count: requests.length }, { key: 'work' as const, label: '方案' }, { key: 'dispatches' as const, label: '调度令', count: moving }]} value={part} onChange={setPart} />
          {part === 'requests' ? list : part === 'work' ? work : orders}
        </div>
      ) : (
        <div className={styles.board}>
          {list}
          {/* Where there is nothing to choose the map has the room that is left. On a wall both stand. */}
          {wide ? (
            <>
              {work}
              {dispatches.length > 0 && map}
            </>
          ) : dispatches.length === 0 || fills ? (
            work
          ) : (
            <div className={styles.middle}>
              {current !== undefined && work}
              {map}
            </div>
          )}
          {orders}
        </div>
      )}
      {dialog?.kind === 'request' && <RequestDialog incidentId={incidentId} demand={demands.find(({ id }) => id === dialog.demandId)} onClose={() => setDialog(null)} onDone={(request) => open(request.id)} />}
      {dialog?.kind === 'order' && <OrderDialog incidentId={incidentId} onClose={() => setDialog(null)} />}
    </>
  )
}
