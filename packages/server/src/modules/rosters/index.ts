import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import type { Attachments } from '../attachments/index.ts'
import { bindRosters } from './http.ts'
import { createHolidayTimer } from './watch-holidays.ts'

export { listOnDuty } from './on-duty-store.ts'
export { armHolidayWatch } from './watch-holidays.ts'

/** Rosters, swaps, holiday filing, leaders' absence (DUTY-1, DUTY-4, DUTY-6). Duty belongs to no incident and so to no timeline. */
export function createRosters(deps: ModuleDeps, attachments: Pick<Attachments, 'folder'>): ModuleParts {
  bindRosters({ ...deps, folder: attachments.folder })
  return { timers: [createHolidayTimer(deps)] }
}
