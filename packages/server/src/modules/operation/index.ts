import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindOperation } from './http.ts'
import type { OperationOptions } from './operation-options.ts'

/** How the node itself is doing: clock, disk, backlog, backup. Changes nothing. */
export function createOperation(deps: ModuleDeps, options: OperationOptions): ModuleParts {
  bindOperation(deps, options)
  return {}
}
