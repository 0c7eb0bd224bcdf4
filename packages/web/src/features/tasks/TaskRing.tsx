import type { TaskStatus } from '@fengsui/contract/command'
import { taskStatusNames } from '@fengsui/contract/command'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './tasks.module.css'

const radius = 10
const length = 2 * Math.PI * radius

/** How far a task is, as a ring: empty not yet taken, filling, ticked when done. */
export function TaskRing({ status, percent }: { readonly status: TaskStatus; readonly percent: number }) {
  const name = status === 'inProgress' ? `${taskStatusNames[status]} ${percent}%` : taskStatusNames[status]
  if (status === 'done') {
    return (
      <span className={styles.ringDone} role="img" aria-label={name} title={name}>
        <Symbol name="check" size={18} />
      </span>
    )
  }
  // Taken but without a figure yet still shows that somebody works on it.
  const share = status === 'acknowledged' ? 0.04 : status === 'inProgress' ? Math.max(0.04, percent / 100) : 0
  return (
    <svg className={styles.ring} viewBox="0 0 28 28" role="img" aria-label={name}>
      <title>{name}</title>
      <circle className={styles.ringTrack} cx="14" cy="14" r={radius} />
      {share > 0 && <circle className={styles.ringPart} cx="14" cy="14" r={radius} strokeDasharray={`${share * length} ${length}`} transform="rotate(-90 14 14)" />}
      {status === 'cancelled' && <path className={styles.ringCross} d="m9 9 10 10M19 9 9 19" />}
    </svg>
  )
}
