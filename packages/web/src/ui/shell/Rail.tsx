import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import type { SymbolName } from '../symbols/symbols.ts'
import { ShellMenu } from './ShellMenu.tsx'
import styles from './shell.module.css'
import { useNarrow } from './use-narrow.ts'

/** One place of the rail, only what the role may use. */
export interface RailItem {
  readonly key: string
  readonly word: string
  readonly symbol: SymbolName
  /** What waits there; 0 shows nothing. */
  readonly count?: number | undefined
  /** Address, so that it opens in another tab as well. */
  readonly href: string
}

interface RailProps {
  readonly items: readonly RailItem[]
  readonly current: string | null
  readonly onGo: (key: string) => void
}

/** Places in the bottom bar of a phone; the others hide behind "更多". */
const phoneItems = 4

/** The left rail; on a phone the bottom bar. */
export function Rail({ items, current, onGo }: RailProps) {
  const { t } = useTranslation('ui')
  const narrow = useNarrow()
  const folded = narrow && items.length > phoneItems + 1
  const shown = folded ? items.slice(0, phoneItems) : items
  const rest = folded ? items.slice(phoneItems) : []
  return (
    <nav className={styles.rail} aria-label={t('shell.rail')}>
      <span className={styles.logo}>
        <Symbol name="logo" size={26} title="烽燧" />
      </span>
      {shown.map(({ key, word, symbol, count = 0, href }) => (
        <a
          key={key}
          href={href}
          className={styles.railItem}
          aria-current={key === current ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
            event.preventDefault()
            onGo(key)
          }}
        >
          <Symbol name={symbol} size={20} />
          {word}
          {count > 0 && <span className={styles.badge}>{count > 99 ? '99+' : count}</span>}
        </a>
      ))}
      {rest.length > 0 && (
        <ShellMenu items={rest.map(({ key, word, symbol }) => ({ key, label: word, icon: <Symbol name={symbol} /> }))} onPick={onGo}>
          <button type="button" className={styles.railItem} aria-current={rest.some(({ key }) => key === current) ? 'page' : undefined}>
            <Symbol name="more" size={20} />
            {t('shell.more')}
          </button>
        </ShellMenu>
      )}
    </nav>
  )
}
