import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSeed, type Stage } from './run-seed.ts'
import { sabotages } from './sabotage.ts'
import { openStage, startSimCluster } from './stage.ts'

let cluster: Awaited<ReturnType<typeof startSimCluster>>
let stage: Stage & { close(): Promise<void> }
beforeAll(async () => {
  cluster = await startSimCluster()
  stage = await openStage(cluster.adminUrl, 'sim')
}, 60_000)
afterAll(async () => {
  await stage.close()
  await cluster.stop()
}, 60_000)

describe('the simulation', () => {
  it('finds nothing wrong with the program', { timeout: 600_000 }, async () => {
    for (let seed = 1; seed <= 5; seed += 1) expect((await runSeed(stage, seed)).violations, `npm run sim -- --seed ${seed}`).toEqual([])
  })

  it('repeats a run exactly, whatever ran before', { timeout: 600_000 }, async () => {
    for (const seed of [101, 106]) {
      const lines: [string[], string[]] = [[], []]
      const first = await runSeed(stage, seed, { show: (line) => lines[0].push(line) })
      await runSeed(stage, seed + 1)
      const again = await runSeed(stage, seed, { show: (line) => lines[1].push(line) })
      expect(lines[1]).toEqual(lines[0])
      expect(again).toEqual(first)
    }
  })

  it('does something else with another seed', { timeout: 600_000 }, async () => {
    expect((await runSeed(stage, 7)).digest).not.toBe((await runSeed(stage, 8)).digest)
  })

  // Proof that it can fail: each of these mistakes is one that a hurried change could make.
  it.each(sabotages.map((sabotage) => [sabotage.name, sabotage] as const))('finds: %s', { timeout: 180_000 }, async (_, sabotage) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { violations } = await runSeed(stage, seed, { sabotage })
      if (violations.length > 0) return
    }
    expect.fail('not found within 60 seeds')
  })
})
