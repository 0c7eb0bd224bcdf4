import type { JournalVerdict } from '../packages/server/src/platform/journal/verify-journal.ts'
import type { DatabaseServer } from './database-server.ts'
import type { SimDesk } from './desks.ts'
import { WIRE } from './wire.ts'
import type { World } from './world.ts'

interface EntryRow {
  position: number | null
  stream: string
  type: string
  command_id: string
  note: { [key: string]: unknown } | null
  division: string
}

const list = (values: readonly unknown[]): string => `[${values.join(', ')}]`
const same = (a: readonly unknown[], b: readonly unknown[]): boolean => list(a) === list(b)

/** Everything that must hold once a run has come to rest. @returns what does not */
export async function findViolations(world: World, server: DatabaseServer, counters: readonly string[], verdict: JournalVerdict): Promise<string[]> {
  const found = [...world.violations]
  const check = (holds: boolean, text: () => string) => {
    if (!holds && found.length < 40) found.push(text())
  }
  const entries = await server.read<EntryRow>(`select position, stream, type, command_id, data::jsonb -> 'note' as note, data::jsonb -> 'audience' ->> 'division' as division from journal order by position nulls last, entry`)

  // The journal: dense, proven, complete.
  check(verdict.faults.length === 0, () => `journal does not verify: ${JSON.stringify(verdict.faults.slice(0, 3))}`)
  check(entries.every((entry, index) => entry.position === index + 1), () => `positions are not dense: ${list(entries.map((entry) => entry.position))}`)

  await checkCommands()
  await checkReactions()
  await checkTimers()
  await checkOutbox()
  return found

  async function checkCommands(): Promise<void> {
    const raised = new Map(counters.map((id) => [id, 0]))
    const stored = new Map((await server.read<{ command_id: string; id: string }>(`select command_id, result ->> 'id' as id from command`)).map((row) => [row.command_id, row.id]))
    for (const order of world.orders) {
      const streams = entries.filter((entry) => entry.command_id === order.commandId).map((entry) => entry.stream).sort()
      const expected = order.targets.map((target) => (order.kind === 'note' ? target : `typhoon-fix:${target}`)).sort()
      const applied = streams.length > 0
      if (order.kind === 'refuse') check(!applied && !stored.has(order.commandId), () => `refused command ${order.commandId} left a trace`)
      else {
        check(!order.acknowledged || applied, () => `acknowledged command ${order.commandId} is lost`)
        check(!applied || same(streams, expected), () => `command ${order.commandId} wrote ${list(streams)} instead of ${list(expected)}`)
        check(applied === stored.has(order.commandId), () => `command ${order.commandId}: result and effect do not agree`)
        check(order.results.every((id) => id === stored.get(order.commandId)), () => `command ${order.commandId} was answered ${list(order.results)} but stores ${String(stored.get(order.commandId))}`)
      }
      if (applied && order.kind === 'add') for (const target of order.targets) raised.set(target, (raised.get(target) ?? 0) + 1)
    }
    for (const row of await server.read<{ id: string; count: number }>(`select id, wind_metres_per_second::float8 as count from typhoon_fix`)) {
      check(raised.get(row.id) === row.count, () => `counter ${row.id} stands at ${row.count}, its journal says ${String(raised.get(row.id))}`)
    }
  }

  async function checkReactions(): Promise<void> {
    const parked = await server.read<{ reaction: string; stream: string; position: number }>(`select reaction, stream, position::float8 as position from reaction_parked order by position`)
    const causes = entries.filter((entry) => entry.type === 'counter.raised' || entry.type === 'counter.noted')
    for (const stream of new Set(causes.map((entry) => entry.stream))) {
      const own = causes.filter((entry) => entry.stream === stream)
      const firstPoison = world.mended ? -1 : own.findIndex((entry) => entry.note?.['poison'] === true)
      const expected = (firstPoison === -1 ? own : own.slice(0, firstPoison)).map((entry) => entry.position)
      const echoed = entries.filter((entry) => entry.stream === `echo:${stream}`).map((entry) => entry.note?.['position'])
      check(same(echoed, expected), () => `reaction on ${stream} handled ${list(echoed)} instead of ${list(expected)}`)
      const waiting = parked.filter((row) => row.reaction === 'sim.echo' && row.stream === stream).map((row) => row.position)
      const mustWait = firstPoison === -1 ? [] : own.slice(firstPoison).map((entry) => entry.position)
      check(same(waiting, mustWait), () => `parked of ${stream}: ${list(waiting)} instead of ${list(mustWait)}`)
    }
    const echoes = entries.filter((entry) => entry.type === 'counter.echoed').map((entry) => entry.position)
    const followed = entries.filter((entry) => entry.type === 'counter.followed').map((entry) => entry.note?.['position'])
    check(same([...followed].sort(), [...echoes].sort()), () => `follow-up handled ${list(followed)} instead of ${list(echoes)}`)
    const behind = await server.read(`select name from reaction_cursor where position < (select max(position) from journal)`)
    check(behind.length === 0, () => `cursors behind the journal: ${JSON.stringify(behind)}`)
  }

  async function checkTimers(): Promise<void> {
    const left = new Map((await server.read<{ key: string; kind: string; parked: boolean }>('select key, kind, parked from timer')).map((row) => [row.key, row]))
    for (const row of left.values()) check(row.kind === 'sim.poison' && row.parked, () => `timer ${row.key} was due and did not fire`)
    // A timer that is set again moves: only its last setting must have fired, each setting at most once.
    const settings = new Map<string, { order: string; position: number; poison: boolean }[]>()
    const set = (key: string, order: string, position: number | null, poison: boolean) => settings.set(key, [...(settings.get(key) ?? []), { order, position: position ?? 0, poison }])
    for (const order of world.orders) {
      const entry = entries.find((each) => each.command_id === order.commandId)
      if (order.timer && entry) set(order.timer.key, order.commandId, entry.position, order.timer.poison)
    }
    for (const entry of entries) {
      const position = Number(entry.note?.['position'])
      if (entry.type === 'counter.followed') {
        const cause = Number(entries.find((each) => each.position === position)?.note?.['position'])
        if (cause % 3 === 0) set(`follow:${cause}`, `follow:${cause}`, entry.position, false)
      }
    }
    for (const [key, given] of settings) {
      const fired = entries.filter((entry) => entry.stream === `fired:${key}`).map((entry) => String(entry.note?.['order']))
      check(new Set(fired).size === fired.length, () => `timer ${key} fired twice: ${list(fired)}`)
      const last = given.sort((a, b) => a.position - b.position).at(-1)
      if (last && !last.poison) check(fired.includes(last.order), () => `timer ${key} did not fire as last set by ${last.order}; fired: ${list(fired)}`)
      check(fired.every((order) => given.some((each) => each.order === order)), () => `timer ${key} fired for nobody: ${list(fired)}`)
    }
    const fired = entries.filter((entry) => entry.type === 'timer.fired').map((entry) => entry.stream.slice('fired:'.length))
    check(fired.every((key) => settings.has(key)), () => `timers fired that nobody set: ${list(fired)}`)
  }

  async function checkOutbox(): Promise<void> {
    const messages = await server.read<{ id: string; target: string; status: string; attempts: number; noted: number }>(`select id, target, status, attempts, (select count(*) from outbox_attempt a where a.outbox_id = o.id)::float8 as noted from outbox o where channel = '${WIRE}' order by id`)
    const targets = messages.map((message) => message.target).sort()
    const expected = [
      ...world.orders.filter((order) => order.message && entries.some((entry) => entry.command_id === order.commandId)).map((order) => `${String(order.message)}:${order.commandId}`),
      ...entries.filter((entry) => entry.type === 'counter.echoed').map((entry) => `echo:${String(entry.note?.['position'])}`),
    ].sort()
    check(same(targets, expected), () => `queued messages ${list(targets)} instead of ${list(expected)}`)
    for (const message of messages) {
      const calls = world.calls.filter((call) => call.messageId === message.id)
      const received = calls.reduce((sum, call) => sum + call.received, 0)
      // What cannot be reached is given up only when its time is over; everything else goes through.
      const wanted = message.target.startsWith('unreachable') ? 'failed' : 'sent'
      check(message.status === wanted, () => `message ${message.target} ended as ${message.status}`)
      check(message.status !== 'sent' || received > 0, () => `message ${message.target} counts as sent but nobody got it`)
      check(message.noted >= calls.length, () => `message ${message.target}: ${calls.length} calls, only ${message.noted} noted before`)
      calls.forEach((call, index) => {
        if (calls.slice(0, index).some((earlier) => earlier.cutOff)) check(call.maybeRepeated, () => `message ${message.target} was sent again after a call without an end, and does not say that it may be a repetition`)
      })
    }
    const unsettled = await server.read<{ id: string; status: string; expired: boolean }>(`select id, status, last_error is not null as expired from outbox where channel <> '${WIRE}' and status <> 'sent' and not (status = 'failed' and last_error is not null)`)
    check(unsettled.length === 0, () => `messages of calls are neither sent nor given up: ${JSON.stringify(unsettled)}`)
    const strangers = world.calls.filter((call) => !messages.some((message) => message.id === call.messageId))
    check(strangers.length === 0, () => `${strangers.length} calls for messages that were never committed`)
  }
}

/** A desk has seen every entry of its place, once and in order; after a reset it has read everything anew. */
export async function findDeskViolations(server: DatabaseServer, desks: readonly SimDesk[]): Promise<string[]> {
  const visible = await server.read<{ position: number; division: string }>(`select position::float8 as position, data::jsonb -> 'audience' ->> 'division' as division from journal order by position`)
  return desks.flatMap((desk) => {
    const range = desk.division.replace(/(?:00)+$/, '')
    const must = visible.filter((row) => row.division.startsWith(range)).map((row) => row.position)
    const got: number[] = []
    let from = desk.start
    for (const { position, reset } of desk.seen) {
      if (reset) {
        from = position
        got.length = 0
      } else got.push(position)
    }
    const expected = must.filter((position) => position > from)
    return same(got, expected) ? [] : [`desk of ${desk.division} saw ${list(got)} instead of ${list(expected)}`]
  })
}
