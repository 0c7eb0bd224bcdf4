const minute = 60_000
const shanghaiOffset = 8 * 60 * minute

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((m) => m * minute)

/**
 * Round instants (in Beijing time) between `from` and `to`, at most `most` of them.
 * @returns epoch milliseconds, ascending
 */
export function timeTicks(from: number, to: number, most: number): number[] {
  if (to <= from || most < 1) return []
  const step = steps.find((s) => (to - from) / s <= most) ?? Math.ceil((to - from) / most)
  const first = Math.ceil((from + shanghaiOffset) / step) * step - shanghaiOffset
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step)
}
