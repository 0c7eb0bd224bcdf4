import { joinClasses } from '../join-classes.ts'
import { Symbol } from '../symbols/Symbol.tsx'
import type { SymbolName } from '../symbols/symbols.ts'
import styles from './layout.module.css'

/** A person by the first character of the name. */
export function Avatar({ name, className }: { readonly name: string; readonly className?: string | undefined }) {
  return (
    <span className={joinClasses(styles.avatar, className)} title={name} aria-hidden="true">
      {[...name][0] ?? '·'}
    </span>
  )
}

/** Where something came from, as a symbol in a small square. */
export function SourceMark({ symbol, title }: { readonly symbol: SymbolName; readonly title: string }) {
  return (
    <span className={styles.source}>
      <Symbol name={symbol} title={title} />
    </span>
  )
}
