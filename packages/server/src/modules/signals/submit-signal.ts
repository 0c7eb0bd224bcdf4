import type { signalRoutes } from '@fengsui/contract/signals'
import { boundToReceipt, divisionAt, divisionRange, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { receiveSignal } from './receive-signal.ts'
import { aboveGuarantee, gaugeTitle } from './signal-rules.ts'
import { getStation } from './signal-store.ts'

/** Anyone who may report can do so for the whole of their county, not only their village. @throws Problem forbidden */
export function requireReportable(actor: Actor, divisionCode: string): void {
  const county = divisionRange(divisionAt(actor.divisionCode, 'county'))
  if (covers(actor.scope, divisionCode) || covers({ ...county, unitId: actor.unitId }, divisionCode)) return
  throw new Problem('forbidden', '地点不在您所在的县（市、区），请核对地点；确在外地的请直接打当地值班电话', [{ path: 'divisionCode', message: '不在您的辖区内' }])
}

/** Takes a piece of information in (RPT-1). */
export function submitSignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, body: ParsedRequest<typeof signalRoutes.submitSignal>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-signal', actor: actor.label, input: body }, async (context) => {
    requireReportable(actor, body.divisionCode)
    if (body.source === 'sensor' && !body.gauge) throw new Problem('invalid-input', '自动站来报须带水位读数', [{ path: 'gauge', message: '须带水位读数' }])
    if (!body.gauge && body.words === '' && Object.keys(body.facts).length === 0) throw new Problem('invalid-input', '请写明发生了什么，或至少填一项人数', [{ path: 'words', message: '请写明发生了什么' }])
    incidents.classify(body.typeCode)
    await incidents.getPlace(context.tx, body.divisionCode)
    const station = body.gauge ? await getStation(context.tx, actor.scope, body.gauge.stationId) : null
    const above = station && body.gauge ? aboveGuarantee(body.gauge.levelMetres, station.guaranteeLevelMetres) : null
    // A report is never refused for the clock of the telephone or logger it came from.
    const readAt = body.gauge ? boundToReceipt(body.gauge.readAt, context.at) : null
    const occurredAt = body.occurredAt ? boundToReceipt(body.occurredAt, context.at) : readAt
    const reading = station && body.gauge ? { stationId: station.id, stationName: station.name, levelMetres: body.gauge.levelMetres, guaranteeLevelMetres: station.guaranteeLevelMetres, aboveGuaranteeMetres: above, readAt: readAt?.at ?? context.at } : null
    return receiveSignal(context, incidents, {
      source: body.source, typeCode: body.typeCode, divisionCode: station?.divisionCode ?? body.divisionCode, position: body.position, occurredAt: occurredAt?.at ?? null, facts: body.facts, words: body.words, caller: body.caller, submittedByUnitId: actor.unitId,
      clockAheadSeconds: Math.max(occurredAt?.clockAheadSeconds ?? 0, readAt?.clockAheadSeconds ?? 0),
      ...(reading === null ? {} : { gauge: { reading, title: gaugeTitle(reading.stationName, reading.levelMetres, above), position: station && station.longitude !== null && station.latitude !== null ? { longitude: station.longitude, latitude: station.latitude } : null } }),
    })
  })
}
