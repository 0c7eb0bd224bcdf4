import { accessRoutes } from './access/index.ts'
import { attachmentRoutes } from './attachments/index.ts'
import { commandRoutes } from './command/index.ts'
import { dispatchRoutes } from './dispatch/index.ts'
import { evacuationRoutes } from './evacuation/index.ts'
import { evaluationRoutes } from './evaluation/index.ts'
import { importRoutes } from './imports/index.ts'
import { incidentRoutes } from './incidents/index.ts'
import { monitoringRoutes } from './monitoring/index.ts'
import { notificationRoutes } from './notifications/index.ts'
import { operationRoutes } from './operation/index.ts'
import { orgRoutes } from './org/index.ts'
import { planRoutes } from './plans/index.ts'
import { reportRoutes } from './reports/index.ts'
import { resourceRoutes } from './resources/index.ts'
import { sandboxRoutes } from './sandboxes/index.ts'
import { signalRoutes } from './signals/index.ts'
import { situationRoutes } from './situation/index.ts'
import { stockpileRoutes } from './stockpile/index.ts'
import { warningRoutes } from './warnings/index.ts'

export * from './objects.ts'

/** The whole interface under `/api/v1`: one value that server, OpenAPI and clients read. */
export const routes = { ...accessRoutes, ...orgRoutes, ...monitoringRoutes, ...signalRoutes, ...incidentRoutes, ...reportRoutes, ...planRoutes, ...commandRoutes, ...situationRoutes, ...sandboxRoutes, ...resourceRoutes, ...stockpileRoutes, ...dispatchRoutes, ...warningRoutes, ...evacuationRoutes, ...notificationRoutes, ...evaluationRoutes, ...attachmentRoutes, ...importRoutes, ...operationRoutes }
export type RouteName = keyof typeof routes
