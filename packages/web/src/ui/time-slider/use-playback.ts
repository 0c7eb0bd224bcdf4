import { useEffect, useEffectEvent, useState } from 'react'

const frameMilliseconds = 200

/** Where a time slider stands and how it moves. */
export interface Playback {
  /** Epoch milliseconds; `null` while the present is shown. */
  readonly at: number | null
  readonly playing: boolean
  readonly speed: number
  readonly setAt: (at: number | null) => void
  readonly setPlaying: (playing: boolean) => void
  readonly setSpeed: (speed: number) => void
}

/**
 * Plays the past up to the present, then shows the present again.
 * @param from first instant of the axis, epoch milliseconds: playing from the present starts there
 * @param getNow business time now, epoch milliseconds
 */
export function usePlayback(from: number, getNow: () => number): Playback {
  const [at, setAt] = useState<number | null>(null)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(60)
  const advance = useEffectEvent(() => {
    const next = (at ?? from) + speed * frameMilliseconds
    if (next < getNow()) {
      setAt(next)
      return
    }
    setAt(null)
    setPlaying(false)
  })
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(advance, frameMilliseconds)
    return () => clearInterval(timer)
  }, [playing])
  return {
    at,
    playing,
    speed,
    setAt: (value) => setAt(value !== null && value >= getNow() ? null : value),
    setPlaying,
    setSpeed,
  }
}

/**
 * The instant to ask the server for: whole minutes, coarser when time runs faster, so that playing asks about once a second.
 * @param at epoch milliseconds
 * @param speed business seconds per second
 */
export function askedInstant(at: number, playing: boolean, speed: number): string {
  const step = playing ? Math.max(60_000, speed * 1000) : 60_000
  return new Date(Math.floor(at / step) * step).toISOString()
}
