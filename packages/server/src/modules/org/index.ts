import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindOrg } from './http.ts'

/** Places, units, posts, people and special HQs (ORG-1..3). Organisation changes belong to no incident and so to no timeline. */
export function createOrg(deps: ModuleDeps): ModuleParts {
  bindOrg(deps)
  return {}
}

export { containsPattern, readCursor, writeCursor } from './list-cursor.ts'
export { refusePhoneIn } from './org-rules.ts'
