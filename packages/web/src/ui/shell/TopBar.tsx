import type { MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { ClockFace } from '../clocks/ClockFace.tsx'
import { joinClasses } from '../join-classes.ts'
import { Avatar } from '../layout/Avatar.tsx'
import { Symbol } from '../symbols/Symbol.tsx'
import { ShellMenu } from './ShellMenu.tsx'
import styles from './shell.module.css'

/** A jurisdiction to look at: "台州市" "应急指挥中心". */
export interface PlaceOption {
  readonly key: string
  readonly name: string
  readonly note?: string | undefined
}

/** Whether news arrives: live, or being reconnected; and how many outside links are up, where that is known. */
export interface LinkState {
  readonly online: boolean
  readonly up?: number | undefined
  readonly total?: number | undefined
}

interface TopBarProps {
  readonly place: PlaceOption
  readonly places: readonly PlaceOption[]
  readonly onPlace?: ((key: string) => void) | undefined
  readonly onSearch: () => void
  readonly link: LinkState
  readonly shift?: string | undefined
  readonly onShift?: (() => void) | undefined
  readonly unread: number
  readonly onMessages: () => void
  readonly userName: string
  readonly userMenu: NonNullable<MenuProps['items']>
  readonly onUserMenu: (key: string) => void
}

/** Place, search, clock, link, shift, messages, person. */
export function TopBar(props: TopBarProps) {
  const { t } = useTranslation('ui')
  const { place, places, onPlace, onSearch, link, shift, unread, userName } = props
  const switchable = places.length > 1 && onPlace !== undefined
  const placeButton = (
    <button type="button" className={styles.place} title={switchable ? t('shell.place') : undefined}>
      {place.name}
      {place.note !== undefined && <small>{place.note}</small>}
      {switchable && <Symbol name="chevronDown" size={14} />}
    </button>
  )
  return (
    <header className={styles.topbar}>
      {switchable ? (
        <ShellMenu
          items={places.map(({ key, name, note }) => ({ key, label: note === undefined ? name : `${name} · ${note}` }))}
          onPick={onPlace}
        >
          {placeButton}
        </ShellMenu>
      ) : (
        placeButton
      )}
      <button type="button" className={styles.search} onClick={onSearch} aria-label={t('shell.search')} aria-keyshortcuts="Control+K Meta+K">
        <Symbol name="search" />
        <span>{t('shell.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className={styles.spacer} />
      <ClockFace className={styles.clock} dateClassName={styles.clockDate} />
      <span className={styles.divider} />
      <LinkMark link={link} />
      {shift !== undefined && (
        <button type="button" className={joinClasses(styles.item, styles.shift)} onClick={props.onShift}>
          <Symbol name="clock" />
          {shift}
        </button>
      )}
      <button type="button" className={styles.item} onClick={props.onMessages} aria-label={`${t('shell.messages')} ${unread}`}>
        <Symbol name="bell" />
        <span className={styles.messagesWord}>{t('shell.messages')}</span>
        {unread > 0 && <span className={styles.badge}>{unread > 99 ? '99+' : unread}</span>}
      </button>
      <ShellMenu items={props.userMenu} onPick={props.onUserMenu}>
        <button type="button" className={styles.user} aria-label={t('shell.user', { name: userName })} title={userName}>
          <Avatar name={userName} />
        </button>
      </ShellMenu>
    </header>
  )
}

function LinkMark({ link }: { readonly link: LinkState }) {
  const { t } = useTranslation('ui')
  if (!link.online) {
    return (
      <span className={joinClasses(styles.item, styles.down)} role="status" title={t('shell.offline')}>
        <Symbol name="offline" />
        <span className={styles.linkWord}>{t('shell.offline')}</span>
      </span>
    )
  }
  const { up, total } = link
  const word = up === undefined || total === undefined ? t('shell.link') : t('shell.linkDetail', { up, total })
  const bars = up === undefined || total === undefined || total === 0 ? 4 : Math.round((up / total) * 4)
  return (
    <span className={styles.item} role="status" title={word}>
      <span className={styles.bars} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} className={bar > bars ? styles.off : undefined} />
        ))}
      </span>
      <span className={styles.linkWord}>{word}</span>
    </span>
  )
}
