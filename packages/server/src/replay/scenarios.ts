import { landfallNight } from './landfall-night/landfall-night.ts'
import type { Scenario } from './scenario.ts'

/** Everything that can be replayed, by key. */
export const scenarios: Readonly<Record<string, Scenario>> = { [landfallNight.key]: landfallNight }

/** The scenario of that key; undefined when there is none. */
export function findScenario(key: string): Scenario | undefined {
  return Object.hasOwn(scenarios, key) ? scenarios[key] : undefined
}
