import styles from './layout.module.css'

/** Keys and what they do: `J` `K` 上下. */
export function KeyHint({ keys, action }: { readonly keys: readonly string[]; readonly action: string }) {
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
      {action}
    </span>
  )
}
