import { factLabels, type FactName, type IncidentFacts } from '@fengsui/contract/incidents/grading'
import { beijingShort } from '@fengsui/contract/kernel'
import type { KnownFact, Telling } from '@fengsui/contract/situation'

/** Figures whose every change is something to know. */
const followed = ['dead', 'missing', 'injured', 'seriouslyInjured'] as const satisfies readonly FactName[]
type Followed = (typeof followed)[number]
type Figures = Partial<Record<Followed, number>>

/** What the record holds of one incident, as far as knowing is concerned; everything the reader may see, nothing else. */
export interface KnowledgeMaterial {
  readonly incident: { readonly occurredAt: string; readonly knownAt: string; readonly ownerUnitId: string | null }
  readonly signals: readonly { number: string; sourceName: string; receivedAt: string; occurredAt: string | null; handledAt: string | null; submittedByUnitId: string | null }[]
  /** Each writing of the incident's facts, oldest first. */
  readonly writings: readonly { position: number; at: string; byUnitId: string | null; facts: IncidentFacts }[]
  readonly deliveries: readonly { reportNumber: string; issuedAt: string; fromUnitId: string; facts: IncidentFacts; toUnitId: string; by: 'system' | 'phone'; toldAt: string; answeredAt: string | null }[]
  readonly warnings: readonly { id: string; title: string; issuedAt: string; relayedAt: string; byUnitId: string | null; deskUnitIds: readonly string[] }[]
  readonly orders: readonly { key: string; text: string; at: string; byUnitId: string | null; responseId: string | null; deskUnitIds: readonly string[] }[]
  readonly notices: readonly { responseId: string | null; toUnitId: string; queuedAt: string; deliveredAt: string | null; acknowledgeBy: string; acknowledgedAt: string | null }[]
  /** Tasks of a response, summed by unit and time of assignment. */
  readonly tasks: readonly { responseId: string | null; unitId: string; assignedAt: string; acknowledgeBy: string; acknowledgedAt: string | null; count: number; acknowledged: number }[]
  /** Recipients of a call, summed by unit. */
  readonly calls: readonly { id: string; number: string; title: string; warningId: string | null; calledAt: string; byUnitId: string; acknowledgeBy: string; unitId: string; count: number; answered: number; answeredAt: string | null }[]
}

function figuresOf(facts: IncidentFacts): Figures {
  return Object.fromEntries(followed.flatMap((name) => (typeof facts[name] === 'number' ? [[name, facts[name]]] : []))) as Figures
}

/** Everything there was to know, in the order in which it became known, with who was told. Pure. */
export function composeKnowledge(material: KnowledgeMaterial): KnownFact[] {
  const facts = [firstKnowledge(material), ...casualties(material), ...warnings(material), ...orders(material)]
  return facts.map((fact) => ({ ...fact, tellings: [...fact.tellings].sort((a, b) => a.toldAt.localeCompare(b.toldAt) || a.unitId.localeCompare(b.unitId) || a.channel.localeCompare(b.channel)) })).sort((a, b) => a.knownAt.localeCompare(b.knownAt) || a.key.localeCompare(b.key))
}

/** The first word of the event: the desk heard it then, and each unit with the first report it got. */
function firstKnowledge({ incident, signals, deliveries }: KnowledgeMaterial): KnownFact {
  const [first] = [...signals].sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
  const knownAt = first !== undefined && first.receivedAt < incident.knownAt ? first.receivedAt : incident.knownAt
  const desk: Telling[] = first === undefined || incident.ownerUnitId === null ? [] : [{ unitId: incident.ownerUnitId, channel: 'desk', by: `来报 ${first.number}`, toldAt: first.receivedAt, answerBy: null, answeredAt: first.handledAt, asked: 1, answered: first.handledAt === null ? 0 : 1 }]
  return {
    key: 'first', kind: 'first', text: first === undefined ? '事件首次得知' : `事件首次得知（${first.sourceName}来报 ${first.number}）`, occurredAt: incident.occurredAt, knownAt,
    knownByUnitId: first?.submittedByUnitId ?? incident.ownerUnitId, tellings: [...desk.filter((each) => each.unitId !== first?.submittedByUnitId), ...firstTellings(deliveries)],
  }
}

/** Each change of a figure that counts casualties. */
function casualties({ writings, deliveries }: KnowledgeMaterial): KnownFact[] {
  let before: Figures = {}
  return writings.flatMap((writing): KnownFact[] => {
    const after = figuresOf(writing.facts)
    const changed = followed.filter((name) => after[name] !== before[name] && !(before[name] === undefined && after[name] === 0))
    const previous = before
    before = after
    if (changed.length === 0) return []
    const words = changed.map((name) => `${factLabels[name].labelZh} ${previous[name] === undefined ? '' : `${previous[name]} → `}${after[name] ?? '不明'} 人`)
    // A report carries the news when it gives these figures, or larger ones of what has grown.
    const carries = (facts: IncidentFacts) => changed.every((name) => {
      const value = after[name]
      const told = facts[name]
      return value === undefined ? told === null || told === undefined : typeof told === 'number' && (value >= (previous[name] ?? 0) ? told >= value : told === value)
    })
    return [{ key: `casualty:${String(writing.position).padStart(12, '0')}`, kind: 'casualty', text: words.join('、'), occurredAt: null, knownAt: writing.at, knownByUnitId: writing.byUnitId, tellings: firstTellings(deliveries.filter((delivery) => delivery.issuedAt >= writing.at && carries(delivery.facts))) }]
  })
}

/** Of several reports to a unit by the same way, the one that told it first. */
function firstTellings(deliveries: KnowledgeMaterial['deliveries']): Telling[] {
  const first = new Map<string, Telling>()
  for (const delivery of [...deliveries].sort((a, b) => a.toldAt.localeCompare(b.toldAt))) {
    const channel = delivery.by === 'phone' ? 'phone' : 'report'
    const key = `${delivery.toUnitId}:${channel}`
    if (!first.has(key)) first.set(key, { unitId: delivery.toUnitId, channel, by: delivery.reportNumber, toldAt: delivery.toldAt, answerBy: null, answeredAt: delivery.answeredAt, asked: 1, answered: delivery.answeredAt === null ? 0 : 1 })
  }
  return [...first.values()]
}

const onDesks = (unitIds: readonly string[], by: string, at: string): Telling[] => [...new Set(unitIds)].map((unitId) => ({ unitId, channel: 'desk', by, toldAt: at, answerBy: null, answeredAt: null, asked: 0, answered: 0 }))

function called(calls: KnowledgeMaterial['calls']): Telling[] {
  return calls.map((call) => ({ unitId: call.unitId, channel: 'call', by: `叫应 ${call.number}`, toldAt: call.calledAt, answerBy: call.acknowledgeBy, answeredAt: call.answeredAt, asked: call.count, answered: call.answered }))
}

function warnings({ warnings: all, calls }: KnowledgeMaterial): KnownFact[] {
  return all.map((warning) => ({
    key: `warning:${warning.id}`, kind: 'warning', text: warning.title, occurredAt: warning.issuedAt, knownAt: warning.relayedAt, knownByUnitId: warning.byUnitId,
    tellings: [...onDesks(warning.deskUnitIds.filter((id) => id !== warning.byUnitId), '预警上值班台', warning.relayedAt), ...called(calls.filter((call) => call.warningId === warning.id))],
  }))
}

/** Responses, orders and calls; a notice or task belongs to the last step of its response before it. */
function orders({ orders: all, notices, tasks, calls }: KnowledgeMaterial): KnownFact[] {
  const stepAt = (responseId: string | null, at: string) => responseId === null ? undefined : all.filter((order) => order.responseId === responseId && order.at <= at).at(-1)?.key
  const steps = all.map((order): KnownFact => ({
    key: order.key, kind: 'order', text: order.text, occurredAt: order.at, knownAt: order.at, knownByUnitId: order.byUnitId,
    tellings: [
      ...onDesks(order.deskUnitIds.filter((id) => id !== order.byUnitId), '命令上值班台', order.at),
      ...notices.filter((notice) => stepAt(notice.responseId, notice.queuedAt) === order.key).map((notice): Telling => ({ unitId: notice.toUnitId, channel: 'notice', by: '启动通知', toldAt: notice.deliveredAt ?? notice.queuedAt, answerBy: notice.acknowledgeBy, answeredAt: notice.acknowledgedAt, asked: 1, answered: notice.acknowledgedAt === null ? 0 : 1 })),
      ...tasks.filter((task) => stepAt(task.responseId, task.assignedAt) === order.key).map((task): Telling => ({ unitId: task.unitId, channel: 'task', by: `任务 ${task.count} 项`, toldAt: task.assignedAt, answerBy: task.acknowledgeBy, answeredAt: task.acknowledgedAt, asked: task.count, answered: task.acknowledged })),
    ],
  }))
  const ids = [...new Set(calls.filter((call) => call.warningId === null).map((call) => call.id))]
  return [...steps, ...ids.flatMap((id): KnownFact[] => {
    const own = calls.filter((call) => call.id === id)
    const [call] = own
    return call ? [{ key: `call:${id}`, kind: 'order', text: `叫应：${call.title}（${beijingShort(call.calledAt)} 起）`, occurredAt: call.calledAt, knownAt: call.calledAt, knownByUnitId: call.byUnitId, tellings: called(own) }] : []
  })]
}
