import { Problem, type EntryData } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { collectEvidence, NoEvidence } from '../../platform/journal/collect-evidence.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { isAddressedTo, mayReadChange } from './entry-visibility.ts'
import { listOpenedIncidents } from './opened-incidents-views.ts'
import type { SituationOptions } from './situation-options.ts'

/**
 * The evidence bundle of an incident with what the reader may see of it: entries that it may not read are counted, not shown, and no
 * value kept apart (names, telephones, words) is in it.
 * @throws Problem `not-found` for an incident outside the reader's scope, `rule-refused` while nothing of it is signed yet
 */
export async function getEvidence(deps: ModuleDeps, signing: SituationOptions['signing'], actor: Actor, incidentId: string): Promise<{ text: string; number: string }> {
  const { rows } = await sql<{ number: string }>`select number from incident i where i.id = ${incidentId} and ${withinScope(actor.scope, sql`i.division_code`, sql`'incident:' || i.id`)}`.execute(deps.database)
  const incident = rows[0]
  if (!incident) throw new Problem('not-found', '没有这个事件，或它不在您的辖区')
  const opened = await listOpenedIncidents(deps, actor)
  const mayRead = (entry: { subject: string | null; data: string }): boolean => {
    const data = JSON.parse(entry.data) as EntryData
    return isAddressedTo(actor, opened, { subject: entry.subject, data }) && data.changes.every((change) => mayReadChange(actor, change))
  }
  try {
    const text = await collectEvidence(deps.database, { streams: [], subject: incidentId, database: 'fengsui', madeAt: deps.clocks.wall.now(), withFacts: false, scope: actor.divisionCode, mayRead, key: signing.key, retiredKeys: signing.retiredKeys ?? [] })
    return { text, number: incident.number }
  } catch (error) {
    if (error instanceof NoEvidence) throw new Problem('rule-refused', error.message)
    throw error
  }
}
