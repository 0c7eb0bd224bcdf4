import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindMonitoring } from './http.ts'
import { monitoringTexts } from './timeline-texts.ts'

/** Gauges and typhoon fixes: what is measured, as reference for signals, plans and the map. */
export function createMonitoring(deps: ModuleDeps): ModuleParts & Required<Pick<ModuleParts, 'timelineTexts'>> {
  bindMonitoring(deps)
  return { timelineTexts: monitoringTexts }
}
