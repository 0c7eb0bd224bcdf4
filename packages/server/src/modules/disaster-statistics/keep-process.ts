import { type DisasterProcess, type disasterStatisticsRoutes } from '@fengsui/contract/disaster-statistics'
import { isWithin, legalDay, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireFills, requireKeeps } from './disaster-policy.ts'
import { lockProcess, nextProcessNumber, requireIncident, requirePlaces } from './disaster-store.ts'
import { requireProcessWords, requireStage } from './process-rules.ts'

type Call<K extends keyof typeof disasterStatisticsRoutes> = Pick<ParsedRequest<(typeof disasterStatisticsRoutes)[K]>, 'params' | 'body'>

const given = (fields: Readonly<Record<string, Json | null | undefined>>): Record<string, Json> => Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value === null || value === undefined || value === '' ? [] : [[key, value]])))

function requireAreaWithin(divisionCode: string, areaCodes: readonly string[]): void {
  const outside = areaCodes.find((code) => !isWithin(code, divisionCode))
  if (outside !== undefined) throw new Problem('invalid-input', '应报地区须在灾害过程的地区之内', [{ path: 'areaCodes', message: '不在这个灾害过程的地区之内' }])
}

/** Registers a disaster of a place, or begins the collecting of a year or a winter. */
export function openProcess(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof disasterStatisticsRoutes.openDisasterProcess>['body']): Promise<{ id: string }> {
  refusePhoneNumbers({ title: body.title, typhoon: body.typhoon ?? '' })
  return deps.commands.run({ commandId: body.commandId, name: 'open-disaster-process', actor: actor.label, input: body }, async (context) => {
    const { divisionCode, kind, incidentId } = body
    requireFills(actor, divisionCode)
    requireProcessWords(body, context.at)
    requireAreaWithin(divisionCode, body.areaCodes)
    await requirePlaces(context.tx, [divisionCode, ...body.areaCodes], 'divisionCode')
    if (incidentId !== null) await requireIncident(context.tx, actor, incidentId)
    const event = kind === 'event'
    const id = context.newId()
    context.record({
      type: 'disaster-process.opened', subject: incidentId, audience: { division: divisionCode, units: [actor.unitId] },
      changes: [{
        object: 'disaster-process', id, created: true,
        set: {
          number: await nextProcessNumber(context.tx, divisionCode, context.at), kind, title: body.title, nature: event ? body.nature : 'natural', divisionCode, areaCodes: [...new Set(body.areaCodes)].sort(),
          year: body.year ?? Number(legalDay(body.startedAt ?? context.at).slice(0, 4)), reliefResponse: event ? body.reliefResponse : 'none', status: 'open', openedAt: context.at, openedByUnitId: actor.unitId,
          ...given({ incidentId }), ...(event ? given({ hazard: body.hazard, hazardKind: body.hazardKind, typhoon: body.typhoon, startedAt: body.startedAt }) : {}),
        },
      }],
    })
    return { id }
  })
}

/** Corrects what a process says of itself: the kind of disaster found by investigation, the running relief response, the places asked. */
export function changeProcess(deps: ModuleDeps, actor: Actor, { params, body }: Call<'changeDisasterProcess'>): Promise<{ id: string }> {
  refusePhoneNumbers({ title: body.title ?? '', typhoon: body.typhoon ?? '' })
  return deps.commands.run({ commandId: body.commandId, name: 'change-disaster-process', actor: actor.label, input: { params, body } }, async (context) => {
    const process = await lockProcess(deps.objects, context.tx, actor, params.processId)
    requireKeeps(actor, process)
    if (process.status === 'closed') throw new Problem('lifecycle-refused', '这个灾害过程已经结束，不能再更改')
    const { commandId: _commandId, ...wanted } = body
    const hazard = wanted.hazard ?? process.hazard
    const hazardKind = wanted.hazardKind === undefined ? (wanted.hazard === undefined || wanted.hazard === process.hazard ? process.hazardKind : null) : wanted.hazardKind
    requireProcessWords({ kind: process.kind, hazard, hazardKind, startedAt: wanted.startedAt ?? process.startedAt, year: process.year }, context.at)
    if (wanted.areaCodes) {
      requireAreaWithin(process.divisionCode, wanted.areaCodes)
      await requirePlaces(context.tx, wanted.areaCodes, 'areaCodes')
    }
    if (wanted.incidentId) await requireIncident(context.tx, actor, wanted.incidentId)
    const set = Object.fromEntries(Object.entries({ ...wanted, hazardKind: hazardKind === '' ? null : hazardKind }).filter(([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(process[key as keyof DisasterProcess]))) as Record<string, Json>
    if (Object.keys(set).length === 0) throw new Problem('conflict', '没有改动：所填与现在的一样')
    context.record({ type: 'disaster-process.changed', subject: process.incidentId, audience: { division: process.divisionCode, units: [actor.unitId] }, changes: [{ object: 'disaster-process', id: process.id, set }], note: { fields: Object.keys(set).sort() } })
    return { id: process.id }
  })
}

/** 灾情稳定 starts the clocks of the checked report; a disaster that flares up again is open again; closing ends the collecting. */
export function setStage(deps: ModuleDeps, actor: Actor, { params, body }: Call<'setDisasterStage'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-disaster-stage', actor: actor.label, input: { params, body } }, async (context) => {
    const process = await lockProcess(deps.objects, context.tx, actor, params.processId)
    requireKeeps(actor, process)
    requireStage(process.status, body.status)
    const set: Record<string, Json> = { status: body.status, ...(body.status === 'stable' ? { stableAt: context.at } : body.status === 'open' ? { stableAt: null } : { closedAt: context.at }) }
    context.record({ type: 'disaster-process.stage-set', subject: process.incidentId, audience: { division: process.divisionCode, units: [actor.unitId] }, changes: [{ object: 'disaster-process', id: process.id, set }], note: { from: process.status } })
    return { id: process.id }
  })
}
