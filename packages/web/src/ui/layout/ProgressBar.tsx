import { joinClasses } from '../join-classes.ts'
import styles from './layout.module.css'

/** One part of a whole, from pale (little) to deep (confirmed); `missing` is hatched. */
export interface ProgressPart {
  readonly label: string
  readonly value: number
  readonly step: 1 | 2 | 3 | 4 | 5 | 'missing'
}

interface ProgressBarProps {
  readonly parts: readonly ProgressPart[]
  readonly total: number
  /** Words beside the bar: "3,633 / 3,900". */
  readonly text?: string
  readonly thin?: boolean
  /** Spoken name. */
  readonly label: string
}

const stepClass = { 1: styles.seq1, 2: styles.seq2, 3: styles.seq3, 4: styles.seq4, 5: styles.seq5, missing: styles.missing } as const

/** Amounts on one hue, with counts; never green for good. */
export function ProgressBar({ parts, total, text, thin = false, label }: ProgressBarProps) {
  const share = (value: number): number => (total <= 0 ? 0 : (Math.max(0, value) / total) * 100)
  const spoken = parts.map((part) => `${part.label} ${part.value}`).join('，')
  return (
    <div className={styles.progress}>
      <div role="img" aria-label={`${label}：${spoken}，共 ${total}`} title={spoken} className={joinClasses(styles.track, thin && styles.trackThin)}>
        {parts.map((part) => (
          <i key={part.label} className={stepClass[part.step]} style={{ width: `${share(part.value)}%` }} />
        ))}
      </div>
      {text !== undefined && <span className={styles.progressText}>{text}</span>}
    </div>
  )
}
