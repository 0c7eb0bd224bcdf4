import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import type { ReactNode } from 'react'
import { ApiBaseProvider } from '../../lib/api-base.tsx'
import { BusinessClock } from '../../lib/clock/BusinessClock.tsx'
import { LiveProvider } from '../../lib/live.tsx'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useRoute } from '../../lib/use-route.ts'
import { DrillFrame } from '../../ui/frames/DrillFrame.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './replay.module.css'
import { SandboxContext } from './sandbox-context.ts'
import { texts } from './texts.ts'

const pollMilliseconds = 1000

interface ReplayFrameProps {
  readonly sandboxId: string
  readonly children: (sandbox: Sandbox) => ReactNode
}

/**
 * Violet frame around pages that show a replay: they read its own interface, its own clock and its own live stream, and may not
 * change anything. Keeps asking how far the replay is, because a replay's progress does not travel live.
 */
export function ReplayFrame({ sandboxId, children }: ReplayFrameProps) {
  return (
    <Progress sandboxId={sandboxId}>
      {(sandbox) => (
        <ApiBaseProvider base={sandbox.basePath} readOnly pathPrefix={paths.replay(sandbox.id)}>
          <BusinessClock startsAt={sandbox.businessNow ?? undefined}>
            <LiveProvider>
              <DrillFrame kind="replay" name={sandbox.title}>
                <SandboxContext value={sandbox}>{children(sandbox)}</SandboxContext>
              </DrillFrame>
            </LiveProvider>
          </BusinessClock>
        </ApiBaseProvider>
      )}
    </Progress>
  )
}

function Progress({ sandboxId, children }: ReplayFrameProps) {
  const answer = useRoute(routes.getSandbox, { params: { sandboxId } }, { touches: [], refetchInterval: pollMilliseconds })
  const sandbox = answer.data
  const back = (
    <LinkTo to={paths.replays()} className={styles.primary}>
      {texts.toList}
    </LinkTo>
  )
  if (sandbox === undefined) return answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
  switch (sandbox.status) {
    case 'starting':
      return (
        <div className={styles.wait} role="status">
          <p>{texts.preparing}</p>
          <LoadingState lines={4} />
        </div>
      )
    case 'stopped':
      return <EmptyState symbol="lock" title={texts.stoppedTitle} hint={texts.stoppedHint} action={back} />
    case 'failed':
      return <EmptyState symbol="warningTriangle" title={texts.failedTitle} hint={sandbox.failure ?? texts.stoppedHint} action={back} />
    case 'playing':
    case 'paused':
    case 'finished':
      return children(sandbox)
  }
}
