import { useTranslation } from 'react-i18next'
import { joinClasses } from '../join-classes.ts'
import styles from './marks.module.css'
import { romanNumeral } from './roman.ts'
import type { FourStep } from './roman.ts'

interface ResponseShieldProps {
  readonly level: FourStep
  /** Suggested or ended: outline only. */
  readonly outline?: boolean
  readonly size?: 'small' | 'large'
}

/** Response level: roman numeral in a shield, in the accent. */
export function ResponseShield({ level, outline = false, size = 'small' }: ResponseShieldProps) {
  const { t } = useTranslation('ui')
  const numeral = romanNumeral(level)
  const name = t('response.name', { level: numeral })
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={joinClasses(styles.shield, outline && styles.shieldOutline, size === 'large' && styles.shieldLarge)}
    >
      <svg viewBox="0 0 20 24" aria-hidden="true" focusable="false">
        <path
          d="M10 1.2 18.5 4.100v7.500c0 5.3-3.4 9.2-8.5 11.2-5.1-2-8.5-5.9-8.5-11.200V4.100z"
          fill={outline ? 'none' : 'currentColor'}
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinejoin="round"
        />
      </svg>
      <span>{numeral}</span>
    </span>
  )
}
