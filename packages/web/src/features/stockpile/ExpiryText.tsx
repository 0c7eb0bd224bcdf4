import { expiryWords } from './stock-words.ts'
import styles from './stockpile.module.css'

/** When goods run out; over and near ones are marked in words and colour. */
export function ExpiryText({ expiresOn, daysLeft }: { readonly expiresOn: string | null; readonly daysLeft: number | null }) {
  const { text, tone } = expiryWords(expiresOn, daysLeft)
  return <span className={tone === 'over' ? styles.warn : tone === 'soon' ? styles.soon : undefined}>{text}</span>
}
