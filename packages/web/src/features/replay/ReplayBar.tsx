import { Button, Popconfirm } from 'antd'
import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import { ApiBaseProvider } from '../../lib/api-base.tsx'
import { mainApiBase } from '../../lib/api.ts'
import { useCommand } from '../../lib/use-command.ts'
import { hourMinute, monthDayTime } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './replay.module.css'
import { SpeedChoice } from './SpeedChoice.tsx'
import { texts } from './texts.ts'

interface ReplayBarProps {
  readonly sandbox: Sandbox
  /** The past is looked at; the replay may go on meanwhile. Epoch milliseconds. */
  readonly pastAt: number | null
  readonly onFollow: () => void
}

/** What happens now in the night, and play, pause, step, speed, stop. */
export function ReplayBar(props: ReplayBarProps) {
  // The replay is steered through the program's own interface, not through the one being watched.
  return (
    <ApiBaseProvider base={mainApiBase}>
      <Bar {...props} />
    </ApiBaseProvider>
  )
}

function Bar({ sandbox, pastAt, onFollow }: ReplayBarProps) {
  const control = useCommand(routes.controlSandbox)
  const steer = (action: 'play' | 'pause' | 'step' | 'stop', speed?: number): void =>
    void control.run({ params: { sandboxId: sandbox.id }, body: speed === undefined ? { action } : { action, speed } })
  const { status, steps, stepIndex, stepCount } = sandbox
  const done = status === 'finished'
  const current = steps[stepIndex - 1]
  const next = steps[stepIndex]
  return (
    <div className={styles.bar}>
      <div className={styles.controls} role="toolbar" aria-label="回放控制">
        <Button type="primary" disabled={done} loading={control.busy} icon={<Symbol name={status === 'playing' ? 'pause' : 'play'} size={14} />} onClick={() => steer(status === 'playing' ? 'pause' : 'play')}>
          {status === 'playing' ? texts.pause : texts.play}
        </Button>
        <Button disabled={done} icon={<Symbol name="step" size={14} />} onClick={() => steer('step')}>
          {texts.step}
        </Button>
        <SpeedChoice value={sandbox.speed} disabled={done} onChange={(speed) => steer('play', speed)} />
        <Popconfirm title={texts.stopTitle} description={texts.stopHint} okText={texts.stopConfirm} cancelText={texts.keep} onConfirm={() => steer('stop')}>
          <Button icon={<Symbol name="close" size={14} />}>{texts.stop}</Button>
        </Popconfirm>
      </div>
      <div className={styles.telling} aria-live="polite">
        <p>
          <b>{current === undefined ? texts.beforeFirst : `${hourMinute(current.at)} ${current.text}`}</b>
        </p>
        <p className={styles.quiet}>
          {texts.status[status]} · {texts.progress(stepIndex, stepCount)}
          {done ? ` · ${texts.finishedNote}` : next === undefined ? '' : ` · ${texts.nextStep} ${hourMinute(next.at)} ${next.text}`}
        </p>
        {control.problem !== null && (
          <p role="alert" className={styles.problem}>
            {control.problem.detail}
          </p>
        )}
      </div>
      {pastAt !== null && (
        <Button onClick={onFollow} icon={<Symbol name="arrowRight" size={14} />}>
          {texts.past(monthDayTime(pastAt))}，{texts.back}
        </Button>
      )}
    </div>
  )
}
