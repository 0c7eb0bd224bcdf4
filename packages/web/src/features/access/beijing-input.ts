const offsetMs = 8 * 3_600_000

/** An instant as a `datetime-local` control holds it, in Beijing time. */
export function toBeijingInput(instant: number): string {
  return new Date(instant + offsetMs).toISOString().slice(0, 16)
}

/** The instant of such a value; null while it is incomplete or no such time exists. */
export function fromBeijingInput(value: string): string | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? Date.parse(`${value}:00+08:00`) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
