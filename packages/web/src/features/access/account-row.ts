import type { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'

/** An account as the list shows it. */
export type AccountRow = RouteResponse<typeof routes.listAccounts>['items'][number]
