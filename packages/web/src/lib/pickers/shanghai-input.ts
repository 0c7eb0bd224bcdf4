const shanghaiOffset = 8 * 3_600_000

/** An instant as a `datetime-local` control holds it, in Beijing time: `2019-08-10T02:30`. */
export function toLocalInput(instant: string | number): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant
  return new Date(at + shanghaiOffset).toISOString().slice(0, 16)
}

/** The instant of a `datetime-local` value in Beijing time; null while it is incomplete or no such time exists. */
export function fromLocalInput(value: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/u.test(value)) return null
  const at = Date.parse(`${value.length === 16 ? `${value}:00` : value}+08:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
