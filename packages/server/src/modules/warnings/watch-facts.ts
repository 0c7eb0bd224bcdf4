import type { Incident } from '@fengsui/contract/incidents'
import type { Json } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import type { Plans } from '../plans/index.ts'
import { continueAlarm } from './continue-alarm.ts'
import { closeAlarm, timerKey, timerKinds } from './end-warning.ts'
import { describeGrowth, factsDueAt, findFactsResponse, findLevelAgainst, isAnswered } from './facts-rules.ts'
import { findOpenIncident, findTimer, listAlarmedIncidents, listGrowth, listIncidentsOver, listPlacesWithPlans, lockFactsAlarms, type PlaceWithPlans } from './facts-store.ts'
import { describeShortfall, fallsShort } from './linkage-rules.ts'

type PlaceFacts = Pick<Plans, 'describePlace'>

async function judge(plans: PlaceFacts, context: CommandContext, incident: Incident, place: PlaceWithPlans) {
  const situation = await plans.describePlace(context.tx, place.divisionCode, incident, context.at)
  return { wanted: findFactsResponse(place.plans, incident.typeCode, situation, incident.divisionCode === place.divisionCode), found: findLevelAgainst(incident, place.responses) }
}

/**
 * "The facts grow, the level stays" (RPT-4): once what is known of an incident certainly meets a level of the place's own plan and less
 * runs, the time starts; it is not deferred by further growth. A response raised far enough, or facts that no longer ask for it, end it.
 */
export function watchFacts(deps: ModuleDeps, plans: PlaceFacts): Reaction {
  return {
    name: 'warnings.watch-facts',
    from: 'now',
    types: ['incident.registered', 'incident.facts-updated', 'incident.linked', 'incident.closed', 'incident.merged', 'response.started', 'response.level-changed', 'response.ended', 'signal.received'],
    async handle(context, entry) {
      for (const incidentId of await listConcerned(context, entry)) {
        const incident = await findOpenIncident(deps.objects, context.tx, incidentId)
        if (!incident) continue
        for (const place of await listPlacesWithPlans(context.tx, incident)) await follow(incident, place, context, entry.data.note?.['changed'])
      }
    },
  }

  async function listConcerned(context: CommandContext, entry: SealedEntry): Promise<string[]> {
    if (entry.type === 'signal.received') return isOverGuarantee(entry.data.changes[0]?.set['gauge']) ? listIncidentsOver(context.tx, entry.data.audience.division) : []
    if (!entry.type.startsWith('response.')) return [entry.stream.slice('incident:'.length)]
    return [...new Set([...(entry.subject === null ? [] : [entry.subject]), ...(await listAlarmedIncidents(context.tx, entry.data.audience.division))])].sort()
  }

  async function follow(incident: Incident, place: PlaceWithPlans, context: CommandContext, changed: Json | undefined): Promise<void> {
    const key = timerKey(timerKinds.facts, `${incident.id}:${place.divisionCode}`)
    const { wanted, found } = await judge(plans, context, incident, place)
    const alarms = await lockFactsAlarms(deps.objects, context.tx, incident.id, place.divisionCode)
    const open = alarms.find((alarm) => alarm.status === 'open')
    if (!wanted || !fallsShort(wanted, found)) {
      context.cancelTimers([key])
      if (open) closeAlarm(context, open, found !== null && found <= open.wantedLevel ? 'raised' : 'eased', { level: found })
      return
    }
    if (open) {
      const growth = describeGrowth(changed)
      if (wanted.level < open.wantedLevel || growth !== null || found !== open.foundLevel) continueAlarm(context, open, { warningId: null, incidentId: incident.id, wantedLevel: wanted.level, foundLevel: found, rule: wanted.rule }, { at: context.at, text: growth ?? describeShortfall(wanted.level, found) })
      return
    }
    if (isAnswered(wanted.level, alarms)) return
    const dueAt = factsDueAt(context.at, wanted.level, deps.rulesAsOf())
    const set = await findTimer(context.tx, key)
    if (set === null || dueAt < set) context.setTimer({ key, kind: timerKinds.facts, dueAt, payload: { incidentId: incident.id, divisionCode: place.divisionCode } })
  }
}

/** A gauge at or over its guarantee level; ordinary readings are many and change no level. */
function isOverGuarantee(gauge: Json | undefined): boolean {
  if (gauge === null || gauge === undefined || typeof gauge !== 'object' || Array.isArray(gauge)) return false
  const above = gauge['aboveGuaranteeMetres']
  return typeof above === 'number' && above >= 0
}

/** The time is over: what is known still asks for more than runs. One alarm for an incident and place. */
export function createFactsTimer(deps: ModuleDeps, plans: PlaceFacts): TimerHandler {
  return {
    kind: timerKinds.facts,
    async fire(context, payload) {
      const incident = await findOpenIncident(deps.objects, context.tx, String(payload['incidentId']))
      const place = incident && (await listPlacesWithPlans(context.tx, incident)).find((each) => each.divisionCode === payload['divisionCode'])
      if (!incident || !place) return
      const { wanted, found } = await judge(plans, context, incident, place)
      const alarms = await lockFactsAlarms(deps.objects, context.tx, incident.id, place.divisionCode)
      if (!wanted || !fallsShort(wanted, found) || alarms.some((alarm) => alarm.status === 'open') || isAnswered(wanted.level, alarms)) return
      const evidence = [...(await listGrowth(context.tx, incident.id)), { at: context.at, text: describeShortfall(wanted.level, found) }]
      context.record({
        type: 'linkage-alarm.raised', subject: incident.id, audience: { division: place.divisionCode },
        changes: [{
          object: 'linkage-alarm', id: context.newId(), created: true,
          set: { kind: 'facts', evidence: evidence as unknown as Json, incidentId: incident.id, divisionCode: place.divisionCode, wantedLevel: wanted.level, rule: wanted.rule, status: 'open', raisedAt: context.at, ...(found === null ? {} : { foundLevel: found }) },
        }],
        note: { kind: 'facts', source: wanted.source },
      })
    },
  }
}
