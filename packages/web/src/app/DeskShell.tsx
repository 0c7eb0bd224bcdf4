import { routes } from '@fengsui/contract'
import { App } from 'antd'
import type { MenuProps } from 'antd'
import { useRouterState } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import { MyCallStrip } from '../features/calls/MyCallStrip.tsx'
import { CallerPopup } from '../features/duty/shift/CallerPopup.tsx'
import { LinkageStrip } from '../features/warnings/LinkageStrip.tsx'
import { ChangePasswordDialog } from '../features/access/ChangePasswordDialog.tsx'
import { problemOf } from '../lib/api-problem.ts'
import { useLinkState } from '../lib/live.tsx'
import { paths, useGo } from '../lib/navigation.ts'
import { useCan, useSession, useSessionControl } from '../lib/session.tsx'
import { useRoute } from '../lib/use-route.ts'
import { DrillFrame } from '../ui/frames/DrillFrame.tsx'
import { AppShell } from '../ui/shell/AppShell.tsx'
import { Symbol } from '../ui/symbols/Symbol.tsx'
import { ArrivalNotice } from './ArrivalNotice.tsx'
import { MessagesDrawer } from './MessagesDrawer.tsx'
import { OfflineBar } from './OfflineBar.tsx'
import { OperationBanner } from './OperationBanner.tsx'
import { OverdueStrip } from './OverdueStrip.tsx'
import { listRailPlaces, railKeyOf } from './rail.ts'
import { SearchDialog } from './search/SearchDialog.tsx'
import styles from './shell-parts.module.css'
import { useThemeChoice } from './ThemeChoice.tsx'

/** Wires the frame of the desk: rail by permission, place, link, messages, person, red strip, search. */
export function DeskShell({ children }: { readonly children: ReactNode }) {
  const go = useGo()
  const me = useSession()
  const { signOut } = useSessionControl()
  const { message } = App.useApp()
  const { mode, toggle } = useThemeChoice()
  const phase = useLinkState()
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  const [open, setOpen] = useState<'search' | 'messages' | 'password' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const search = useCallback(() => setOpen('search'), [])

  const mayReadTasks = useCan('task:read')
  const mayReadSignals = useCan('signal:verify')
  const mayReadClocks = useCan('report:read')
  const mayReadWarnings = useCan('warning:read')
  const mayAnswerCalls = useCan('call:answer')
  const linkage = useRoute(routes.listLinkageAlarms, { query: { status: 'open', limit: 200 } }, { touches: ['linkage-alarm', 'warning', 'response'], enabled: mayReadWarnings })
  const tasks = useRoute(routes.listTasks, { query: { mine: 'true', status: 'open', limit: 200 } }, { touches: ['task'], enabled: mayReadTasks })
  const notices = useRoute(routes.listNotices, { query: { limit: 100 } }, { touches: ['notice'], enabled: mayReadTasks })
  const signals = useRoute(routes.listSignals, { query: { status: 'open', limit: 100 } }, { touches: ['signal'], enabled: mayReadSignals })
  const mayApprove = useCan('report:approve')
  const toSign = useRoute(routes.listReports, { query: { awaiting: 'signature', limit: 100 } }, { touches: ['report'], enabled: mayApprove })
  const waitingTasks = tasks.data?.items.filter(({ status, mayWork }) => mayWork && status === 'assigned').length ?? 0
  const unread = notices.data?.items.filter(({ status, mayAcknowledge }) => mayAcknowledge && status !== 'acknowledged').length ?? 0
  const counts: Readonly<Record<string, number>> = { reporting: toSign.data?.items.filter(({ signing }) => signing.mayReview || signing.mayCountersign).length ?? 0, warnings: linkage.data?.items.length ?? 0, tasks: waitingTasks, duty: signals.data?.items.filter(({ status }) => status === 'received').length ?? 0 }

  const places = listRailPlaces(me.permissions)
  const railItems = places.map(({ key, word, symbol, path }) => ({ key, word, symbol, href: path, count: counts[key] ?? 0 }))
  const userMenu: NonNullable<MenuProps['items']> = [
    {
      key: 'who',
      type: 'group',
      label: (
        <div className={styles.who}>
          <b>{me.displayName}</b>
          <span>{me.unitName}</span>
          <span>{me.roleNames.join('、')}</span>
        </div>
      ),
    },
    { type: 'divider' },
    { key: 'theme', icon: <Symbol name={mode === 'dark' ? 'sun' : 'moon'} />, label: mode === 'dark' ? '日间外观' : '夜班外观' },
    { key: 'me', icon: <Symbol name="user" />, label: me.borrowed.length > 0 ? '我的账号（代班中）' : '我的账号' },
    { key: 'phone', icon: <Symbol name="source-sms" />, label: '手机版' },
    { key: 'password', icon: <Symbol name="lock" />, label: '修改密码' },
    { key: 'sign-out', icon: <Symbol name="arrowRight" />, label: '退出登录' },
  ]
  const pick = (key: string): void => {
    if (key === 'theme') toggle()
    else if (key === 'me') go(paths.admin('me'))
    else if (key === 'phone') window.location.assign('/m/')
    else if (key === 'password') setOpen('password')
    else if (key === 'sign-out') {
      signOut().then(
        () => go('/', { replace: true }),
        (error: unknown) => void message.error(problemOf(error).detail),
      )
    }
  }

  const shell = (
    <AppShell
      railItems={railItems}
      currentRail={railKeyOf(pathname)}
      onRail={(key) => {
        const place = places.find((each) => each.key === key)
        if (place !== undefined) go(place.path)
      }}
      place={{ key: me.division.code, name: me.division.name, note: me.unitName }}
      onSearch={search}
      link={{ online: phase !== 'offline' }}
      unread={unread}
      onMessages={() => setOpen('messages')}
      userName={me.displayName}
      userMenu={userMenu}
      onUserMenu={pick}
      strip={
        <>
          <OfflineBar />
          {mayAnswerCalls && <MyCallStrip />}
          {mayReadClocks && <OverdueStrip />}
          {mayReadWarnings && <LinkageStrip />}
          <OperationBanner />
        </>
      }
    >
      {children}
      <ArrivalNotice />
      <CallerPopup />
      <SearchDialog open={open === 'search'} onClose={close} />
      <MessagesDrawer open={open === 'messages'} notices={notices.data?.items} problem={notices.error?.problem ?? null} onClose={close} />
      <ChangePasswordDialog open={open === 'password'} onClose={close} />
    </AppShell>
  )
  if (me.sandbox === null) return shell
  return (
    <DrillFrame kind="replay" name={me.sandbox.name}>
      {shell}
    </DrillFrame>
  )
}
