import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindSituation } from './http.ts'
import type { SituationOptions } from './situation-options.ts'

/** Everything that is read from the journal: timelines, the state at a past moment, the head of the chain. Changes nothing. */
export function createSituation(deps: ModuleDeps, options: SituationOptions): ModuleParts {
  bindSituation(deps, options)
  return {}
}
