import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SignInDialog } from '../features/access/SignInDialog.tsx'
import { EntrancePage } from '../features/access/EntrancePage.tsx'
import { LiveProvider } from '../lib/live.tsx'
import { useSessionControl } from '../lib/session.tsx'
import { ErrorState, LoadingState } from '../ui/states/PageStates.tsx'
import { CrashBoundary } from './CrashBoundary.tsx'
import { DeskShell } from './DeskShell.tsx'

/** Sign-in before everything; an ended session asks again over the page, which stays with all that was typed. */
export function DeskGate() {
  const { phase, me, detail, refresh } = useSessionControl()
  const address = useRouterState({ select: ({ location }) => location.pathname })
  if (phase === 'loading') return <LoadingState lines={3} />
  if (phase === 'unreachable') return <ErrorState title="连不上服务" hint={detail} onRetry={() => void refresh()} />
  if (me === null) return <EntrancePage />
  return (
    <LiveProvider>
      <DeskShell>
        <CrashBoundary resetKey={address}>
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </CrashBoundary>
      </DeskShell>
      <SignInDialog open={phase === 'expired'} />
    </LiveProvider>
  )
}
