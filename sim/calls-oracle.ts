import type { CallGame, CallOrder } from './calls.ts'
import type { DatabaseServer } from './database-server.ts'
import { idOf, people, personOf, unitIds, type Person } from './people.ts'

interface Change {
  readonly object: string
  readonly id: string
  readonly created?: true
  readonly set: { readonly [field: string]: unknown }
}
interface Entry {
  readonly position: number
  readonly type: string
  readonly at: string
  readonly commandId: string
  readonly changes: readonly Change[]
  readonly note: { readonly [field: string]: unknown } | null
}

/** One who was called, as the journal tells it. */
interface Called {
  readonly id: string
  readonly who: Person
  readonly desk: boolean
  times: number
  answered: boolean
  overdue: boolean
  escalatedTo: string | null
}
/** One message, as the journal tells it. */
interface Message {
  readonly id: string
  readonly recipientId: string
  readonly reason: string
  readonly channel: string
  readonly to: string | null
  readonly queuedAt: number
  readonly urgency: string
  status: string
}
interface Told {
  readonly order: CallOrder
  readonly id: string
  readonly calledAt: number
  readonly rungs: readonly { readonly due: number; readonly to: string }[]
  readonly recipients: Map<string, Called>
  step: number
  ended: 'complete' | 'closed' | null
  overdueTold: boolean
}

const MINUTE = 60_000
const list = (values: Iterable<unknown>): string => `[${[...values].join(', ')}]`
const same = (a: Iterable<string>, b: Iterable<string>): boolean => list([...a].sort()) === list([...b].sort())
const deskHead = people.find(({ key }) => key === 'water-chief')
/** By what a target is reached: the desk of the water authority by its people's accounts and its head's telephone. */
const waysOf = ({ who, desk }: Pick<Called, 'who' | 'desk'>, channels: readonly string[]): string[] => [...(desk || who.account ? ['in-app'] : []), ...(who.phone === null ? [] : ['sms'])].filter((way) => channels.includes(way))

/** End of the night's quiet (22–7 in Beijing) around an instant, or null by day. Counted in hours of the day, as a person would. */
function quietEnd(ms: number): number | null {
  const beijing = new Date(ms + 8 * 60 * MINUTE)
  const hour = beijing.getUTCHours()
  if (hour >= 7 && hour < 22) return null
  const seven = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), beijing.getUTCDate() + (hour >= 22 ? 1 : 0), 7)
  return seven - 8 * 60 * MINUTE
}

/**
 * Calls and their ladders, told once more from the journal alone and held against what was ordered, who was thanked for an answer and
 * what rang: nobody is forgotten, called too early, called after answering or told twice, and every message has its evidence.
 */
export async function findCallViolations(game: CallGame, server: DatabaseServer): Promise<string[]> {
  const found: string[] = []
  const check = (holds: boolean, text: () => string): void => {
    if (!holds && found.length < 20) found.push(text())
  }
  const entries = await server.read<Entry>(`select position::float8 as position, type, at, command_id as "commandId", data::jsonb -> 'changes' as changes, data::jsonb -> 'note' as note from journal where type like 'call.%' or type like 'recipient.%' or type = 'notification.updated' order by position`)
  const calls = new Map<string, Told>()
  const messages = new Map<string, Message>()
  for (let from = 0; from < entries.length; ) {
    const commandId = entries[from]?.commandId
    let to = from
    while (entries[to]?.commandId === commandId) to += 1
    tell(entries.slice(from, to))
    from = to
  }
  checkOrders()
  for (const call of calls.values()) checkEnd(call)
  await checkTables()
  await checkMessages()
  return found

  /** What one transaction wrote. */
  function tell(written: readonly Entry[]): void {
    const made = written.find(({ type }) => type === 'call.made')
    if (made) begin(made)
    /** Who was called, turned to a superior or answered in this transaction, and by which ways. */
    const round = new Map<string, string[]>()
    const turned = new Map<string, string[]>()
    const answered: Called[] = []
    const callOf = (recipientId: string): Told | undefined => [...calls.values()].find(({ recipients }) => recipients.has(recipientId))
    // Those who were called before this transaction and had not answered.
    const openBefore = new Map([...calls.values()].map((call) => [call.id, [...call.recipients.values()].filter((one) => !one.answered).map(({ id }) => id)]))
    for (const { type, at, changes } of written) {
      for (const { object, id, created, set } of changes) {
        if (object === 'call-recipient' && created) {
          const call = calls.get(String(set['callId']))
          const desk = set['personId'] === undefined
          const who = desk ? deskHead : personOf(String(set['personId']))
          check(call !== undefined && who !== undefined && made !== undefined, () => `recipient ${id} belongs to no call that is made here`)
          if (call && who) call.recipients.set(id, { id, who, desk, times: 1, answered: false, overdue: false, escalatedTo: null })
          round.set(id, round.get(id) ?? [])
        } else if (object === 'call-recipient') {
          const call = callOf(id)
          const one = call?.recipients.get(id)
          if (!call || !one) {
            check(false, () => `${type} speaks of recipient ${id} whom nobody called`)
            continue
          }
          if (type === 'recipient.called') {
            check(set['times'] === one.times + 1, () => `${one.who.key} was called for the ${String(set['times'])}th time after the ${one.times}th`)
            check(!one.answered, () => `${one.who.key} had answered and was called again at ${at}`)
            one.times = Number(set['times'])
            round.set(id, round.get(id) ?? [])
          }
          if (type === 'recipient.escalated') {
            check(!one.answered, () => `${one.who.key} had answered and was escalated at ${at}`)
            const superior = one.desk ? one.who.key : one.who.superior
            check(superior !== null && set['escalatedToPersonId'] === idOf(superior), () => `${one.who.key} was escalated to ${String(set['escalatedToPersonId'])} instead of ${String(superior)}`)
            check(!turned.has(id), () => `${one.who.key} was escalated twice by one rung`)
            one.escalatedTo = String(set['escalatedToPersonId'])
            turned.set(id, [])
          }
          if (type === 'recipient.answered') {
            check(!one.answered, () => `${one.who.key} answered twice`)
            one.answered = true
            answered.push(one)
          }
          if (type === 'call.overdue') {
            check(!one.overdue && !one.answered, () => `${one.who.key} was called overdue ${one.answered ? 'after answering' : 'twice'}`)
            one.overdue = true
          }
        } else if (object === 'notification' && created) {
          const recipientId = String(set['recipientId'])
          const target = set['reason'] === 'superior' ? turned : round
          target.get(recipientId)?.push(String(set['channel']))
          check(target.has(recipientId), () => `message ${id} (${String(set['reason'])}) goes to somebody who is not called by this round`)
          const toPerson = set['personId'] === undefined ? deskHead : personOf(String(set['personId']))
          messages.set(id, { id, recipientId, reason: String(set['reason']), channel: String(set['channel']), to: toPerson?.phone ?? null, queuedAt: Date.parse(String(set['queuedAt'])), urgency: callOf(recipientId)?.order.urgency ?? '', status: 'queued' })
        } else if (object === 'notification') {
          const message = messages.get(id)
          check(message !== undefined, () => `an update speaks of message ${id} that was never queued`)
          if (message && set['status'] !== undefined) message.status = String(set['status'])
        }
      }
    }
    for (const entry of written) {
      const [first] = entry.changes
      const call = first?.object === 'call' ? calls.get(first.id) : undefined
      if (entry.type === 'call.stepped' && call && first) climb(call, entry, first, round, turned, openBefore.get(call.id) ?? [])
      if (entry.type === 'call.completed' && call) {
        check(call.ended === null && [...call.recipients.values()].every((one) => one.answered), () => `call ${call.id} was complete ${call.ended === null ? 'though not all had answered' : 'twice'}`)
        call.ended = 'complete'
      }
      if (entry.type === 'call.closed' && call) {
        check(call.ended === null, () => `call ${call.id} was closed after it had ended`)
        call.ended = 'closed'
      }
    }
    const again = written.find(({ type }) => type === 'call.repeated')
    if (made || again) {
      const call = made ? calls.get(made.changes[0]?.id ?? '') : callOf([...round.keys()][0] ?? '')
      if (call) checkRound(call, round, made ? [...call.recipients.keys()] : (openBefore.get(call.id) ?? []), made ? ['in-app', 'sms'] : ['sms'], made ? 'the call' : 'a repetition')
    } else if (round.size + turned.size > 0) check(written.some(({ type }) => type === 'call.stepped'), () => `${list(written.map(({ type }) => type))} called somebody by no rung of a ladder`)
    const overdue = written.find(({ type }) => type === 'call.overdue')
    if (overdue) {
      const call = callOf(overdue.changes[0]?.id ?? '')
      if (call) {
        check(!call.overdueTold && call.ended === null, () => `call ${call.id} was overdue twice, or after its end`)
        check(Date.parse(overdue.at) >= call.calledAt + call.order.acknowledgeMinutes * MINUTE, () => `call ${call.id} was overdue too early, at ${overdue.at}`)
        check(same(overdue.changes.map(({ id }) => id), openBefore.get(call.id) ?? []), () => `call ${call.id}: overdue is not exactly who has not answered`)
        call.overdueTold = true
      }
    }
    for (const call of calls.values()) {
      if (answered.some(({ id }) => call.recipients.has(id)) && call.ended === null) check([...call.recipients.values()].some((one) => !one.answered), () => `all answered call ${call.id} and it runs on`)
    }
  }

  function begin(made: Entry): void {
    const order = game.orders.find(({ commandId }) => commandId === made.commandId)
    const id = made.changes[0]?.id ?? ''
    check(order !== undefined && [...calls.values()].every((call) => call.order !== order), () => `call ${id} was made by nobody, or twice`)
    if (!order) return
    const calledAt = Date.parse(made.at)
    // Stable: rungs of one minute stay in the order in which they were told.
    const rungs = order.ladder.map((rung, index) => ({ due: calledAt + rung.afterMinutes * MINUTE, to: rung.to, index })).sort((a, b) => a.due - b.due || a.index - b.index)
    calls.set(id, { order, id, calledAt, rungs, recipients: new Map(), step: 0, ended: null, overdueTold: false })
  }

  function climb(call: Told, entry: Entry, first: Change, round: ReadonlyMap<string, string[]>, turned: ReadonlyMap<string, string[]>, open: readonly string[]): void {
    const rung = call.rungs[call.step]
    check(call.ended === null, () => `call ${call.id} climbed after it had ended`)
    check(first.set['step'] === call.step + 1, () => `call ${call.id} climbed to rung ${String(first.set['step'])} from ${call.step}`)
    call.step += 1
    if (!rung) return check(false, () => `call ${call.id} has no rung ${call.step}`)
    check(Date.parse(entry.at) >= rung.due, () => `rung ${call.step} of call ${call.id} came at ${entry.at}, before ${new Date(rung.due).toISOString()}`)
    if (rung.to === 'same') {
      check(turned.size === 0, () => `rung ${call.step} of call ${call.id} turned to superiors`)
      return checkRound(call, round, open, ['in-app', 'sms'], `rung ${call.step}`)
    }
    const above = open.filter((id) => superiorOf(call.recipients.get(id)) !== null)
    check(round.size === 0 && same(turned.keys(), above), () => `rung ${call.step} of call ${call.id} turned to the superiors of ${list(turned.keys())} instead of ${list(above)}`)
    for (const [id, ways] of turned) {
      const superior = people.find(({ key }) => key === superiorOf(call.recipients.get(id)))
      if (superior) check(same(ways, waysOf({ who: superior, desk: false }, ['in-app', 'sms'])), () => `the superior of ${id} is told by ${list(ways)}`)
    }
  }

  function checkRound(call: Told, round: ReadonlyMap<string, string[]>, expected: readonly string[], channels: readonly string[], what: string): void {
    check(same(round.keys(), expected), () => `${what} of call ${call.id} called ${list(round.keys())} instead of ${list(expected)}`)
    for (const [id, ways] of round) {
      const one = call.recipients.get(id)
      if (one) check(same(ways, waysOf(one, channels)), () => `${what} of call ${call.id} reaches ${one.who.key} by ${list(ways)}`)
    }
  }

  function superiorOf(one: Called | undefined): string | null {
    return one === undefined ? null : one.desk ? one.who.key : one.who.superior
  }

  function checkOrders(): void {
    for (const order of game.orders) {
      const call = [...calls.values()].find((each) => each.order === order)
      check(order.id === null || call?.id === order.id, () => `call ${String(order.id)} was acknowledged and is lost`)
      if (!call) continue
      const expected = order.called.length > 0 ? order.called.map(idOf) : [unitIds.get('water') ?? '']
      check(same([...call.recipients.values()].map(({ who, desk }) => (desk ? (unitIds.get('water') ?? '') : idOf(who.key))), expected), () => `call ${call.id} called ${list([...call.recipients.values()].map(({ who }) => who.key))}`)
    }
    const recipients = new Map([...calls.values()].flatMap((call) => [...call.recipients]))
    for (const { recipientId, reference } of game.answers) {
      const message = reference === null ? undefined : messages.get(reference)
      if (message?.reason === 'superior') continue
      const one = recipients.get(recipientId ?? message?.recipientId ?? '')
      check(one?.answered === true, () => `${one?.who.key ?? String(reference)} was thanked for an answer that is lost`)
    }
  }

  /** Time has gone on for hours: who did not answer went all the way up, or the call was ended. */
  function checkEnd(call: Told): void {
    const open = [...call.recipients.values()].filter((one) => !one.answered)
    if (call.ended !== null) return check(call.ended === 'closed' || open.length === 0, () => `call ${call.id} is complete without ${list(open.map(({ who }) => who.key))}`)
    check(open.length > 0, () => `call ${call.id} runs though all have answered`)
    check(call.step === call.rungs.length, () => `call ${call.id} stopped at rung ${call.step} of ${call.rungs.length}`)
    for (const one of open) {
      check(one.overdue, () => `${one.who.key} never answered call ${call.id} and is not overdue`)
      const above = superiorOf(one)
      if (above !== null && call.rungs.some(({ to }) => to === 'superior')) check(one.escalatedTo === idOf(above), () => `${one.who.key} never answered call ${call.id} and nobody above was told`)
    }
  }

  async function checkTables(): Promise<void> {
    const stored = new Map((await server.read<{ id: string; step: number; status: string }>(`select id, step, status from call`)).map((row) => [row.id, row]))
    check(same(stored.keys(), calls.keys()), () => `calls ${list(stored.keys())} stand in the table`)
    for (const call of calls.values()) check(stored.get(call.id)?.step === call.step && stored.get(call.id)?.status === (call.ended ?? 'running'), () => `call ${call.id} stands at ${JSON.stringify(stored.get(call.id))}`)
    const rows = await server.read<{ id: string; times: number; status: string; overdue: boolean; to: string | null }>(`select id, times, status, overdue_at is not null as overdue, escalated_to_person_id as "to" from call_recipient`)
    const recipients = new Map([...calls.values()].flatMap((call) => [...call.recipients]))
    check(rows.length === recipients.size, () => `${rows.length} recipients stand in the table instead of ${recipients.size}`)
    for (const row of rows) {
      const one = recipients.get(row.id)
      check(one !== undefined && row.times === one.times && (row.status === 'answered') === one.answered && row.overdue === one.overdue && row.to === one.escalatedTo, () => `recipient ${one?.who.key ?? row.id} stands as ${JSON.stringify(row)}`)
    }
  }

  async function checkMessages(): Promise<void> {
    const rows = await server.read<{ id: string; status: string; failure: string | null; doubtful: boolean }>(`select id, status, failure, possible_duplicate as doubtful from notification order by id`)
    check(same(rows.map(({ id }) => id), messages.keys()), () => `the table has other messages than the journal`)
    // Where the process died right after handing over, and another had meanwhile done so too, an attempt without an end is all that tells of it.
    const open = new Set((await server.read<{ id: string }>(`select jsonb_array_elements_text(o.payload -> 'notifications') as id from outbox o where o.payload ? 'notifications' and exists (select 1 from outbox_attempt a where a.outbox_id = o.id and a.finished_at is null)`)).map(({ id }) => id))
    for (const row of rows) {
      const message = messages.get(row.id)
      const name = `message ${row.id} (${message?.reason ?? ''}, ${message?.channel ?? ''})`
      check(message?.status === row.status, () => `${name} stands as ${row.status}, the journal says ${String(message?.status)}`)
      check(['sent', 'delivered', 'failed'].includes(row.status), () => `${name} ended as ${row.status}`)
      check(row.status !== 'failed' || row.failure !== null, () => `${name} failed for no reason`)
      if (!message || message.channel !== 'sms') continue
      const rung = game.rings.filter(({ messageId }) => messageId === row.id)
      check(rung.every(({ to }) => to === message.to), () => `${name} rang at ${list(rung.map(({ to }) => to))} instead of ${String(message.to)}`)
      check(rung.length < 2 || row.doubtful || open.has(row.id), () => `${name} rang ${rung.length} times and is not marked as perhaps repeated`)
      // Those to one superior ring as one, under the name of the first.
      const any = message.reason === 'superior' ? game.rings.filter(({ messageId, to, at }) => to === message.to && messages.get(messageId)?.reason === 'superior' && at >= message.queuedAt - 5000) : rung
      check(row.status === 'failed' || any.length > 0, () => `${name} counts as ${row.status} but never rang`)
      check(row.failure !== '运营商未送达' || game.refused.has(row.id) || message.reason === 'superior', () => `${name} failed though nobody refused it`)
      const quiet = message.urgency === 'normal' ? quietEnd(message.queuedAt) : null
      if (quiet !== null) check(rung.every(({ at }) => at >= quiet - 5000), () => `${name} rang in the quiet of the night`)
    }
    for (const { messageId } of game.rings) check(messages.has(messageId), () => `message ${messageId} rang and was never queued`)
  }
}
