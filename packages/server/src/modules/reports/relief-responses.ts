import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { ReliefResponse, zeroSeriesRoutes } from '@fengsui/contract/reports'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lockReliefResponse, requirePlace } from './relief-store.ts'

/** Takes down a disaster-relief response of the province or the state: from now on disasters of its area report every 24 hours. */
export function recordReliefResponse(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof zeroSeriesRoutes.recordReliefResponse>, 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-relief-response', actor: actor.label, input: { body } }, async (context) => {
    if (!covers(actor.scope, body.divisionCode)) throw new Problem('forbidden', '只能转录涉及本辖区的救灾响应，请选择本地区', [{ path: 'divisionCode', message: '不在您的辖区内' }])
    if (/1[3-9]\d{9}/.test(`${body.title}${body.source}`)) throw new Problem('invalid-input', '名称和文号里不要写电话号码', [{ path: 'title', message: '不要写电话号码' }])
    await requirePlace(context.tx, body.divisionCode)
    if (body.startedAt > context.at) throw new Problem('invalid-input', '启动时间不能晚于现在，请核对', [{ path: 'startedAt', message: '晚于现在' }])
    const id = context.newId()
    const { commandId: _, ...said } = body
    context.record({
      type: 'relief-response.recorded', audience: { division: body.divisionCode },
      changes: [{ object: 'relief-response', id, created: true, set: { ...said, recordedAt: context.at, recordedByUnitId: actor.unitId } }],
      note: { title: body.title, scope: body.scope, level: body.level, typePrefix: body.typePrefix },
    })
    return { id }
  })
}

/** Whether an account may end it: its jurisdiction holds the area. */
export function mayEndRelief(actor: Actor, response: Pick<ReliefResponse, 'divisionCode' | 'endedAt'>): boolean {
  return response.endedAt === null && actor.permissions.has('report:draft') && covers(actor.scope, response.divisionCode)
}

/** The relief response is over, and with it the daily series. */
export function endReliefResponse(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof zeroSeriesRoutes.endReliefResponse>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'end-relief-response', actor: actor.label, input: { params, body } }, async (context) => {
    const response = await lockReliefResponse(deps.objects, context.tx, actor, params.reliefResponseId)
    if (!covers(actor.scope, response.divisionCode)) throw new Problem('forbidden', '这次救灾响应由转录单位登记终止')
    if (response.endedAt !== null) throw new Problem('lifecycle-refused', '这次救灾响应已登记终止')
    if (body.endedAt > context.at || body.endedAt < response.startedAt) throw new Problem('invalid-input', '终止时间应在启动之后、现在之前，请核对', [{ path: 'endedAt', message: '不在启动与现在之间' }])
    context.record({
      type: 'relief-response.ended', audience: { division: response.divisionCode }, changes: [{ object: 'relief-response', id: response.id, set: { endedAt: body.endedAt } }],
      note: { title: response.title, typePrefix: response.typePrefix },
    })
    return { id: response.id }
  })
}
