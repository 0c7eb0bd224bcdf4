import { setTimeout as pause } from 'node:timers/promises'
import { routes } from '@fengsui/contract'
import type { Sandbox } from '@fengsui/contract/sandboxes'
import type { ApiClient } from '../harness/api-client.ts'

const pollMilliseconds = 50
/** Steps before the wanted one are played one by one: at full speed a few pass between two looks. */
const walkedSteps = 4
const settleMilliseconds = 1500

/** A replay that is played from moment to moment, so that pictures can be taken in the middle of the night. */
export interface Night {
  readonly sandboxId: string
  /** Looks in as those do who watch. */
  readonly api: ApiClient
  /** Plays as fast as the machine can to the last step at or before an instant and stops there. */
  readonly playUntil: (instant: string) => Promise<void>
  readonly playToEnd: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * Starts a scenario, paused at its beginning.
 * @throws Error when the replay breaks off
 */
export async function startNight(steerer: ApiClient, scenario: string): Promise<Night> {
  const { id: sandboxId, basePath } = await steerer.call(routes.startSandbox, { body: { scenario, speed: 1 } })
  const params = { sandboxId }
  const api = steerer.inside(basePath)
  const control = (action: 'play' | 'pause' | 'step' | 'stop', speed?: number): Promise<Sandbox> => steerer.call(routes.controlSandbox, { params, body: { action, ...(speed === undefined ? {} : { speed }) } })
  const until = async (holds: (sandbox: Sandbox) => boolean): Promise<Sandbox> => {
    for (;;) {
      const sandbox = await steerer.call(routes.getSandbox, { params })
      if (sandbox.status === 'failed') throw new Error(sandbox.failure ?? '回放中断')
      if (holds(sandbox)) return sandbox
      await pause(pollMilliseconds)
    }
  }
  /** A step is announced before it is run: it has run when the journal stands still. */
  const settle = async (): Promise<void> => {
    for (let before = -1; ;) {
      const { position } = await api.call(routes.getJournalHead, {})
      if (position === before) return
      before = position
      await pause(settleMilliseconds)
    }
  }
  const { steps } = await until(({ status }) => status !== 'starting')
  await control('pause')

  return {
    sandboxId,
    api,
    playUntil: async (instant) => {
      const wanted = steps.filter(({ at }) => Date.parse(at) <= Date.parse(instant)).length
      const { stepIndex } = await steerer.call(routes.getSandbox, { params })
      if (stepIndex < wanted - walkedSteps) {
        await control('play', 0)
        await until((sandbox) => sandbox.stepIndex >= wanted - walkedSteps || sandbox.status === 'finished')
        await control('pause')
        await settle()
      }
      for (;;) {
        const { stepIndex: done } = await steerer.call(routes.getSandbox, { params })
        if (done >= wanted) break
        await control('step')
        await until((sandbox) => sandbox.stepIndex > done)
        await settle()
      }
    },
    playToEnd: async () => {
      await control('play', 0)
      await until(({ status }) => status === 'finished')
    },
    stop: async () => void (await control('stop')),
  }
}
