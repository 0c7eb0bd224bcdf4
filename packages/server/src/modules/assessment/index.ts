import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindAssessment } from './http.ts'

/** Assessment of reporting by unit, month by month (RPT-7). */
export function createAssessment(deps: ModuleDeps): ModuleParts {
  bindAssessment(deps)
  return {}
}
