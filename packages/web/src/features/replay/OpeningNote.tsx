import { Button } from 'antd'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './replay.module.css'
import { texts } from './texts.ts'

/** What is fact, what is invented, which rules apply: said before anything is shown. */
export function OpeningNote({ onRead }: { readonly onRead?: (() => void) | undefined }) {
  return (
    <section className={styles.note} aria-label={texts.noteTitle}>
      <Symbol name="rail-drill" size={24} />
      <div>
        <h2>{texts.noteTitle}</h2>
        <ul>
          {texts.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
      {onRead !== undefined && <Button onClick={onRead}>知道了</Button>}
    </section>
  )
}
