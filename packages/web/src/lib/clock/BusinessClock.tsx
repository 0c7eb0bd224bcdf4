import { routes } from '@fengsui/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { NowProvider } from '../../ui/now-context.tsx'
import { useApiBase } from '../api-base.tsx'
import { callRoute } from '../api.ts'
import { chooseSample, sampleOf, speedBetween } from './clock-sample.ts'
import type { ClockSample } from './clock-sample.ts'

const realEveryMs = 5 * 60_000
const virtualEveryMs = 2_000
const retryMs = 5_000

/**
 * Business time for everything below, from the server: real, or virtual in a replay. Asked again regularly and when the page
 * becomes visible, because sleeping laptops stop the browser's own counting. Until the first answer `startsAt` stands still; without it the
 * browser's clock serves, which in a replay would be years late.
 */
export function BusinessClock({ startsAt, children }: { readonly startsAt?: string | undefined; readonly children: ReactNode }) {
  const { base } = useApiBase()
  const [sample, setSample] = useState<ClockSample>(() => ({ instant: startsAt ?? new Date().toISOString(), sampledAt: performance.now(), speed: startsAt === undefined ? 1 : 0 }))
  const adopted = useRef<ClockSample | null>(null)
  const measured = useRef<ClockSample | null>(null)

  const synchronise = useCallback(async (): Promise<number> => {
    const sentAt = performance.now()
    const answer = await callRoute(routes.getBusinessClock, {}, { base }).catch(() => null)
    if (answer === null) return retryMs
    const middle = sampleOf(answer.now, sentAt, performance.now(), 1)
    const next = { ...middle, speed: speedBetween(measured.current, middle.instant, middle.sampledAt, answer.virtual) }
    measured.current = next
    adopted.current = chooseSample(adopted.current, next)
    setSample(adopted.current)
    return answer.virtual ? virtualEveryMs : realEveryMs
  }, [base])

  useEffect(() => {
    let timer = 0
    let stopped = false
    const run = async (): Promise<void> => {
      window.clearTimeout(timer)
      const pause = await synchronise()
      if (!stopped) timer = window.setTimeout(() => void run(), pause)
    }
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') void run()
    }
    void run()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      stopped = true
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
      adopted.current = null
      measured.current = null
    }
  }, [synchronise])
  return (
    <NowProvider instant={sample.instant} sampledAt={sample.sampledAt} speed={sample.speed}>
      {children}
    </NowProvider>
  )
}
