import { landfallNight } from './landfall-night/landfall-night.ts'
import { lekima2019 } from './lekima-2019/lekima-2019.ts'
import type { Scenario } from './scenario.ts'

/** Everything that can be replayed, by key. */
export const scenarios: Readonly<Record<string, Scenario>> = { [landfallNight.key]: landfallNight, [lekima2019.key]: lekima2019 }

/** The scenario of that key; undefined when there is none. */
export function findScenario(key: string): Scenario | undefined {
  return Object.hasOwn(scenarios, key) ? scenarios[key] : undefined
}
