import type { signalRoutes } from '@fengsui/contract/signals'
import { boundToReceipt, divisionAt, divisionRange, Problem, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { aboveGuarantee, gaugeTitle, titleOf } from './signal-rules.ts'
import { getStation, nextSignalNumber } from './signal-store.ts'

/** Takes a piece of information in (RPT-1). Anyone who may report can do so for the whole of their county, not only their village. */
export function submitSignal(deps: ModuleDeps, incidents: Incidents, actor: Actor, body: ParsedRequest<typeof signalRoutes.submitSignal>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-signal', actor: actor.label, input: body }, async (context) => {
    const county = divisionRange(divisionAt(actor.divisionCode, 'county'))
    const mayReport = covers(actor.scope, body.divisionCode) || covers({ ...county, unitId: actor.unitId }, body.divisionCode)
    if (!mayReport) throw new Problem('forbidden', '地点不在您所在的县（市、区），请核对地点；确在外地的请直接打当地值班电话', [{ path: 'divisionCode', message: '不在您的辖区内' }])
    if (body.source === 'sensor' && !body.gauge) throw new Problem('invalid-input', '自动站来报须带水位读数', [{ path: 'gauge', message: '须带水位读数' }])
    if (!body.gauge && body.words === '' && Object.keys(body.facts).length === 0) throw new Problem('invalid-input', '请写明发生了什么，或至少填一项人数', [{ path: 'words', message: '请写明发生了什么' }])
    const place = await incidents.getPlace(context.tx, body.divisionCode)
    const { typeName } = incidents.classify(body.typeCode)
    const station = body.gauge ? await getStation(context.tx, actor.scope, body.gauge.stationId) : null
    const above = station && body.gauge ? aboveGuarantee(body.gauge.levelMetres, station.guaranteeLevelMetres) : null
    // A report is never refused for the clock of the telephone or logger it came from.
    const readAt = body.gauge ? boundToReceipt(body.gauge.readAt, context.at) : null
    const occurredAt = body.occurredAt ? boundToReceipt(body.occurredAt, context.at) : readAt
    const clockAheadSeconds = Math.max(occurredAt?.clockAheadSeconds ?? 0, readAt?.clockAheadSeconds ?? 0)
    const gauge = station && body.gauge ? { stationId: station.id, stationName: station.name, levelMetres: body.gauge.levelMetres, guaranteeLevelMetres: station.guaranteeLevelMetres, aboveGuaranteeMetres: above, readAt: readAt?.at ?? context.at } : null
    const stationPosition = station && station.longitude !== null && station.latitude !== null ? { longitude: station.longitude, latitude: station.latitude } : null
    const divisionCode = station?.divisionCode ?? body.divisionCode
    const id = context.newId()
    const subject = `signal:${id}`
    context.record({
      type: 'signal.received', subject: null, audience: { division: divisionCode, units: [actor.unitId] },
      changes: [
        {
          object: 'signal', id, created: true,
          set: {
            number: await nextSignalNumber(context.tx, divisionCode, context.at), source: body.source, status: 'received', typeCode: body.typeCode,
            title: gauge ? gaugeTitle(gauge.stationName, gauge.levelMetres, above) : titleOf(place.name, typeName, body.facts),
            divisionCode, position: body.position ?? stationPosition ?? place.position, receivedAt: context.at, occurredAt: occurredAt?.at ?? null, facts: body.facts as Json,
            words: context.protect(subject, body.words), caller: context.protect(subject, body.caller), gauge, submittedByUnitId: actor.unitId, ...(clockAheadSeconds > 0 ? { clockAheadSeconds } : {}),
          },
        },
      ],
    })
    context.openTo(subject, actor.unitId)
    return { id }
  })
}
