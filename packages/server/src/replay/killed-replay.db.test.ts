import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { dropDatabase } from '../platform/db/create-database.ts'
import { describeKill, planKills, playKilled, playUndisturbed, type ReplayOutcome } from '../../test/killed-replay.ts'
import { findScenario } from './scenarios.ts'
import { lekima2019 } from './lekima-2019/lekima-2019.ts'

/**
 * `KILLS=50 npx vitest run --project db packages/server/src/replay/killed-replay.db.test.ts` plays the six days of Lekima while server,
 * PostgreSQL, both or the command itself are killed at that many moments, and holds the end against two undisturbed runs. `KILL_SEED`
 * repeats the moments of a run, `SCENARIO` plays another night. Minutes long, so not part of the ordinary run: there the short night
 * is killed six times (landfall-night.db.test.ts).
 */
const count = Number(process.env['KILLS'] ?? '0')
const seed = Number(process.env['KILL_SEED'] ?? String(Math.floor(Math.random() * 1e9)))
const scenario = findScenario(process.env['SCENARIO'] ?? lekima2019.key) ?? lekima2019
const LIMIT_MS = 900_000 + count * 60_000
const say = (line: string) => void process.stdout.write(`${line}\n`)

describe.skipIf(count === 0 || process.platform !== 'linux')(`${scenario.key}, killed ${count} times`, () => {
  let dataDir: string
  let undisturbed: ReplayOutcome[]
  const databases: string[] = []
  const playOnce = (): Promise<ReplayOutcome> => {
    const database = `${inject('testDatabaseSource').template}_calm_${databases.length}`
    databases.push(database)
    return playUndisturbed({ scenario, deaths: 2, database, dataDir })
  }

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'fengsui-calm-'))
    undisturbed = [await playOnce(), await playOnce()]
    for (const { journal } of undisturbed) say(`undisturbed: ${journal.entries} entries, head ${journal.head}`)
  }, LIMIT_MS)
  afterAll(async () => {
    for (const database of databases) await dropDatabase(inject('testDatabaseSource').adminUrl, database)
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('is the same twice when nobody is killed', () => {
    expect(undisturbed[0]?.journal).toMatchObject({ verified: true })
    expect(undisturbed[1]).toEqual(undisturbed[0])
  })

  it('ends with the same head', async () => {
    const kills = planKills({ seed, count, steps: scenario.steps.length })
    say(`KILL_SEED=${seed}: ${kills.map(describeKill).join(' ')}`)
    const { summary, landed } = await playKilled({ scenario, folder: mkdtempSync(join(tmpdir(), 'fengsui-killed-')), kills, say })
    say(`killed ${landed} times: ${summary.journal.entries} entries, head ${summary.journal.head}, ${(summary.durationMs / 1000).toFixed(0)} s for the last run`)
    expect({ seed, landed }).toEqual({ seed, landed: count })
    expect({ seed, ...summary }).toEqual({ seed, ...undisturbed[0], durationMs: summary.durationMs })
  }, LIMIT_MS)
})
