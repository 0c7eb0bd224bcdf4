import { Position } from '@fengsui/contract/kernel'

const limitMs = 2_500
const oldestMs = 5 * 60_000

/** Where the phone is, when it knows that within a moment; an answer must not wait for satellites. */
export function currentPosition(): Promise<Position | null> {
  if (!('geolocation' in navigator) || !window.isSecureContext) return Promise.resolve(null)
  return new Promise((resolve) => {
    // While the person is asked for permission no limit of the browser's own runs.
    const timer = window.setTimeout(() => resolve(null), limitMs)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        window.clearTimeout(timer)
        const parsed = Position.safeParse({ longitude: coords.longitude, latitude: coords.latitude })
        resolve(parsed.success ? parsed.data : null)
      },
      () => {
        window.clearTimeout(timer)
        resolve(null)
      },
      { enableHighAccuracy: false, timeout: limitMs, maximumAge: oldestMs },
    )
  })
}
