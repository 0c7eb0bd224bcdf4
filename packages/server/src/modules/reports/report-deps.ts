import type { SigningKey } from '../../platform/journal/signing-key.ts'
import type { ModuleDeps } from '../../platform/module.ts'

/** What the reports module is given beyond the others: the node's key, which signs what is issued. */
export interface ReportDeps extends ModuleDeps {
  readonly signingKey: SigningKey
}
