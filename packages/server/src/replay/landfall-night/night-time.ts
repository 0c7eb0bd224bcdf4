import { on } from '../cast.ts'

/** This Beijing time of the night of 10 August 2019 as an instant. */
export function at(time: string): string {
  return on(`08-10 ${time}`)
}
