import { Symbol } from '../symbols/Symbol.tsx'
import styles from './frames.module.css'

/** An action of the strip; the first is the one to take. */
export interface StripAction {
  readonly label: string
  readonly onPress: () => void
}

interface RedStripProps {
  readonly title: string
  readonly detail?: string | undefined
  readonly actions?: readonly StripAction[]
}

/**
 * The red strip under the top bar. It appears only for an overdue legal clock, a red warning without response,
 * or an unanswered call; everything else stays calm.
 */
export function RedStrip({ title, detail, actions = [] }: RedStripProps) {
  return (
    <div className={styles.strip} role="alert">
      <Symbol name="warningTriangle" size={20} />
      <b>{title}</b>
      {detail !== undefined && <p>{detail}</p>}
      {actions.length > 0 && (
        <div className={styles.stripActions}>
          {actions.map(({ label, onPress }) => (
            <button key={label} type="button" onClick={onPress}>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
