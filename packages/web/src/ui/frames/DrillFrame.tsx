import { useId } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './frames.module.css'

interface DrillFrameProps {
  readonly kind: 'drill' | 'replay'
  /** Which exercise or night: "利奇马登陆夜". */
  readonly name: string
  readonly children: ReactNode
}

/** Full-width violet frame and watermark, on screen and on paper: nobody may take an exercise for the real thing. */
export function DrillFrame({ kind, name, children }: DrillFrameProps) {
  const { t } = useTranslation('ui')
  const pattern = useId()
  const word = t(`drill.${kind}`)
  return (
    <div className={styles.drill}>
      <div className={styles.drillBar} role="status">
        <b>{word}</b>
        <span>{name}</span>
        <span>{t(`drill.${kind}Note`)}</span>
      </div>
      <div className={styles.drillBody}>
        {children}
        <div className={styles.mark} aria-hidden="true">
          <svg>
            <defs>
              <pattern id={pattern} width="420" height="260" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
                <text x="40" y="120">
                  {word}
                </text>
              </pattern>
            </defs>
            <rect width="100%" height="100%" fill={`url(#${pattern})`} />
          </svg>
        </div>
      </div>
    </div>
  )
}
