import type { StatisticRow } from '@fengsui/contract/statistics'
import { useRef } from 'react'
import { useElementSize } from '../../ui/use-element-size.ts'
import { niceTop } from './statistics-words.ts'
import styles from './statistics.module.css'

const height = 168
const bottom = 22
const left = 40
const top = 8

/** The chart in the room it finds. */
export function StepChart({ rows }: { readonly rows: readonly StatisticRow[] }) {
  const room = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(room)
  return (
    <div ref={room} className={styles.chartRoom}>
      {width > 0 && <Bars rows={rows} width={width} />}
    </div>
  )
}

/** Incidents by step of time: this period filled, the same a year before as an outline. The table beside it says the same in figures. */
function Bars({ rows, width }: { readonly rows: readonly StatisticRow[]; readonly width: number }) {
  const largest = niceTop(Math.max(1, ...rows.flatMap((row) => [row.figures.incidents, row.previous.incidents])))
  const room = Math.max(120, width - left - 8)
  const slot = room / Math.max(1, rows.length)
  const bar = Math.min(22, Math.max(1, slot * 0.36))
  const y = (value: number): number => top + (height - top - bottom) * (1 - value / largest)
  const every = Math.max(1, Math.ceil(58 / slot))
  return (
    <svg className={styles.chart} width={width} height={height} role="img" aria-label={`各时段事件起数，与上年同期比，共 ${rows.length} 段`}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={left} x2={width - 8} y1={y(largest * share)} y2={y(largest * share)} className={styles.gridLine} />
          <text x={left - 6} y={y(largest * share) + 4} textAnchor="end">
            {(largest * share).toLocaleString('zh-CN')}
          </text>
        </g>
      ))}
      {rows.map((row, index) => {
        const middle = left + slot * (index + 0.5)
        return (
          <g key={row.key}>
            <title>{`${row.name}：${row.figures.incidents} 起，上年同期 ${row.previous.incidents} 起`}</title>
            <rect x={middle - slot / 2} y={top} width={slot} height={height - top - bottom} className={styles.hover} />
            <rect x={middle - bar - 0.5} y={y(row.previous.incidents)} width={bar} height={Math.max(0, y(0) - y(row.previous.incidents))} className={styles.barBefore} />
            <rect x={middle + 0.5} y={y(row.figures.incidents)} width={bar} height={Math.max(0, y(0) - y(row.figures.incidents))} className={styles.barNow} />
            {index % every === 0 && (
              <text x={middle} y={height - 6} textAnchor="middle">
                {row.name.replace(/^\d{2}(\d{2})年/, rows.length > 12 || row.name.endsWith('年') ? '$1年' : '')}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
