import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectKinds, type ObjectKind } from '@fengsui/contract'
import { foldEntries, type Folded } from '@fengsui/contract/situation'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { databaseUrl, dropDatabase } from '../platform/db/create-database.ts'
import { openDatabase, type Database } from '../platform/db/database.ts'
import { readEntries } from '../platform/journal/read-entries.ts'
import { ObjectStore } from '../platform/objects/object-store.ts'
import { describeKill, planKills, playKilled, playUndisturbed, type ReplayOutcome } from '../../test/killed-replay.ts'
import { landfallNight } from './landfall-night/landfall-night.ts'

const LIMIT_MS = 400_000

let dataDir: string
let adminUrl: string
const databases: string[] = []

/** Plays the night on the test run's cluster. */
async function play(deaths: number): Promise<{ outcome: ReplayOutcome; database: string }> {
  const database = `${inject('testDatabaseSource').template}_night_${databases.length}`
  databases.push(database)
  return { outcome: await playUndisturbed({ scenario: landfallNight, deaths, database, dataDir }), database }
}

let first: { outcome: ReplayOutcome; database: string }
let graver: { outcome: ReplayOutcome; database: string }
let db: Database

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fengsui-night-'))
  adminUrl = inject('testDatabaseSource').adminUrl
  ;[first, graver] = await Promise.all([play(2), play(3)])
  db = openDatabase({ connectionString: databaseUrl(adminUrl, first.database), poolSize: 2, applicationName: 'fengsui test' })
}, LIMIT_MS)

afterAll(async () => {
  await db?.close()
  for (const name of databases) await dropDatabase(adminUrl, name)
  rmSync(dataDir, { recursive: true, force: true })
})

describe('landfall night', () => {
  it('ends as the storyline says: one late report, grade Ⅳ by the landslide rule, an intact journal', () => {
    const { outcome } = first
    expect(outcome.incidents).toBe(3)
    expect(outcome.grades).toEqual([4, 4])
    expect(outcome.reports).toMatchObject({ initial: 4, followUp: 3 })
    expect(outcome.clocks).toMatchObject({ late: 1, missed: 0 })
    expect(outcome.tasks.assigned).toBeGreaterThan(60)
    expect(outcome.tasks.done).toBeGreaterThan(15)
    expect(outcome.tasks.acknowledged).toBeGreaterThanOrEqual(outcome.tasks.done)
    expect(outcome.journal).toMatchObject({ verified: true })
    expect(outcome.journal.entries).toBeGreaterThan(500)
  })

  it('with three deaths grades Ⅲ, and reports to further recipients within further clocks', () => {
    expect(graver.outcome.grades[0]).toBe(3)
    const clocks = ({ clocks: { onTime, late, missed } }: ReplayOutcome) => onTime + late + missed
    expect(clocks(graver.outcome)).toBeGreaterThan(clocks(first.outcome))
    expect(graver.outcome.journal.head).not.toBe(first.outcome.journal.head)
  })

  it('was late by 22 minutes, due 04:30, and the county alone was', async () => {
    const { rows } = await sql<{ due_at: string; met_at: string; division_code: string }>`select due_at, met_at, division_code from clock where status = 'late'`.execute(db)
    expect(rows).toEqual([{ due_at: '2019-08-09T20:30:00.000Z', met_at: '2019-08-09T20:52:00.000Z', division_code: expect.stringMatching(/^331099/) as string }])
  })

  it('raised the suspicion at 05:40 by itself, against the fictional county, decided at 08:30', async () => {
    const { rows } = await sql<{ raised_at: string; decided_at: string; status: string; kind: string; division_code: string }>`select raised_at, decided_at, status, kind, division_code from suspicion where signal_id in (select id from signal where gauge is not null)`.execute(db)
    expect(rows).toEqual([{ raised_at: '2019-08-09T21:40:00.000Z', decided_at: '2019-08-10T00:30:00.000Z', status: 'upheld', kind: 'OMITTED', division_code: expect.stringMatching(/^331099/) as string }])
  })

  it('leaves blame and death in the fictional county: no real place is late, silent or mourned', async () => {
    const { rows } = await sql`
      select 'task' as what, u.division_code as place from task t join unit u on u.id = t.unit_id where (t.overdue_at is not null or t.unacknowledged_at is not null) and u.division_code not like '331099%'
      union all select 'notice', u.division_code from notice n join unit u on u.id = n.to_unit_id where n.overdue_at is not null and u.division_code not like '331099%'
      union all select 'clock', u.division_code from clock c join unit u on u.id = c.from_unit_id where (c.status in ('late', 'missed') or c.overdue_at is not null) and u.division_code not like '331099%'
      union all select 'suspicion', u.division_code from suspicion s join unit u on u.id = s.unit_id where u.division_code not like '331099%'
      union all select 'incident', division_code from incident where coalesce((facts ->> 'dead')::int, 0) > 0 and division_code not like '331099%'`.execute(db)
    expect(rows).toEqual([])
  })

  it('leaves nothing parked or stuck', async () => {
    const { rows } = await sql`select key from timer where attempts > 0 union all select stream from reaction_parked union all select id from outbox where status <> 'sent'`.execute(db)
    expect(rows).toEqual([])
  })

  it('folds to the tables, for every kind of object', async () => {
    const store = new ObjectStore(objectKinds)
    await store.open(db)
    const folded: Folded = {}
    for (let after = 0; ; ) {
      const page = await readEntries(db, after, 500)
      foldEntries(page, folded)
      after = page.at(-1)?.position ?? after
      if (page.length < 500) break
    }
    for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
      const { key } = objectKinds[kind]
      const objects = await store.read(db, kind, sql`true`)
      const table = Object.fromEntries(objects.map((object) => [String(object[key]), Object.fromEntries(Object.entries(object).filter(([field, value]) => value !== null && field !== key))]))
      expect({ kind, objects: folded[kind] ?? {} }).toEqual({ kind, objects: table })
    }
  })

  it('keeps names, telephone numbers and narrative out of the journal (a plan is a public document)', async () => {
    const { rows } = await sql<{ value: string }>`select distinct value from personal_fact`.execute(db)
    const { rows: entries } = await sql<{ data: string }>`select data from journal where type not like 'plan.%'`.execute(db)
    const leaves = new Set<string>()
    for (const { data } of entries) JSON.parse(data, (_, value: unknown) => (typeof value === 'string' ? leaves.add(value) : undefined, value))
    const said = [...leaves].join('\n')
    expect(rows.length).toBeGreaterThan(3000)
    expect(said).not.toMatch(/1390000\d{4}/)
    expect(rows.filter(({ value }) => leaves.has(value) || (value.length >= 3 && said.includes(value))).map(({ value }) => value)).toEqual([])
  })
})

describe.skipIf(process.platform !== 'linux')('kill -9 anywhere', () => {
  it('goes on from the same place and ends with the same head, whoever is killed, six times', async () => {
    const seed = Math.floor(Math.random() * 1e9)
    const kills = planKills({ seed, count: 6, steps: landfallNight.steps.length })
    const account = `seed ${seed}: ${kills.map(describeKill).join(' ')}`
    const { summary } = await playKilled({ scenario: landfallNight, folder: mkdtempSync(join(tmpdir(), 'fengsui-night-kill-')), kills }).catch((error: unknown) => {
      throw new Error(account, { cause: error })
    })
    expect({ account, ...summary }).toEqual({ account, ...first.outcome, durationMs: summary.durationMs })
  }, LIMIT_MS)
})
