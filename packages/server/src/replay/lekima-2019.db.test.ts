import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Evaluation } from '@fengsui/contract/evaluation'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { databaseUrl, dropDatabase } from '../platform/db/create-database.ts'
import { openDatabase, type Database } from '../platform/db/database.ts'
import { playUndisturbed, type ReplayOutcome } from '../../test/killed-replay.ts'
import { lekima2019 } from './lekima-2019/lekima-2019.ts'

/** Six days at once; minutes on a loaded machine. */
const LIMIT_MS = 900_000
const outside = (process.env['TEST_DATABASE_URL'] ?? '') !== ''
let dataDir: string
let name: string
let outcome: ReplayOutcome
let db: Database

beforeAll(async () => {
  if (outside) return
  dataDir = mkdtempSync(join(tmpdir(), 'fengsui-lekima-'))
  const { adminUrl, template } = inject('testDatabaseSource')
  name = `${template}_lekima`
  outcome = await playUndisturbed({ scenario: lekima2019, deaths: 2, database: name, dataDir })
  db = openDatabase({ connectionString: databaseUrl(adminUrl, name), poolSize: 2, applicationName: 'fengsui test' })
}, LIMIT_MS)
afterAll(async () => {
  if (outside) return
  await db?.close()
  await dropDatabase(inject('testDatabaseSource').adminUrl, name)
  rmSync(dataDir, { recursive: true, force: true })
})

const evaluation = async (): Promise<Evaluation> => {
  const { rows } = await sql<{ figures: Evaluation['figures']; findings: Evaluation['findings'] }>`select figures, findings from evaluation`.execute(db)
  return rows[0] as Evaluation
}

// Once is enough: the shorter night runs on the outside server too.
describe.skipIf(outside)('lekima 2019', () => {
  it('ends with the numbers of the storyline', () => {
    expect(outcome).toMatchObject({ incidents: 6, clocks: { late: 1, missed: 0 }, notifications: { acknowledged: 130 + 3429 }, moved: 196_000, shortages: 1, journal: { verified: true } })
    // The first landslide, the silent flood, the second landslide raised by its loss, the people trapped.
    expect(outcome.grades).toEqual([4, 4, 1, 3])
    expect(outcome.dispatches).toBeGreaterThan(15)
    expect(outcome.tasks.acknowledged).toBe(outcome.tasks.assigned)
  })

  it('counts in its evaluation what happened: 64 tasks of which 61 in time, 58 villages called again and 4 visited, one late, one omitted', async () => {
    const { figures } = await evaluation()
    expect(figures.reports).toMatchObject({ late: 1, missed: 0, omitted: 1 })
    expect(figures.calls).toMatchObject({ calls: 18, recipients: 3559, answered: 3559, calledAgain: 59, visited: 4 })
    expect(figures.evacuation).toMatchObject({ planned: 197_520, moved: 196_000, refused: 1520, visited: 1520, resettled: 6180, vessels: 4795 })
    expect(figures.warnings).toMatchObject({ recorded: 4, highest: '红色', linkageAlarms: 1, longestGapMinutes: 70 })
    expect(figures.dispatch).toMatchObject({ shortages: 1, stockBalanced: true })
    const third = await sql<{ tasks: number; late: number }>`
      select count(*)::int as tasks, count(*) filter (where unacknowledged_at is not null)::int as late from task t join incident i on i.id = t.incident_id where i.type_code = '11B01' and t.assigned_at < '2019-08-08T09:00:00Z'`.execute(db)
    expect(third.rows).toEqual([{ tasks: 64, late: 3 }])
  })

  it('explains every finding with entries of the journal', async () => {
    const { findings } = await evaluation()
    for (const finding of findings) expect({ key: finding.key, evidence: finding.evidence.length > 0 }).toEqual({ key: finding.key, evidence: true })
    const kinds = new Set(findings.map((finding) => finding.kind))
    for (const kind of ['late-report', 'omitted-report', 'late-acknowledgement', 'escalated-call', 'linkage-alarm', 'shortage', 'shelter-redirect', 'refusal', 'stock-difference']) expect(kinds).toContain(kind)
    expect(findings.find((finding) => finding.kind === 'late-report')?.minutesLate).toBe(22)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from improvement`.execute(db)
    expect(rows).toEqual([{ n: 7 }])
  })

  it('sends earliest expiry first and keeps the ledger balanced; two boats come home damaged', async () => {
    const { rows } = await sql<{ later: number }>`
      select count(*)::int as later from stock_move m join lot l on l.id = m.lot_id join stock_move other on other.dispatch_id = m.dispatch_id and other.item_id = m.item_id and other.lot_id <> m.lot_id and other.kind = 'issue' join lot o on o.id = other.lot_id
      where m.kind = 'issue' and o.expires_on < l.expires_on and o.quantity > o.reserved`.execute(db)
    expect(rows).toEqual([{ later: 0 }])
    const boats = await sql<{ damaged: number; out: number }>`select count(*) filter (where state = 'damaged')::int as damaged, count(*) filter (where state = 'committed')::int as out from equipment where kind = 'boat'`.execute(db)
    expect(boats.rows).toEqual([{ damaged: 2, out: 0 }])
  })

  it('leaves blame and death in the fictional county', async () => {
    const { rows } = await sql`
      select 'task' as what, t.title, u.division_code as place from task t join unit u on u.id = t.unit_id where (t.overdue_at is not null or t.unacknowledged_at is not null) and u.division_code not like '331099%'
      union all select 'notice', n.text, u.division_code from notice n join unit u on u.id = n.to_unit_id where n.overdue_at is not null and u.division_code not like '331099%'
      union all select 'clock', c.title, u.division_code from clock c join unit u on u.id = c.from_unit_id where (c.status in ('late', 'missed') or c.overdue_at is not null) and u.division_code not like '331099%'
      union all select 'dispatch', d.name, u.division_code from dispatch d join unit u on u.id = d.unit_id where (d.overdue_at is not null or d.unacknowledged_at is not null) and u.division_code not like '331099%'
      union all select 'suspicion', s.rule_id, u.division_code from suspicion s join unit u on u.id = s.unit_id where u.division_code not like '331099%'
      union all select 'incident', title, division_code from incident where coalesce((facts ->> 'dead')::int, 0) > 0 and division_code not like '331099%'`.execute(db)
    expect(rows).toEqual([])
  })
})
