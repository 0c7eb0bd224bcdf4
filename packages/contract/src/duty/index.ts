import { gatewayRoutes } from './gateway.ts'
import { dutyLogRoutes } from './log.ts'
import { shiftRoutes } from './shift.ts'
import { spotCheckRoutes } from './spot-checks.ts'

export * from './draw-spot-checks.ts'
export * from './duty-defaults.ts'
export * from './gateway.ts'
export * from './log.ts'
export * from './shift.ts'
export * from './spot-checks.ts'

export const dutyRoutes = { ...shiftRoutes, ...dutyLogRoutes, ...spotCheckRoutes, ...gatewayRoutes }
