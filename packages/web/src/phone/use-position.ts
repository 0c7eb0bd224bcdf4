import type { Position } from '@fengsui/contract/kernel'
import { Position as PositionSchema } from '@fengsui/contract/kernel'
import { useCallback, useEffect, useRef, useState } from 'react'

/** Where the phone is, as far as it knows. Satellites need no network. */
export interface Fix {
  readonly phase: 'asking' | 'found' | 'refused' | 'failed' | 'impossible'
  readonly position: Position | null
  /** Metres, 95 %. */
  readonly accuracy: number | null
}

const limitMs = 20_000
/** A position this old is still where one stands. */
const oldestMs = 60_000
/** Better than this and the phone may stop searching. */
const goodMetres = 30

/** Asks the phone where it is while the page is open; the best answer stands. */
export function usePosition(wanted: boolean): readonly [Fix, () => void] {
  const possible = 'geolocation' in navigator && window.isSecureContext
  const [fix, setFix] = useState<Fix>({ phase: possible ? 'asking' : 'impossible', position: null, accuracy: null })
  const watch = useRef<number | null>(null)
  const stop = useCallback(() => {
    if (watch.current !== null) navigator.geolocation.clearWatch(watch.current)
    watch.current = null
  }, [])
  const ask = useCallback(() => {
    if (!possible) return
    stop()
    setFix((before) => ({ ...before, phase: 'asking' }))
    watch.current = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const parsed = PositionSchema.safeParse({ longitude: coords.longitude, latitude: coords.latitude })
        if (!parsed.success) {
          setFix({ phase: 'failed', position: null, accuracy: null })
          return
        }
        setFix((before) => (before.accuracy !== null && before.accuracy < coords.accuracy ? { ...before, phase: 'found' } : { phase: 'found', position: parsed.data, accuracy: coords.accuracy }))
        if (coords.accuracy <= goodMetres) stop()
      },
      ({ code }) => setFix((before) => (before.position !== null ? { ...before, phase: 'found' } : { ...before, phase: code === 1 ? 'refused' : 'failed' })),
      { enableHighAccuracy: true, timeout: limitMs, maximumAge: oldestMs },
    )
  }, [possible, stop])
  useEffect(() => {
    if (wanted) ask()
    return stop
  }, [wanted, ask, stop])
  return [fix, ask]
}

/** The fix in words. */
export function describeFix(fix: Fix): string {
  switch (fix.phase) {
    case 'asking':
      return fix.accuracy === null ? '正在用卫星定位，不用网…' : `卫星定位，误差约 ${Math.round(fix.accuracy)} 米，还在变准`
    case 'found':
      return `卫星定位，误差约 ${Math.round(fix.accuracy ?? 0)} 米`
    case 'refused':
      return '没有允许定位，按村上报；可在手机设置里打开定位'
    case 'failed':
      return '定不了位，按村上报；可到开阔处再试'
    case 'impossible':
      return '本机不能定位，按村上报'
  }
}
