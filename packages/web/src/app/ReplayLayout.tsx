import { Outlet, useParams, useRouterState } from '@tanstack/react-router'
import { lazy } from 'react'
import { LinkageStrip } from '../features/warnings/LinkageStrip.tsx'
import { paths, useGo } from '../lib/navigation.ts'
import { useCan, useSession } from '../lib/session.tsx'
import { TabStrip } from '../ui/layout/TabStrip.tsx'
import { OverdueStrip } from './OverdueStrip.tsx'
import { listRailPlaces } from './rail.ts'
import styles from './replay-layout.module.css'

const ReplayFrame = lazy(async () => ({ default: (await import('../features/replay/ReplayFrame.tsx')).ReplayFrame }))
const ReplayPage = lazy(async () => ({ default: (await import('../features/replay/ReplayPage.tsx')).ReplayPage }))

/** Places that exist inside a replay as well. */
const placesInside = new Set(['duty', 'incidents', 'map', 'warnings', 'dispatch', 'calls', 'tasks', 'resources', 'plans'])

/** A replay and the ordinary pages inside it, read-only: one frame for all, so that walking around does not reload it. */
export function ReplayLayout() {
  const { sandboxId = '' } = useParams({ strict: false })
  const inside = useRouterState({ select: ({ location }) => location.pathname.split('/')[3] ?? '' })
  return (
    <ReplayFrame key={sandboxId} sandboxId={sandboxId}>
      {() => (
        <div className={styles.layout}>
          <InsideTabs sandboxId={sandboxId} current={inside} />
          {inside !== '' && <InsideStrips />}
          <div className={styles.page}>{inside === '' ? <ReplayPage sandboxId={sandboxId} /> : <Outlet />}</div>
        </div>
      )}
    </ReplayFrame>
  )
}

/** The replayed night's own red strips: the shell's, above the violet frame, are those of the present. */
function InsideStrips() {
  const mayReadClocks = useCan('report:read')
  const mayReadWarnings = useCan('warning:read')
  return (
    <>
      {mayReadClocks && <OverdueStrip />}
      {mayReadWarnings && <LinkageStrip />}
    </>
  )
}

function InsideTabs({ sandboxId, current }: { readonly sandboxId: string; readonly current: string }) {
  const go = useGo()
  const { permissions } = useSession()
  const places = listRailPlaces(permissions).filter(({ key }) => placesInside.has(key))
  const value = current === 'reports' ? 'duty' : current === '' ? 'night' : current
  return (
    <div className={styles.tabs}>
      <TabStrip
        label="回放中的页面"
        items={[{ key: 'night', label: '回放' }, ...places.map(({ key, word }) => ({ key, label: word }))]}
        value={value}
        onChange={(key) => go(key === 'night' ? paths.replay(sandboxId) : (places.find((place) => place.key === key)?.path ?? paths.replay(sandboxId)))}
      />
    </div>
  )
}
