import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { Json, Position } from '@fengsui/contract/kernel'
import { UNCLASSIFIED, type Signal, type SignalSource } from '@fengsui/contract/signals'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Incidents } from '../incidents/index.ts'
import { titleOf } from './signal-rules.ts'
import { nextSignalNumber } from './signal-store.ts'

/** A piece of information as it is taken in, whoever brings it. */
export interface IncomingSignal {
  readonly source: SignalSource
  readonly typeCode: string
  readonly divisionCode: string
  readonly position: Position | null
  readonly occurredAt: string | null
  readonly facts: IncidentFacts
  readonly words: string
  readonly caller: string
  readonly submittedByUnitId: string | null
  readonly clockAheadSeconds?: number
  readonly gauge?: { readonly title: string; readonly reading: NonNullable<Signal['gauge']>; readonly position: Position | null }
  readonly feed?: { readonly id: string; readonly itemDigest: string; readonly contentDigest: string; readonly link: string }
  readonly commissionId?: string
}

/** Records a signal inside any command. @returns its id and the change that makes it */
export async function receiveSignal(context: CommandContext, incidents: Incidents, incoming: IncomingSignal): Promise<{ id: string }> {
  const { gauge, feed } = incoming
  const place = await incidents.getPlace(context.tx, incoming.divisionCode)
  const typeName = incoming.typeCode === UNCLASSIFIED ? '情况' : incidents.classify(incoming.typeCode).typeName
  const id = context.newId()
  const subject = `signal:${id}`
  context.record({
    type: 'signal.received', subject: null, audience: { division: incoming.divisionCode, ...(incoming.submittedByUnitId === null ? {} : { units: [incoming.submittedByUnitId] }) },
    changes: [{
      object: 'signal', id, created: true,
      set: {
        number: await nextSignalNumber(context.tx, incoming.divisionCode, context.at), source: incoming.source, status: 'received', typeCode: incoming.typeCode, title: gauge?.title ?? titleOf(place.name, typeName, incoming.facts),
        divisionCode: incoming.divisionCode, position: incoming.position ?? gauge?.position ?? place.position, receivedAt: context.at, occurredAt: incoming.occurredAt, facts: incoming.facts as Json,
        words: context.protect(subject, incoming.words), caller: context.protect(subject, incoming.caller), gauge: gauge?.reading ?? null, submittedByUnitId: incoming.submittedByUnitId,
        ...((incoming.clockAheadSeconds ?? 0) > 0 ? { clockAheadSeconds: incoming.clockAheadSeconds ?? 0 } : {}),
        ...(feed === undefined ? {} : { feedId: feed.id, itemDigest: feed.itemDigest, contentDigest: feed.contentDigest, link: context.protect(subject, feed.link) }),
        ...(incoming.commissionId === undefined ? {} : { commissionId: incoming.commissionId }),
      },
    }],
  })
  if (incoming.submittedByUnitId !== null) context.openTo(subject, incoming.submittedByUnitId)
  return { id }
}
