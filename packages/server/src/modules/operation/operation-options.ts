import type { NodeWatch } from '../../platform/watch/node-watch.ts'

/** What the composition gives this module beside the usual. */
export interface OperationOptions {
  readonly version: string
  readonly demo: boolean
  /** A replay is nobody's record: it is not asked for backups. */
  readonly sandbox: boolean
  /** Null where nothing is watched (tests, sandboxes). */
  readonly watch: NodeWatch | null
  readonly lastBackupAt: () => string | null
  readonly certificateValidTo: string | null
}
