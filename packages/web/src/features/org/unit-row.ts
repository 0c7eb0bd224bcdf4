import type { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'

/** A unit as the list shows it. */
export type UnitRow = RouteResponse<typeof routes.listUnits>['items'][number]
