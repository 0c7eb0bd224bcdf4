import { useTranslation } from 'react-i18next'
import { joinClasses } from '../join-classes.ts'
import styles from './marks.module.css'
import { romanNumeral } from './roman.ts'
import type { FourStep } from './roman.ts'

interface GradeMarkProps {
  readonly grade: FourStep
  /** Only proposed, not yet adopted by a person: dashed. */
  readonly proposed?: boolean
  readonly size?: 'small' | 'large'
}

const gradeClass = { 1: styles.grade1, 2: styles.grade2, 3: styles.grade3, 4: styles.grade4 } as const

/** Incident grade: roman numeral in a square, darker = graver, never coloured. */
export function GradeMark({ grade, proposed = false, size = 'small' }: GradeMarkProps) {
  const { t } = useTranslation('ui')
  const numeral = romanNumeral(grade)
  const name = t(proposed ? 'grade.proposed' : 'grade.name', { grade: numeral })
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={joinClasses(styles.grade, proposed ? styles.proposed : gradeClass[grade], size === 'large' && styles.large)}
    >
      {numeral}
    </span>
  )
}
