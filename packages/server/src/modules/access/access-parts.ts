import type { Clocks } from '../../platform/clock/clock.ts'
import type { CommandRunner } from '../../platform/commands/command-runner.ts'
import type { Database } from '../../platform/db/database.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { NodeKey } from '../../platform/secrets/node-key.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import type { PasswordHasher } from './password-hasher.ts'

/** What the commands of this module work with. */
export interface AccessParts {
  readonly database: Database
  readonly objects: ObjectStore
  readonly commands: CommandRunner
  readonly clocks: Clocks
  readonly hub: LiveHub
  readonly hasher: PasswordHasher
  readonly nodeKey: NodeKey
}
