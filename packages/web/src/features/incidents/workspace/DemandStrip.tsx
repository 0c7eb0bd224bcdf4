import type { Demand } from '@fengsui/contract/command'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { ProgressBar } from '../../../ui/layout/ProgressBar.tsx'
import styles from './strips.module.css'

/** What the response needs and until when; what is met goes to the end. */
export function DemandStrip({ demands }: { readonly demands: readonly Demand[] }) {
  const standing = demands.filter((demand) => demand.status !== 'cancelled')
  const open = standing.filter((demand) => demand.status === 'open').sort((a, b) => a.neededBy.localeCompare(b.neededBy))
  const met = standing.filter((demand) => demand.status === 'met')
  return (
    <section className={styles.demands} aria-label="资源需求">
      <div className={styles.lead}>
        <p>
          <b>资源需求 {standing.length} 项</b>
          <span>已满足 {met.length}</span>
        </p>
        <ProgressBar label="资源需求" total={standing.length} parts={[{ label: '已满足', value: met.length, step: 5 }, { label: '未满足', value: open.length, step: 'missing' }]} />
      </div>
      <ul className={styles.items}>
        {standing.length === 0 && <li className={styles.none}>启动响应后，预案要求的物资装备列在这里，并注明何时要到位。</li>}
        {[...open, ...met].map((demand) => (
          <li key={demand.id}>
            <h4>{demand.item}</h4>
            <p>
              {demand.quantity.toLocaleString('zh-CN')}
              <small>{demand.unit}</small>
              {demand.status === 'met' ? <em>{demand.metAt === null ? '已满足' : `${hourMinute(demand.metAt)} 满足`}</em> : <Countdown name={`${demand.item}到位`} dueAt={demand.neededBy} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
