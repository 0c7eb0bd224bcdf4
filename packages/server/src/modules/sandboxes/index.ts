import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindSandboxes } from './http.ts'
import { SandboxRuns } from './sandbox-runs.ts'
import { bindViewProxy } from './view-proxy.ts'

/** What the program knows of its surroundings. */
export interface SandboxesOptions {
  /** Keys and signed heads of the sandboxes lie here. */
  readonly config: { readonly dataDir: string }
  /** Any database of the server, as a role that may create databases. */
  readonly adminUrl: string
  readonly version: string
}

export interface Sandboxes extends ModuleParts {
  /** Ends all sandboxes with their processes and databases. */
  close(): Promise<void>
}

/** Replays for the browser: each in its own database and process, steered from here, looked into through a read-only proxy. Not part of a sandbox's own composition. */
export function createSandboxes(deps: ModuleDeps, options: SandboxesOptions): Sandboxes {
  const runs = new SandboxRuns(deps, { adminUrl: options.adminUrl, dataDir: options.config.dataDir, version: options.version })
  bindSandboxes(deps, runs)
  bindViewProxy(deps, runs)
  return { close: () => runs.close() }
}
