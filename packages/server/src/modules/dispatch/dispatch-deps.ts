import type { ModuleDeps } from '../../platform/module.ts'
import type { Command } from '../command/index.ts'
import type { Incidents } from '../incidents/index.ts'
import type { Resources } from '../resources/index.ts'
import type { Stockpile } from '../stockpile/index.ts'

/** What the commands of this module work with. */
export interface DispatchDeps extends ModuleDeps {
  readonly incidents: Incidents
  readonly resources: Resources
  readonly stockpile: Stockpile
  readonly command: Pick<Command, 'meetDemand'>
}
