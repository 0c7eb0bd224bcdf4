import { useTranslation } from 'react-i18next'
import { joinClasses } from '../join-classes.ts'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './marks.module.css'

/** Colour of a warning level; the only wearer of these four colours. */
export type WarningColour = 'red' | 'orange' | 'yellow' | 'blue'

interface WarningMarkProps {
  readonly colour: WarningColour
  /** The hazard in a word: "暴雨". */
  readonly hazard: string
  /** Behind the colour word: "2 地". */
  readonly suffix?: string
}

/** Warning signal: triangle, word and colour together. */
export function WarningMark({ colour, hazard, suffix }: WarningMarkProps) {
  const { t } = useTranslation('ui')
  const colourWord = t(`warning.${colour}`)
  return (
    <span className={joinClasses(styles.warning, styles[colour])} title={t('warning.name', { hazard, colour: colourWord })}>
      <Symbol name="warningTriangle" size={14} />
      {hazard}
      {colourWord}
      {suffix !== undefined && ` ${suffix}`}
    </span>
  )
}
