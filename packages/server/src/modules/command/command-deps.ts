import type { ModuleDeps } from '../../platform/module.ts'
import type { Plans } from '../plans/index.ts'

/** What the commands of this module work with. */
export interface CommandDeps extends ModuleDeps {
  readonly plans: Plans
}
