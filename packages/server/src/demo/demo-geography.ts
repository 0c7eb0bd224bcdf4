import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DivisionLevel, Instant } from '@fengsui/contract/kernel'
import { WindRadii } from '@fengsui/contract/monitoring'
import { z } from 'zod'

const DivisionRow = z
  .tuple([z.string(), z.string(), z.string(), DivisionLevel, z.string().nullable(), z.boolean(), z.boolean(), z.string(), z.number(), z.number()])
  .transform(([code, name, fullName, level, parentCode, statistical, fictional, pinyin, longitude, latitude]) => ({ code, name, fullName, level, parentCode, statistical, fictional, pinyin, position: { longitude, latitude } }))

const Stations = z.object({
  stations: z.array(z.object({ id: z.string(), name: z.string(), river: z.string(), divisionCode: z.string(), longitude: z.number(), latitude: z.number(), guaranteeLevelMetres: z.number(), warningLevelMetres: z.number() })),
})

const Typhoon = z.object({
  number: z.string(),
  nameZh: z.string(),
  landfalls: z.array(z.object({ at: Instant, place: z.string(), longitude: z.number(), latitude: z.number(), windMetresPerSecond: z.number(), pressureHpa: z.number() })),
  points: z.array(z.object({ at: Instant, longitude: z.number(), latitude: z.number(), windMetresPerSecond: z.number().nullable(), pressureHpa: z.number().nullable(), category: z.string(), windRadiiKm: WindRadii })),
})

export type DemoDivision = z.infer<typeof DivisionRow>
export type DemoStation = z.infer<typeof Stations>['stations'][number]
export type DemoTyphoon = z.infer<typeof Typhoon>

/** Reads `geography/` of the demo folder; its README says what is real and what is made up. Throws when a file is missing or spoilt. */
export function readDemoGeography(demoDir: string): { divisions: DemoDivision[]; stations: DemoStation[] } {
  return { divisions: z.object({ rows: z.array(DivisionRow) }).parse(readJson(demoDir, 'divisions')).rows, stations: Stations.parse(readJson(demoDir, 'stations')).stations }
}

/** The track of typhoon 1909 as published. */
export function readDemoTyphoon(demoDir: string): DemoTyphoon {
  return Typhoon.parse(readJson(demoDir, 'typhoon-1909'))
}

function readJson(demoDir: string, name: string): unknown {
  return JSON.parse(readFileSync(join(demoDir, 'geography', `${name}.json`), 'utf8'))
}
