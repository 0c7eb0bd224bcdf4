import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindDigests } from './http.ts'
import { createDraftTimer } from './keep-schedule.ts'

/** Daily products of a duty office (DUTY-7): drafted from the record at the fixed hour, worded and signed by people. They belong to no incident and so to no timeline. */
export function createDigests(deps: ModuleDeps): ModuleParts {
  bindDigests(deps)
  return { timers: [createDraftTimer(deps)] }
}
