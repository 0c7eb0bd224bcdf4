import { z } from 'zod'

/**
 * Longitude and latitude in degrees, WGS-84/CGCS2000, inside the box that holds China's land and seas: swapped pairs, zeros
 * and out-of-range values are caught at the edge instead of landing silently somewhere else.
 */
export const Position = z.object({
  longitude: z.number('经度应为数字').min(73, '经度不在中国范围（73–136）内，请检查经纬度是否写反').max(136, '经度不在中国范围（73–136）内，请检查经纬度是否写反'),
  latitude: z.number('纬度应为数字').min(3, '纬度不在中国范围（3–54）内，请检查经纬度是否写反').max(54, '纬度不在中国范围（3–54）内，请检查经纬度是否写反'),
})
export type Position = z.infer<typeof Position>

/** Mean Earth radius of the sphere that the haversine formula assumes (IUGG R1), metres. */
export const EARTH_RADIUS_METRES = 6_371_008.8

/** Great-circle distance in metres (haversine); within 0.5 % of the ellipsoid. */
export function distanceMetres(from: Position, to: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180
  const dLat = radians(to.latitude - from.latitude)
  const dLon = radians(to.longitude - from.longitude)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}
