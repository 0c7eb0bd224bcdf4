import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { LiveHub } from '../live/live-hub.ts'

/** How a command ended: done, refused (a named problem), or failed by our or the database's fault. */
export type CommandOutcome = 'done' | 'refused' | 'failed'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

interface Series {
  count: number
  sum: number
  buckets: number[]
}

/** Figures of this process in the text format of Prometheus. Labels are names of commands, channels and reactions, never data. */
export class Metrics {
  static readonly contentType = CONTENT_TYPE
  readonly #commands = new Map<string, Map<CommandOutcome, Series>>()

  observeCommand(name: string, outcome: CommandOutcome, seconds: number): void {
    const outcomes = this.#commands.get(name) ?? new Map<CommandOutcome, Series>()
    this.#commands.set(name, outcomes)
    const series = outcomes.get(outcome) ?? { count: 0, sum: 0, buckets: BUCKETS.map(() => 0) }
    outcomes.set(outcome, series)
    series.count += 1
    series.sum += seconds
    for (const [index, bound] of BUCKETS.entries()) if (seconds <= bound) series.buckets[index] = (series.buckets[index] ?? 0) + 1
  }

  /** Everything there is to say now; what the database would say is left out while it is away. `now` is the business instant, for what is due. */
  async render(sources: { database: Database; hub: LiveHub; now: string; clockOffsetSeconds: number | null; freeBytes: number | null }): Promise<string> {
    const page = new Page()
    page.family('fengsui_command_seconds', 'histogram', 'Duration of commands by name and outcome')
    for (const [command, outcomes] of [...this.#commands].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const [outcome, series] of outcomes) {
        for (const [index, bound] of BUCKETS.entries()) page.line('fengsui_command_seconds_bucket', series.buckets[index] ?? 0, { command, outcome, le: String(bound) })
        page.line('fengsui_command_seconds_bucket', series.count, { command, outcome, le: '+Inf' })
        page.line('fengsui_command_seconds_sum', series.sum, { command, outcome })
        page.line('fengsui_command_seconds_count', series.count, { command, outcome })
      }
    }
    page.gauge('fengsui_live_readers', 'Open live streams', sources.hub.readers)
    const { total, idle, waiting } = sources.database.pool()
    page.gauge('fengsui_db_connections', 'Connections of the pool', total, { state: 'open' }).line('fengsui_db_connections', idle, { state: 'idle' }).line('fengsui_db_connections', waiting, { state: 'waited-for' })
    if (sources.clockOffsetSeconds !== null) page.gauge('fengsui_clock_offset_seconds', 'How far the machine clock is ahead', sources.clockOffsetSeconds)
    if (sources.freeBytes !== null) page.gauge('fengsui_disk_free_bytes', 'Free space of the data directory', sources.freeBytes)
    const usage = process.resourceUsage()
    page.counter('process_cpu_seconds_total', 'CPU time of this process', (usage.userCPUTime + usage.systemCPUTime) / 1e6)
    page.gauge('process_resident_memory_bytes', 'Resident memory of this process', process.memoryUsage.rss())
    page.gauge('process_uptime_seconds', 'Since this process started', process.uptime())
    try {
      await renderRecord(page, sources.database, sources.now)
      page.gauge('fengsui_database_up', 'Whether the record answers', 1)
    } catch {
      page.gauge('fengsui_database_up', 'Whether the record answers', 0)
    }
    return page.text()
  }
}

interface RecordRow {
  position: number
  unsealed: number
  due: number
  parked: number
  outbox: { channel: string; status: string; count: number }[]
  reactions: { name: string; behind: number; parked: number }[]
}

async function renderRecord(page: Page, database: Database, now: string): Promise<void> {
  const { rows } = await sql<RecordRow>`
    select coalesce((select max(position) from journal), 0)::int8 as position, (select count(*) from journal where position is null) as unsealed,
      (select count(*) from timer where due_at <= ${now} and not parked) as due, (select count(*) from timer where parked) as parked,
      coalesce((select json_agg(json_build_object('channel', channel, 'status', status, 'count', count) order by channel, status) from (select channel, status, count(*) from outbox group by channel, status) o), '[]') as outbox,
      coalesce((select json_agg(json_build_object('name', name, 'behind', greatest(0, coalesce((select max(position) from journal), 0) - c.position), 'parked', (select count(*) from reaction_parked p where p.reaction = c.name)) order by name) from reaction_cursor c), '[]') as reactions`.execute(database.kysely)
  const row = rows[0]
  if (!row) return
  page.gauge('fengsui_journal_position', 'Sealed journal entries', row.position)
  page.gauge('fengsui_journal_unsealed', 'Committed entries that wait for their seal', row.unsealed)
  page.gauge('fengsui_timers', 'Timers that are due or parked', row.due, { state: 'due' }).line('fengsui_timers', row.parked, { state: 'parked' })
  page.family('fengsui_outbox_messages', 'gauge', 'Messages by channel and status')
  for (const { channel, status, count } of row.outbox) page.line('fengsui_outbox_messages', count, { channel, status })
  page.family('fengsui_reaction_lag', 'gauge', 'Journal entries a reaction has not handled yet')
  for (const { name, behind } of row.reactions) page.line('fengsui_reaction_lag', behind, { reaction: name })
  page.family('fengsui_reaction_parked', 'gauge', 'Entries a reaction could not handle')
  for (const { name, parked } of row.reactions) page.line('fengsui_reaction_parked', parked, { reaction: name })
}

class Page {
  readonly #lines: string[] = []

  family(name: string, type: 'gauge' | 'counter' | 'histogram', help: string): this {
    this.#lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`)
    return this
  }

  line(name: string, value: number, labels: Readonly<Record<string, string>> = {}): this {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`)
    this.#lines.push(`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`)
    return this
  }

  gauge(name: string, help: string, value: number, labels: Readonly<Record<string, string>> = {}): this {
    return this.family(name, 'gauge', help).line(name, value, labels)
  }

  counter(name: string, help: string, value: number): this {
    return this.family(name, 'counter', help).line(name, value)
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`
  }
}
