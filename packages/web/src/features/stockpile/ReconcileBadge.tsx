import { routes } from '@fengsui/contract'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './stockpile.module.css'

/** Whether the book agrees with the ledger, always in sight; opened, it shows what differs and what is on the way. */
export function ReconcileBadge() {
  const [open, setOpen] = useState(false)
  const check = useRoute(routes.reconcileStock, {}, { touches: ['lot', 'stock-move'] })
  const data = check.data
  if (data === undefined) return <span className={styles.note}>{check.error === null ? '对账中…' : `对账没有完成：${check.error.problem.detail}`}</span>
  return (
    <>
      <button type="button" className={joinClasses(styles.reconcile, !data.balanced && styles.unbalanced)} onClick={() => setOpen(true)}>
        <Symbol name={data.balanced ? 'check' : 'note'} size={14} />
        {data.balanced ? '账实相符' : `${data.differences.length} 个批次账实不符`} · {data.lots} 批次 {data.moves.toLocaleString('zh-CN')} 笔
      </button>
      <Drawer open={open} title="对账" size={440} onClose={() => setOpen(false)}>
        <div className={styles.drawer}>
          <p>{data.balanced ? '每个批次的账面数都等于它的台账之和。' : '下列批次的账面数与台账之和不符，请停止这些批次的出入库并报系统管理员核查日志链。'}</p>
          {!data.balanced && (
            <ul className={styles.lines}>
              {data.differences.map((each) => <li key={each.lotId}><span>{each.itemName} {each.lotNumber}</span><b>账面 {each.book}，台账 {each.ledger}</b></li>)}
            </ul>
          )}
          <div>
            <h3 className={styles.subhead}>在途</h3>
            {data.inTransit.length === 0 ? <p className={styles.note}>没有在途物资。</p> : (
              <ul className={styles.lines}>{data.inTransit.map((each) => <li key={each.itemName}><span>{each.itemName}</span><b>{each.quantity.toLocaleString('zh-CN')} {each.unit}</b></li>)}</ul>
            )}
          </div>
        </div>
      </Drawer>
    </>
  )
}
