import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import { useMemo, useState } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { NowProvider, useNow } from '../../ui/now-context.tsx'
import { TimeSlider } from '../../ui/time-slider/TimeSlider.tsx'
import { askedInstant } from '../../ui/time-slider/use-playback.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { NightBoard } from './NightBoard.tsx'
import { OpeningNote } from './OpeningNote.tsx'
import { ReplayBar } from './ReplayBar.tsx'
import { useSandbox } from './sandbox-context.ts'
import styles from './replay.module.css'

/** One replay to watch: what happens now, the night on one axis, the map and the work at the moment shown. Stands inside a `ReplayFrame`. */
export function ReplayPage({ sandboxId }: { readonly sandboxId: string }) {
  const sandbox = useSandbox()
  return <ReplayDesk key={sandboxId} sandbox={sandbox} />
}

function ReplayDesk({ sandbox }: { readonly sandbox: Sandbox }) {
  const now = useNow()
  const noteKey = `replay-note:${sandbox.id}`
  const [noteRead, setNoteRead] = useState(() => window.sessionStorage.getItem(noteKey) !== null)
  const from = sandbox.steps[0]?.at ?? new Date(now).toISOString()
  const to = sandbox.steps.at(-1)?.at ?? from
  // The node moves the replay's clock in steps; the browser's reckoning between two answers must not run ahead of the last one.
  const replayNow = Math.min(Math.max(sandbox.businessNow === null ? now : Date.parse(sandbox.businessNow), Date.parse(from)), Date.parse(to))
  const [past, setPast] = useState<number | null>(null)
  const pastAt = useSettled(past === null ? null : askedInstant(past, false, 1), 160)
  const situation = useRoute(routes.getSituationAt, { query: pastAt === null ? {} : { at: pastAt } }, { touches: liveKinds })
  const events = useMemo(() => sandbox.steps.map(({ at, text }, index) => ({ id: String(index), at, label: text })), [sandbox.steps])
  const shownAt = past ?? replayNow
  const lookAt = (at: number): void => setPast(at >= replayNow ? null : at)
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{sandbox.title}</h1>
      {!noteRead && (
        <OpeningNote
          onRead={() => {
            window.sessionStorage.setItem(noteKey, 'read')
            setNoteRead(true)
          }}
        />
      )}
      <ReplayBar sandbox={sandbox} pastAt={past} onFollow={() => setPast(null)} />
      <TimeSlider bare from={from} to={to} value={shownAt} known={replayNow} events={events} playing={false} speed={sandbox.speed} onChange={lookAt} onPlay={nothing} onSpeed={nothing} />
      {/* Deadlines count from the moment shown; the replay's own instant is asked for every second anyway. */}
      <NowProvider instant={new Date(shownAt).toISOString()} speed={0}>
        <NightBoard objects={situation.data?.objects} marks={situation.data?.marks ?? []} problem={situation.error} onRetry={() => void situation.refetch()} shownAt={shownAt} sandbox={sandbox} />
      </NowProvider>
    </div>
  )
}

/** What a live entry must touch for the night to be read anew. */
const liveKinds = ['incident', 'response', 'task', 'clock', 'report', 'signal', 'suspicion', 'typhoon-fix', 'notice'] as const

/** The slider here only looks back; the replay is steered above it. */
const nothing = (): void => undefined
