import styles from './marks.module.css'

/** A risk level in words on hatching: risk wears no colour. */
export function RiskChip({ word }: { readonly word: string }) {
  return (
    <span className={styles.risk}>
      <span>{word}</span>
    </span>
  )
}
