import type { MenuProps } from 'antd'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Rail } from './Rail.tsx'
import type { RailItem } from './Rail.tsx'
import styles from './shell.module.css'
import { TopBar } from './TopBar.tsx'
import type { LinkState, PlaceOption } from './TopBar.tsx'

interface AppShellProps {
  readonly railItems: readonly RailItem[]
  readonly currentRail: string | null
  readonly onRail: (key: string) => void
  readonly place: PlaceOption
  /** Other places the role may look at; one or none hides the switcher. */
  readonly places?: readonly PlaceOption[]
  readonly onPlace?: (key: string) => void
  /** Ctrl/⌘ K or a press on the box. */
  readonly onSearch: () => void
  readonly link: LinkState
  /** "夜班 20:00–08:00 带班 林某某" */
  readonly shift?: string | undefined
  readonly onShift?: (() => void) | undefined
  readonly unread: number
  readonly onMessages: () => void
  readonly userName: string
  readonly userMenu: NonNullable<MenuProps['items']>
  readonly onUserMenu: (key: string) => void
  /** A `RedStrip`, or nothing. */
  readonly strip?: ReactNode
  readonly children: ReactNode
}

/** Rail with words, top bar, red strip, content. On a phone the rail becomes the bottom bar. Knows no domain and no route. */
export function AppShell(props: AppShellProps) {
  const { t } = useTranslation('ui')
  const { onSearch } = props
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        onSearch()
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [onSearch])
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <Rail items={props.railItems} current={props.currentRail} onGo={props.onRail} />
      <div className={styles.column}>
        <TopBar
          place={props.place}
          places={props.places ?? []}
          onPlace={props.onPlace}
          onSearch={onSearch}
          link={props.link}
          shift={props.shift}
          onShift={props.onShift}
          unread={props.unread}
          onMessages={props.onMessages}
          userName={props.userName}
          userMenu={props.userMenu}
          onUserMenu={props.onUserMenu}
        />
        {props.strip}
        <main id="content" className={styles.content} tabIndex={-1}>
          {props.children}
        </main>
      </div>
    </div>
  )
}
