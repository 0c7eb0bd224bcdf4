import { routes } from '@fengsui/contract'
import type { LotView } from '@fengsui/contract/stockpile'
import { Drawer } from 'antd'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { ExpiryText } from './ExpiryText.tsx'
import { moveName } from './stock-words.ts'
import styles from './stockpile.module.css'

/** Where a lot came from and who has it now, line by line. */
export function TraceDrawer({ lot, onClose }: { readonly lot: Pick<LotView, 'id' | 'itemName' | 'number' | 'unit'>; readonly onClose: () => void }) {
  const trace = useRoute(routes.traceLot, { params: { lotId: lot.id } }, { touches: ['stock-move', 'lot'] })
  return (
    <Drawer open title={`${lot.itemName} ${lot.number}`} size={480} onClose={onClose}>
      {trace.data === undefined ? (
        trace.error === null ? <LoadingState /> : <ErrorState hint={trace.error.problem.detail} code={trace.error.problem.code} onRetry={() => void trace.refetch()} />
      ) : (
        <div className={styles.drawer}>
          <p>
            有效期至 <ExpiryText expiresOn={trace.data.lot.expiresOn} daysLeft={trace.data.lot.daysLeft} />
          </p>
          <div>
            <h3 className={styles.subhead}>现在在谁手里</h3>
            <ul className={styles.lines}>
              {trace.data.holders.map(({ account, name, quantity }) => (
                <li key={account}>
                  <span>{name}</span>
                  <b>{quantity.toLocaleString('zh-CN')} {lot.unit}</b>
                </li>
              ))}
              {trace.data.holders.length === 0 && <li><span className={styles.note}>这一批已经清零。</span></li>}
            </ul>
          </div>
          <div>
            <h3 className={styles.subhead}>经过</h3>
            <ul className={styles.lines}>
              {trace.data.moves.map((move) => (
                <li key={move.id}>
                  <span>{monthDayTime(move.movedAt)} {moveName(move)}：{move.fromName} → {move.toName}</span>
                  <b>{move.quantity.toLocaleString('zh-CN')} {move.unit}</b>
                  <small>{[move.number, move.document === null ? '' : `单号 ${move.document}`, move.note ?? ''].filter((part) => part !== '').join(' · ')}</small>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </Drawer>
  )
}
