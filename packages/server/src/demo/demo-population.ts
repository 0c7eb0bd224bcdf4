import type { DemoDivision } from './demo-geography.ts'
import { createSeededRandom } from './seeded-random.ts'

/** Residents of every place but the province, illustrative (示意): villages between 600 and 3,500, places above the sum of those in them. */
export function createPopulations(divisions: readonly DemoDivision[]): ReadonlyMap<string, number> {
  const populations = new Map<string, number>()
  const parentOf = new Map(divisions.map(({ code, parentCode }) => [code, parentCode]))
  const provinces = new Set(divisions.filter(({ level }) => level === 'province').map(({ code }) => code))
  for (const village of divisions) {
    if (village.level !== 'village') continue
    const residents = createSeededRandom(`population:${village.code}`).whole(600, 3500)
    for (let code: string | null = village.code; code !== null && !provinces.has(code); code = parentOf.get(code) ?? null) populations.set(code, (populations.get(code) ?? 0) + residents)
  }
  return populations
}
