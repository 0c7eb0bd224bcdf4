import { joinClasses } from '../../ui/join-classes.ts'
import styles from './signal-work.module.css'
import type { TextPiece } from './reading.ts'

interface MarkedTextProps {
  readonly pieces: readonly TextPiece[]
  readonly hovered?: number | null
  readonly onHover?: (number: number | null) => void
}

/** A text with what was read from it marked and numbered, as in the list beside it. */
export function MarkedText({ pieces, hovered = null, onHover }: MarkedTextProps) {
  return (
    <p className={styles.words}>
      {pieces.map(({ text, mark }, index) =>
        mark === null ? (
          // Pieces have no identity but their place in the text.
          <span key={index}>{text}</span>
        ) : (
          <mark key={index} className={joinClasses(hovered === mark.number && styles.markOn)} onMouseEnter={() => onHover?.(mark.number)} onMouseLeave={() => onHover?.(null)}>
            {text}
            {'\u2060'}
            <sup>{mark.number}</sup>
          </mark>
        ),
      )}
    </p>
  )
}
