import { accessRoutes } from './access/index.ts'
import { commandRoutes } from './command/index.ts'
import { incidentRoutes } from './incidents/index.ts'
import { monitoringRoutes } from './monitoring/index.ts'
import { orgRoutes } from './org/index.ts'
import { planRoutes } from './plans/index.ts'
import { reportRoutes } from './reports/index.ts'
import { sandboxRoutes } from './sandboxes/index.ts'
import { signalRoutes } from './signals/index.ts'
import { situationRoutes } from './situation/index.ts'

export * from './objects.ts'

/** The whole interface under `/api/v1`: one value that server, OpenAPI and clients read. */
export const routes = { ...accessRoutes, ...orgRoutes, ...monitoringRoutes, ...signalRoutes, ...incidentRoutes, ...reportRoutes, ...planRoutes, ...commandRoutes, ...situationRoutes, ...sandboxRoutes }
export type RouteName = keyof typeof routes
