import type { dispatchRoutes, ResourceRequest } from '@fengsui/contract/dispatch'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { reopenPassedUp } from './ask-for-resources.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireDecider } from './dispatch-policy.ts'
import { listUnarrived, lockRequest, lockShortages } from './dispatch-store.ts'
import { recordRequest } from './record-dispatch.ts'
import { gapOf, requireRequestMayBecome } from './request-rules.ts'

interface RequestCall {
  readonly params: { requestId: string }
  readonly body: { commandId: string }
}

/** What all answers of the asked side have in common. */
function decideRequest(deps: DispatchDeps, actor: Actor, name: string, call: RequestCall, decide: (request: ResourceRequest, context: CommandContext) => void | Promise<void>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name, actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const request = await lockRequest(deps.objects, context.tx, actor, call.params.requestId)
    requireDecider(actor, request)
    await decide(request, context)
    return { id: request.id }
  })
}

/** 受理: the asked unit takes it on; its clock stops. */
export function acceptRequest(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.acceptRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  return decideRequest(deps, actor, 'accept-request', call, (request, context) => {
    if (request.status !== 'submitted') requireRequestMayBecome(request, 'submitted')
    recordRequest(context, request, 'resource-request.accepted', { status: 'accepted', acceptedAt: context.at }, { note: { late: request.acceptBy !== null && context.at > request.acceptBy } })
  })
}

/** 不予支持, with the reason; what it passed up is missing again below. */
export function refuseRequest(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.refuseRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  return decideRequest(deps, actor, 'refuse-request', call, async (request, context) => {
    requireRequestMayBecome(request, 'refused')
    recordRequest(context, request, 'resource-request.refused', { status: 'refused', closedAt: context.at, refusalReason: context.protect(`resource-request:${request.id}`, call.body.reason), ...(request.acceptedAt === null ? { acceptedAt: context.at } : {}) })
    await reopenPassedUp(deps, context, request)
  })
}

/**
 * 了结: nothing of it is on its way any more, and what is missing has been passed up, or is accepted as no longer needed.
 * @throws Problem lifecycle-refused naming what is open
 */
export function closeRequest(deps: DispatchDeps, actor: Actor, call: Pick<ParsedRequest<typeof dispatchRoutes.closeRequest>, 'params' | 'body'>): Promise<{ id: string }> {
  return decideRequest(deps, actor, 'close-request', call, async (request, context) => {
    requireRequestMayBecome(request, 'closed')
    const out = await listUnarrived(deps.objects, context.tx, request.id)
    if (out.length > 0) throw new Problem('lifecycle-refused', `还有 ${String(out.length)} 份调度令没有交接：${out.slice(0, 5).map(({ number }) => number).join('、')}${out.length > 5 ? '等' : ''}，请交接或取消后再了结`)
    const shortages = (await lockShortages(deps.objects, context.tx, [request.id])).filter(({ status }) => status === 'open' || status === 'passedUp')
    const loose = request.lines.filter((line) => gapOf(line) > 0 && !shortages.some((shortage) => shortage.lineKey === line.key && shortage.status === 'passedUp'))
    if (loose.length > 0 && !call.body.acceptShortage) {
      throw new Problem('lifecycle-refused', `还缺${loose.map((line) => `${line.name} ${String(gapOf(line))} ${line.unit}`).join('、')}，没有上报；请继续调度、向上申请，或确认不再需要`, [{ path: 'acceptShortage', message: '请确认不再需要' }])
    }
    recordRequest(context, request, 'resource-request.closed', { status: 'closed', closedAt: context.at }, {
      changes: shortages.filter(({ status }) => status === 'open').map((shortage) => ({ object: 'shortage', id: shortage.id, set: { status: 'accepted' } })), note: { missing: loose.length },
    })
    if (loose.length > 0) await reopenPassedUp(deps, context, request)
  })
}
