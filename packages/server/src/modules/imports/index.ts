import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindImports } from './http.ts'

/** Units, people and teams from Excel: checked row by row, taken whole or not at all (SYS-2). */
export function createImports(deps: ModuleDeps, given: { folder: FileFolder }): ModuleParts {
  bindImports({ ...deps, ...given })
  return {}
}
