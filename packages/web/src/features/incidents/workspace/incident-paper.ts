import type { Permission } from '@fengsui/contract/kernel'
import type { ReactNode } from 'react'

/** A paper that another word brings to the incident's page, as a tab beside its own. */
export interface IncidentPaper {
  /** Unlike the keys of the page's own tabs. */
  readonly key: string
  readonly label: string
  readonly needs: Permission
  readonly paper: (incidentId: string) => ReactNode
}
