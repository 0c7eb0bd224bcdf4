import type { BodyError } from '../../lib/form/check-body.ts'
import styles from './phone.module.css'

interface FormProblemsProps {
  readonly problems: readonly BodyError[]
  readonly failure: string | null
}

/** What must be corrected, and why something could not be kept. */
export function FormProblems({ problems, failure }: FormProblemsProps) {
  if (problems.length === 0 && failure === null) return null
  return (
    <div className={styles.problem} role="alert">
      {failure}
      {problems.length > 0 && <b>还有 {problems.length} 处需要改</b>}
      <ul>
        {problems.map(({ path, message }) => (
          <li key={path + message}>{message}</li>
        ))}
      </ul>
    </div>
  )
}
