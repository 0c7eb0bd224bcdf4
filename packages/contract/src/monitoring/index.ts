import { z } from 'zod'
import { CommandId, Id, Instant, Position, route, text } from '../kernel/index.ts'

/** A gauge (水位站) with its official levels in metres. */
export const Station = z.object({ id: Id, code: z.string(), name: z.string(), river: z.string(), divisionCode: z.string(), position: Position.nullable(), warningLevelMetres: z.number().nullable(), guaranteeLevelMetres: z.number().nullable() })
export type Station = z.infer<typeof Station>

const Quadrants = z.object({ ne: z.number().min(0).max(2000), se: z.number().min(0).max(2000), sw: z.number().min(0).max(2000), nw: z.number().min(0).max(2000) })
/** Radii in km of force 7, 10 and 12 winds; null = unknown, which is not calm. */
export const WindRadii = z.object({ seven: Quadrants.nullable(), ten: Quadrants.nullable(), twelve: Quadrants.nullable() })

export const TyphoonFix = z.object({ id: Id, number: z.string(), name: z.string(), divisionCode: z.string(), fixedAt: z.string(), position: Position, windMetresPerSecond: z.number().nullable(), pressureHpa: z.number().nullable(), category: z.string(), windRadiiKm: WindRadii, landfall: z.string().nullable() })
export type TyphoonFix = z.infer<typeof TyphoonFix>

export const monitoringRoutes = {
  listStations: route({ method: 'GET', path: '/stations', access: 'signal:read', tag: '监测', summary: '辖区水位站', schema: { response: z.object({ items: z.array(Station) }) } }),
  listTyphoonFixes: route({ method: 'GET', path: '/typhoon-fixes', access: 'signed-in', tag: '监测', summary: '台风路径与风圈', schema: { query: z.object({ number: z.string().max(10).optional() }), response: z.object({ items: z.array(TyphoonFix) }) } }),
  recordTyphoonFix: route({
    method: 'POST', path: '/typhoon-fixes', access: 'signal:submit', tag: '监测', summary: '录入台风定位',
    schema: { body: z.object({ commandId: CommandId, number: z.string().regex(/^\d{4}$/, '台风编号为 4 位数字'), name: text(1, 20), fixedAt: Instant, position: Position, windMetresPerSecond: z.number().min(0).max(150).nullable(), pressureHpa: z.number().min(800).max(1100).nullable(), category: text(1, 20), windRadiiKm: WindRadii, landfall: text(1, 60).nullable().default(null) }), response: TyphoonFix },
  }),
}
