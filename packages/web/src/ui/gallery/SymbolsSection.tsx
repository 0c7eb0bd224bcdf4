import { Card } from '../layout/Card.tsx'
import { Symbol } from '../symbols/Symbol.tsx'
import { getSymbol, listSymbolNames } from '../symbols/symbols.ts'
import styles from './gallery.module.css'

/** The whole set at 32, 24 and 16 pixels. */
export function SymbolsSection() {
  const groupClass = (name: string): string | undefined =>
    name.startsWith('force-') ? styles.force : name.startsWith('facility-') ? styles.facility : name.startsWith('hazard-') ? styles.hazard : undefined
  return (
    <Card title="符号" count={`${listSymbolNames().length} 个`}>
      <ul className={styles.symbols}>
        {listSymbolNames().map((name) => (
          <li key={name}>
            <span className={groupClass(name)}>
              <Symbol name={name} size={32} /> <Symbol name={name} size={16} />
            </span>
            {getSymbol(name).word}
          </li>
        ))}
      </ul>
    </Card>
  )
}
