import type { commandRoutes } from '@fengsui/contract/command'
import { incidentLifecycle, incidentStatusNames, levelRoman, type Incident } from '@fengsui/contract/incidents'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import { findResponseLevel, instantiatePlan } from '@fengsui/contract/plans/structured'
import type { Actor } from '../../platform/actor.ts'
import { requireConcerns } from './command-policy.ts'
import type { CommandDeps } from './command-deps.ts'
import { findActiveResponse, lockIncident } from './command-store.ts'
import { listSeats } from './headquarters-rules.ts'
import { createdChange, recordDemands, recordNotices, recordSeats, recordTasks, toNewTasks } from './record-orders.ts'
import { refusePhoneNumbers } from './text-rules.ts'

/** What starting a response does to the incident itself. @throws Problem lifecycle-refused when it is over */
function answerIncident(incident: Incident): Change[] {
  if (incident.status === 'responding') return []
  if (!(incidentLifecycle[incident.status] as readonly string[]).includes('responding')) {
    throw new Problem('lifecycle-refused', `事件${incidentStatusNames[incident.status]}，不能启动响应；情况有变请登记新的事件`)
  }
  return [{ object: 'incident', id: incident.id, set: { status: 'responding', ...(incident.stableAt === null ? {} : { stableAt: null }) } }]
}

/**
 * Starts a response by a plan, all in one: headquarters, tasks, notices, demands. The decision states matter, level, expected
 * duration and measures (突发事件应对法 Art 71–72; the contract requires all four). One response per incident, plan and place.
 */
export function startResponse(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.startResponse>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhoneNumbers({ matter: body.matter, measures: body.measures })
  return deps.commands.run({ commandId: body.commandId, name: 'start-response', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await lockIncident(deps.objects, context.tx, actor, params.incidentId)
    const plan = await deps.plans.getPlan(context.tx, actor, body.planId)
    if (plan.status !== 'inForce') throw new Problem('lifecycle-refused', '这个预案没有生效，请选生效的预案')
    if (!findResponseLevel(plan.structure, body.level)) throw new Problem('invalid-input', `预案未设${levelRoman[body.level]}级响应，请选预案规定的级别`, [{ path: 'level', message: '预案没有这一级' }])
    const signing = await deps.plans.mayStart(context.tx, actor, plan.structure, body.level)
    if (!signing.allowed || signing.postKey === null) throw new Problem('forbidden', signing.reasonZh)
    requireConcerns(incident, plan.divisionCode)
    const running = await findActiveResponse(deps.objects, context.tx, incident.id, plan.id, plan.divisionCode)
    if (running) throw new Problem('conflict', `这个预案已为本事件启动${levelRoman[running.level]}级响应，不用再启动；需要升、降级请调整级别`)

    const change = answerIncident(incident)
    const organisation = await deps.plans.loadOrganisation(context.tx, plan.structure, actor.unitId)
    const responseId = context.newId()
    const formed = instantiatePlan({ plan: plan.structure, level: body.level, incident: { nameZh: incident.title }, organisation, startedAt: context.at, newId: context.newId })
    const frame = { incidentId: incident.id, responseId, divisionCode: plan.divisionCode }
    const seats = listSeats(plan.structure, formed)
    const groups = new Map(formed.groups.map((group) => [group.key, group.nameZh]))
    const groupKeys = new Map(formed.groups.map((group) => [group.id, group.key]))
    const involved = [...seats.map((seat) => seat.unitId), ...formed.tasks.map((task) => task.ownerUnitId), ...formed.notices.map((notice) => notice.toUnitId), ...(incident.ownerUnitId === null ? [] : [incident.ownerUnitId])]
    context.record({
      type: 'response.started', subject: incident.id, audience: { division: plan.divisionCode, units: [...new Set(involved)] },
      changes: [
        createdChange('response', responseId, {
          incidentId: incident.id, planId: plan.id, planTitle: plan.title, planVersion: plan.version, divisionCode: plan.divisionCode, level: body.level, matter: body.matter, expectedHours: body.expectedHours, measures: body.measures,
          status: 'active', headquartersName: formed.headquarters.nameZh, startedAt: context.at, decidedByPostKey: signing.postKey, decidedByUnitId: actor.unitId, levelChangedAt: context.at,
          unresolved: formed.unresolved.map(({ path, nameZh, whyZh }) => ({ path, name: nameZh, why: whyZh })),
        }),
        ...change,
      ],
      note: { seats: seats.length, tasks: formed.tasks.length, notices: formed.notices.length, demands: formed.demands.length },
    })
    recordSeats(context, frame, seats)
    recordTasks(context, frame, toNewTasks(formed.tasks, (key) => groups.get(key) ?? null, context.at), true)
    recordNotices(context, frame, formed.notices)
    recordDemands(context, frame, formed.demands, (id) => groupKeys.get(id) ?? null)
    return { id: responseId }
  })
}
