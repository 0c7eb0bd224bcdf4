import type { ReactNode } from 'react'
import styles from './layout.module.css'

interface StatNumberProps {
  readonly label: string
  readonly value: number | string
  /** Behind the number, small: "人", "/ 303,073". */
  readonly unit?: string
}

/** Number first, unit small; thousands are grouped. Stands in a `StatRow`. */
export function StatNumber({ label, value, unit }: StatNumberProps) {
  return (
    <div className={styles.stat}>
      <dt>{label}</dt>
      <dd>
        {typeof value === 'number' ? value.toLocaleString('zh-CN') : value}
        {unit !== undefined && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** A row of numbers. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.stats}>{children}</dl>
}
