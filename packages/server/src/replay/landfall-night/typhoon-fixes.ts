import { routes } from '@fengsui/contract'
import type { StepApi } from '../scenario.ts'
import { at } from './cast.ts'

type Quadrants = { ne: number; se: number; sw: number; nw: number }
const quadrants = (ne: number, se: number, sw: number, nw: number): Quadrants => ({ ne, se, sw, nw })
const atSea = { seven: quadrants(380, 380, 350, 280), ten: quadrants(100, 100, 100, 100), twelve: quadrants(40, 40, 40, 40) }
/** From 03:00 the published radii are 0, which means not known. */
const unknown = { seven: null, ten: null, twelve: null }

/** Published fixes of typhoon 1909 in the night of the landfall: longitude, latitude, wind in m/s, pressure in hPa. */
const fixes = {
  '00:00': { longitude: 121.7, latitude: 28, wind: 52, pressure: 935, category: 'SuperTY', radii: atSea, landfall: null },
  '01:00': { longitude: 121.5, latitude: 28.2, wind: 52, pressure: 925, category: 'SuperTY', radii: atSea, landfall: null },
  '01:45': { longitude: 121.42, latitude: 28.28, wind: 52, pressure: 930, category: 'SuperTY', radii: atSea, landfall: '温岭市城南镇' },
  '02:00': { longitude: 121.4, latitude: 28.3, wind: 52, pressure: 930, category: 'SuperTY', radii: atSea, landfall: null },
  '03:00': { longitude: 121.2, latitude: 28.4, wind: 50, pressure: 935, category: 'STY', radii: unknown, landfall: null },
  '04:00': { longitude: 121.1, latitude: 28.5, wind: 48, pressure: 940, category: 'STY', radii: unknown, landfall: null },
  '05:00': { longitude: 121, latitude: 28.6, wind: 40, pressure: 955, category: 'TY', radii: unknown, landfall: null },
  '06:00': { longitude: 121, latitude: 28.6, wind: 35, pressure: 965, category: 'TY', radii: unknown, landfall: null },
  '07:00': { longitude: 120.9, latitude: 28.7, wind: 33, pressure: 970, category: 'TY', radii: unknown, landfall: null },
  '08:00': { longitude: 120.8, latitude: 28.9, wind: 33, pressure: 970, category: 'TY', radii: unknown, landfall: null },
} as const

/** Hands in the fix of that Beijing time, as the gateway does. */
export async function postFix(api: StepApi, time: keyof typeof fixes): Promise<void> {
  const { longitude, latitude, wind, pressure, category, radii, landfall } = fixes[time]
  await api.command('gateway', routes.recordTyphoonFix, {
    body: { number: '1909', name: '利奇马', fixedAt: at(time), position: { longitude, latitude }, windMetresPerSecond: wind, pressureHpa: pressure, category, windRadiiKm: radii, landfall },
  })
}
