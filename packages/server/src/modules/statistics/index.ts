import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindStatistics } from './http.ts'

/** Statistics of incidents (STA-1): reads only. */
export function createStatistics(deps: ModuleDeps): ModuleParts {
  bindStatistics(deps)
  return {}
}
