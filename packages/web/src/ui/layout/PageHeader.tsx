import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './layout.module.css'

/** One step of the way to a page; the last has no action. */
export interface Crumb {
  readonly label: string
  readonly onGo?: (() => void) | undefined
}

interface PageHeaderProps {
  readonly crumbs: readonly Crumb[]
  readonly title: ReactNode
  /** Before the title: a grade mark or symbol. */
  readonly mark?: ReactNode
  /** Under the title: number, state, who is working on it. */
  readonly meta?: ReactNode
  readonly actions?: ReactNode
}

/** Head of an object page: where it stands, what it is, what can be done now. */
export function PageHeader({ crumbs, title, mark, meta, actions }: PageHeaderProps) {
  const { t } = useTranslation('ui')
  return (
    <header className={styles.pageHead}>
      <div>
        <nav aria-label={t('page.breadcrumbs')}>
          <ol className={styles.crumbs}>
            {crumbs.map(({ label, onGo }, index) => (
              <li key={label}>
                {index > 0 && <Symbol name="chevronRight" size={12} />}
                {onGo === undefined ? (
                  <span aria-current={index === crumbs.length - 1 ? 'page' : undefined}>{label}</span>
                ) : (
                  <button type="button" onClick={onGo}>
                    {label}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <div className={styles.pageTitle}>
          {mark}
          <h1>{title}</h1>
        </div>
        {meta !== undefined && <div className={styles.pageMeta}>{meta}</div>}
      </div>
      {actions !== undefined && <div className={styles.pageActions}>{actions}</div>}
    </header>
  )
}
