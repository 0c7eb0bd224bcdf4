import type { SliderEvent } from './TimeSlider.tsx'

interface Mark {
  readonly at: string
  readonly text: string
}

/**
 * Marks of the time slider that can still be told apart: those closer together than a slot become one that names the first and
 * says how many.
 * @param slots how many marks fit side by side
 */
export function thinMarks(marks: readonly Mark[], from: string, to: string, slots: number): readonly SliderEvent[] {
  const start = Date.parse(from)
  const width = (Date.parse(to) - start) / Math.max(1, slots)
  if (width <= 0) return []
  const bySlot = new Map<number, Mark[]>()
  for (const mark of marks) {
    const offset = Date.parse(mark.at) - start
    if (offset < 0 || mark.at > to) continue
    const slot = Math.floor(offset / width)
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), mark])
  }
  return [...bySlot.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([slot, held]) => {
      const [first] = held
      if (first === undefined) return []
      return [{ id: String(slot), at: first.at, label: held.length === 1 ? first.text : `${first.text}（等 ${held.length} 件）` }]
    })
}
