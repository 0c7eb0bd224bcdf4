import { Button, InputNumber } from 'antd'
import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import { useId, useState } from 'react'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { OpeningNote } from './OpeningNote.tsx'
import styles from './replay.module.css'
import { SpeedChoice } from './SpeedChoice.tsx'
import { texts } from './texts.ts'

/** Replays: what can be played, what is playing. */
export function ReplayListPage() {
  const allowed = useCan('sandbox:run')
  if (!allowed) return <NoPermissionState permission={texts.permission} />
  return <Replays />
}

function Replays() {
  const answer = useRoute(routes.listSandboxes, {}, { touches: [], refetchInterval: 3000 })
  return (
    <div className={styles.list}>
      <PageHeader crumbs={[{ label: texts.title }]} title={texts.title} meta={texts.lead} />
      <div className={styles.listBody}>
        <OpeningNote />
        {answer.data === undefined && (answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />)}
        {answer.data !== undefined && (
          <>
            <Card title={texts.scenarios}>
              {answer.data.scenarios.map((scenario) => (
                <ScenarioForm key={scenario.key} scenario={scenario} />
              ))}
            </Card>
            <Card title={texts.list} count={answer.data.items.length}>
              {answer.data.items.length === 0 ? <EmptyState symbol="rail-drill" title={texts.listEmpty} hint={texts.listEmptyHint} /> : answer.data.items.map((sandbox) => <ReplayRow key={sandbox.id} sandbox={sandbox} />)}
            </Card>
          </>
        )}
      </div>
    </div>
  )
}

interface ScenarioFormProps {
  readonly scenario: { readonly key: string; readonly title: string; readonly from: string; readonly to: string; readonly steps: number }
}

function ScenarioForm({ scenario }: ScenarioFormProps) {
  const [speed, setSpeed] = useState(60)
  const [deaths, setDeaths] = useState<number | null>(2)
  const go = useGo()
  const speedId = useId()
  const deathsId = useId()
  const start = useCommand(routes.startSandbox, { onDone: (sandbox) => go(paths.replay(sandbox.id)) })
  const deathsWrong = deaths === null || !Number.isInteger(deaths) || deaths < 0 || deaths > 1000
  return (
    <form
      className={styles.scenario}
      onSubmit={(event) => {
        event.preventDefault()
        if (!deathsWrong) void start.run({ body: { scenario: scenario.key, speed, deaths } })
      }}
    >
      <div className={styles.scenarioHead}>
        <h3>{scenario.title}</h3>
        <p className={styles.quiet}>
          {texts.span} {monthDayTime(scenario.from)} – {monthDayTime(scenario.to)} · {texts.steps(scenario.steps)}
        </p>
      </div>
      <div className={styles.field}>
        <label htmlFor={speedId}>{texts.speed}</label>
        <SpeedChoice id={speedId} value={speed} onChange={setSpeed} />
        <small>{texts.speedHint}</small>
      </div>
      <div className={styles.field}>
        <label htmlFor={deathsId}>{texts.deaths}</label>
        <InputNumber id={deathsId} value={deaths} onChange={setDeaths} {...(deathsWrong ? { status: 'error' as const } : {})} aria-invalid={deathsWrong} />
        <small role={deathsWrong ? 'alert' : undefined}>{deathsWrong ? texts.deathsRange : texts.deathsHint}</small>
      </div>
      <Button type="primary" htmlType="submit" loading={start.busy} icon={<Symbol name="play" size={14} />}>
        {start.busy ? texts.starting : texts.start}
      </Button>
      {start.problem !== null && (
        <p role="alert" className={styles.problem}>
          {start.problem.detail}
        </p>
      )}
    </form>
  )
}

function ReplayRow({ sandbox }: { readonly sandbox: Sandbox }) {
  const watchable = sandbox.status !== 'stopped' && sandbox.status !== 'failed'
  return (
    <div className={styles.replayRow}>
      <div>
        <b>{sandbox.title}</b>
        <p className={styles.quiet}>
          {texts.status[sandbox.status]}
          {watchable && ` · ${texts.progress(sandbox.stepIndex, sandbox.stepCount)}`}
          {sandbox.businessNow !== null && ` · ${texts.now} ${monthDayTime(sandbox.businessNow)}`} · {texts.begunAt} {monthDayTime(sandbox.startedAt)}
        </p>
      </div>
      {watchable && <ProgressBar thin label={texts.list} total={sandbox.stepCount} parts={[{ label: texts.facts.done, value: sandbox.stepIndex, step: 5 }]} />}
      {watchable ? (
        <LinkTo to={paths.replay(sandbox.id)} className={styles.primary}>
          {texts.open}
        </LinkTo>
      ) : (
        <span className={styles.quiet}>{sandbox.failure ?? texts.again}</span>
      )}
    </div>
  )
}
