import { routes } from '@fengsui/contract'
import { on } from './cast.ts'
import type { StepApi } from './scenario.ts'

type Radii = readonly [number, number, number, number] | null
/** Radii of force 7, 10 and 12 in km, NE SE SW NW, as they were published one after another. From 08-10 03:00 the published radii are 0, which means not known. */
const published: readonly (readonly [Radii, Radii, Radii])[] = [
  [[250, 300, 350, 220], [80, 80, 80, 80], [40, 40, 40, 40]],
  [[280, 350, 380, 250], [100, 100, 100, 100], [50, 50, 50, 50]],
  [[280, 350, 380, 250], [120, 120, 120, 120], [60, 60, 60, 60]],
  [[300, 350, 380, 260], [130, 130, 140, 130], [60, 60, 60, 60]],
  [[320, 380, 380, 300], [140, 140, 140, 140], [65, 65, 65, 65]],
  [[320, 380, 380, 300], [140, 140, 140, 140], [60, 60, 60, 60]],
  [[320, 380, 380, 300], [100, 100, 100, 100], [40, 40, 40, 40]],
  [[380, 380, 350, 280], [100, 100, 100, 100], [40, 40, 40, 40]],
  [null, null, null],
  [[330, 270, 200, 100], null, null],
]
const quadrants = (radii: Radii) => (radii === null ? null : { ne: radii[0], se: radii[1], sw: radii[2], nw: radii[3] })

/** Published fixes of typhoon 1909, Beijing time: longitude, latitude, wind in m/s, pressure in hPa, category, radii. */
const fixes = {
  '08-07 17:00': [127.5, 21.4, 42, 950, 'STY', 0],
  '08-07 20:00': [127, 21.6, 48, 940, 'STY', 1],
  '08-07 23:00': [126.6, 21.7, 52, 930, 'SuperTY', 2],
  '08-08 02:00': [126.4, 22.1, 52, 930, 'SuperTY', 2],
  '08-08 05:00': [126, 22.4, 52, 930, 'SuperTY', 2],
  '08-08 08:00': [125.9, 22.7, 52, 930, 'SuperTY', 2],
  '08-08 11:00': [125.8, 23.1, 52, 930, 'SuperTY', 2],
  '08-08 14:00': [125.5, 23.7, 55, 925, 'SuperTY', 3],
  '08-08 17:00': [125.3, 24, 58, 920, 'SuperTY', 3],
  '08-08 20:00': [125, 24.4, 58, 920, 'SuperTY', 3],
  '08-08 23:00': [124.8, 24.8, 62, 915, 'SuperTY', 4],
  '08-09 02:00': [124.5, 25.4, 62, 915, 'SuperTY', 4],
  '08-09 05:00': [124, 26.1, 60, 920, 'SuperTY', 5],
  '08-09 08:00': [123.4, 26.5, 58, 920, 'SuperTY', 6],
  '08-09 10:00': [123.1, 26.7, 58, 920, 'SuperTY', 6],
  '08-09 11:00': [122.9, 26.8, 58, 920, 'SuperTY', 6],
  '08-09 12:00': [122.8, 26.8, 58, 920, 'SuperTY', 6],
  '08-09 14:00': [122.6, 27, 58, 920, 'SuperTY', 6],
  '08-09 16:00': [122.4, 27.2, 58, 920, 'SuperTY', 6],
  '08-09 18:00': [122.1, 27.4, 55, 930, 'SuperTY', 6],
  '08-09 20:00': [122, 27.5, 52, 935, 'SuperTY', 7],
  '08-09 22:00': [121.9, 27.7, 52, 935, 'SuperTY', 7],
  '08-10 00:00': [121.7, 28, 52, 935, 'SuperTY', 7],
  '08-10 01:00': [121.5, 28.2, 52, 925, 'SuperTY', 7],
  '08-10 01:45': [121.42, 28.28, 52, 930, 'SuperTY', 7],
  '08-10 02:00': [121.4, 28.3, 52, 930, 'SuperTY', 7],
  '08-10 03:00': [121.2, 28.4, 50, 935, 'STY', 8],
  '08-10 04:00': [121.1, 28.5, 48, 940, 'STY', 8],
  '08-10 05:00': [121, 28.6, 40, 955, 'TY', 8],
  '08-10 06:00': [121, 28.6, 35, 965, 'TY', 8],
  '08-10 07:00': [120.9, 28.7, 33, 970, 'TY', 8],
  '08-10 08:00': [120.8, 28.9, 33, 970, 'TY', 8],
  '08-10 10:00': [120.6, 29.1, 30, 975, 'STS', 8],
  '08-10 12:00': [120.6, 29.5, 28, 978, 'STS', 8],
  '08-10 14:00': [120.3, 29.9, 28, 978, 'STS', 8],
  '08-10 16:00': [120.2, 30.2, 28, 978, 'STS', 8],
  '08-10 18:00': [120.2, 30.4, 25, 980, 'STS', 8],
  '08-10 20:00': [120.3, 30.7, 23, 982, 'TS', 8],
  '08-10 22:00': [120.3, 31, 23, 982, 'TS', 8],
  '08-11 02:00': [120.4, 31.7, 23, 982, 'TS', 8],
  '08-11 04:00': [120.6, 32, 23, 982, 'TS', 8],
  '08-11 08:00': [120.2, 33.6, 23, 982, 'TS', 8],
  '08-11 14:00': [119.9, 34.8, 23, 980, 'TS', 9],
  '08-11 20:00': [120.2, 35.8, 23, 980, 'TS', 9],
  '08-11 20:50': [120.1, 36.1, 23, 980, 'TS', 8],
  '08-12 02:00': [119.7, 36.9, 23, 980, 'TS', 8],
  '08-12 05:00': [119.4, 37.2, 23, 980, 'TS', 8],
} as const satisfies Record<string, readonly [number, number, number, number, string, number]>
const landfalls: { readonly [time: string]: string } = { '08-10 01:45': '温岭市城南镇', '08-11 20:50': '山东省青岛市黄岛区' }

/** Instants for which there is a fix. */
export type FixTime = keyof typeof fixes

/** Hands in the fix of that Beijing time, as the gateway does. */
export async function postFix(api: StepApi, time: FixTime): Promise<void> {
  const [longitude, latitude, wind, pressure, category, radii] = fixes[time]
  const [seven, ten, twelve] = published[radii] ?? [null, null, null]
  await api.command('gateway', routes.recordTyphoonFix, {
    body: {
      number: '1909', name: '利奇马', fixedAt: on(time), position: { longitude, latitude }, windMetresPerSecond: wind, pressureHpa: pressure, category,
      windRadiiKm: { seven: quadrants(seven), ten: quadrants(ten), twelve: quadrants(twelve) }, landfall: landfalls[time] ?? null,
    },
  })
}
