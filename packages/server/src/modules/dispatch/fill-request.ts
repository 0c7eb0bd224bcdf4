import type { dispatchRoutes, RequestLine, ResourceRequest, Shortage } from '@fengsui/contract/dispatch'
import { Problem, type Change, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { recordNewRequest, requireOpenIncident } from './ask-for-resources.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { requireDecider } from './dispatch-policy.ts'
import { findRequest, getAskedUnit, getFirstAsker } from './dispatch-store.ts'
import { placeOrders, type Picks } from './place-orders.ts'
import { createdChange, recordRequest } from './record-dispatch.ts'
import { gapOf, requireRequestMayBecome, settleShortages, statusAfter, stepLines } from './request-rules.ts'
import { lockTracked, shortageChanges, trackLines } from './track-lines.ts'

type Body = ParsedRequest<typeof dispatchRoutes.fillRequest>['body']
export interface Filled {
  readonly id: string
  readonly dispatchIds: string[]
  readonly shortageIds: string[]
  readonly upwardRequestId: string | null
  readonly [key: string]: Json
}

/** Sorts what was picked by kind, line by line. @throws Problem invalid-input naming the pick, or conflict when a line has been served meanwhile */
export function sortPicks(lines: readonly RequestLine[], picks: Body['picks']): Picks {
  const teams: { lineKey: string; teamId: string }[] = []
  const equipment: { lineKey: string; equipmentId: string }[] = []
  const goods: Picks['goods'][number][] = []
  picks.forEach((pick, index) => {
    const wrong = (message: string): never => { throw new Problem('invalid-input', message, [{ path: `picks.${String(index)}`, message }]) }
    const line = lines.find((each) => each.key === pick.lineKey) ?? wrong('申请里没有这一项，请刷新后重新选择')
    if (gapOf(line) === 0) throw new Problem('conflict', `“${line.name}”已全部下令，可能刚被其他人处理，请刷新后再看`)
    if (line.kind === 'team') teams.push({ lineKey: line.key, teamId: pick.teamId ?? wrong(`请为“${line.name}”选择队伍`) })
    else if (line.kind === 'equipment') equipment.push(...(pick.equipmentIds.length > 0 ? pick.equipmentIds : wrong(`请为“${line.name}”选择装备`)).map((equipmentId) => ({ lineKey: line.key, equipmentId })))
    else if (pick.itemId !== null && pick.itemId !== line.itemId && pick.reason.trim().length < 2) wrong(`请写明用别的物资代“${line.name}”的理由`)
    else goods.push({ ...(pick.itemId === null || pick.itemId === line.itemId ? {} : { instead: { name: line.name, reason: pick.reason.trim() } }), lineKey: line.key, warehouseId: pick.warehouseId ?? wrong(`请为“${line.name}”选择仓库`), itemId: pick.itemId ?? line.itemId ?? '', quantity: pick.quantity ?? wrong(`请填“${line.name}”的数量`) })
  })
  for (const line of lines) {
    const chosen = equipment.filter(({ lineKey }) => lineKey === line.key).length + goods.filter(({ lineKey }) => lineKey === line.key).reduce((sum, { quantity }) => sum + quantity, 0)
    if (chosen > gapOf(line)) throw new Problem('conflict', `“${line.name}”还缺 ${String(gapOf(line))} ${line.unit}，选了 ${String(chosen)} ${line.unit}；请减少后再下令（可能刚被其他人处理，请刷新）`)
  }
  return { teams, equipment, goods }
}

interface Declared {
  readonly changes: Change[]
  readonly created: { id: string; lineKey: string; quantity: number }[]
}

/** Shortages for the lines that nobody is going to serve and that have none yet. */
function declareShortages(context: CommandContext, request: ResourceRequest, lines: readonly RequestLine[], known: readonly Shortage[]): Declared {
  const created = lines.filter((line) => gapOf(line) > 0 && !known.some((shortage) => shortage.lineKey === line.key && shortage.status !== 'accepted')).map((line) => ({ line, id: context.newId() }))
  return {
    created: created.map(({ line, id }) => ({ id, lineKey: line.key, quantity: gapOf(line) })),
    changes: created.map(({ line, id }) => createdChange('shortage', id, { requestId: request.id, incidentId: request.incidentId, divisionCode: request.divisionCode, lineKey: line.key, name: line.name, quantity: gapOf(line), unit: line.unit, status: 'open', foundAt: context.at })),
  }
}

/** Drafts the request to the level above for what is missing here and not passed up yet. @throws Problem when nothing is missing */
async function draftUpward(context: CommandContext, actor: Actor, request: ResourceRequest, body: Body, lines: readonly RequestLine[], shortages: readonly { id: string; lineKey: string }[]): Promise<{ id: string; number: string }> {
  const missing = lines.filter((line) => shortages.some(({ lineKey }) => lineKey === line.key))
  if (missing.length === 0) throw new Problem('rule-refused', '没有尚未上报的缺口，不用向上申请', [{ path: 'passUpToUnitId', message: '没有缺口' }])
  const asked = await getAskedUnit(context.tx, actor, body.passUpToUnitId ?? '', 'passUpToUnitId')
  if (asked.divisionCode === actor.divisionCode) throw new Problem('invalid-input', '缺口请报上级单位', [{ path: 'passUpToUnitId', message: '请选择上级单位' }])
  return recordNewRequest(context, {
    incidentId: request.incidentId, parentId: request.id, demandId: null, divisionCode: actor.divisionCode, fromUnitId: actor.unitId, toUnitId: asked.id, toDivisionCode: asked.divisionCode,
    lines: missing.map((line) => ({ ...line, quantity: gapOf(line), filled: 0, arrived: 0 })), destinationName: request.destinationName, destinationDivisionCode: request.destinationDivisionCode, position: request.position, neededBy: request.neededBy, priority: request.priority,
  }, body.reason === '' ? `本级力量和物资不足，申请 ${request.number} 尚缺部分请予支持` : body.reason, false)
}

/**
 * Gives the orders that answer a request: all that was picked or nothing. What remains is declared missing when the decider says so, and passed
 * up as a draft to the level above in the same command.
 * @throws Problem conflict when somebody else served it first · lifecycle-refused for a force that is gone · rule-refused for goods that are not there
 */
export function fillRequest(deps: DispatchDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof dispatchRoutes.fillRequest>, 'params' | 'body'>): Promise<Filled> {
  return deps.commands.run({ commandId: body.commandId, name: 'fill-request', actor: actor.label, input: { params, body } }, async (context) => {
    const seen = await findRequest(deps.objects, context.tx, actor, params.requestId)
    requireDecider(actor, seen)
    requireOpenIncident(await deps.incidents.lock(context, actor, seen.incidentId), '下达调度令')
    const tracked = await lockTracked(deps, context, seen.id)
    const request = tracked.chain[0] ?? seen
    if (request.status === 'draft') throw new Problem('lifecycle-refused', '这份申请还没有报出')
    requireRequestMayBecome(request, 'filled')
    if (body.picks.length === 0 && !body.declareShortage && body.passUpToUnitId === null) throw new Problem('invalid-input', '请选择要派出的队伍、装备或物资；没有可派的请列缺口', [{ path: 'picks', message: '还没有选择' }])
    const picks = sortPicks(request.lines, body.picks)
    const orders = await placeOrders(deps, context, actor, {
      incidentId: request.incidentId, requestId: request.id, destinationName: request.destinationName, destinationDivisionCode: request.destinationDivisionCode, destination: request.position,
      receiverUnitId: await getFirstAsker(context.tx, request), units: [request.fromUnitId],
    }, picks)

    const steps = orders.map(({ lineKey, quantity }) => ({ key: lineKey ?? '', filled: quantity }))
    const lines = stepLines(request.lines, steps)
    const own = tracked.shortages.filter(({ requestId }) => requestId === request.id)
    const settled = settleShortages(own, lines, context.at)
    const declared = body.declareShortage || body.passUpToUnitId !== null ? declareShortages(context, request, lines, own) : { changes: [], created: [] }
    const stillOpen = own.filter((shortage) => shortage.status === 'open' && !settled.some((each) => each.shortage.id === shortage.id && each.set.status === 'met'))
    const toPassUp = [...stillOpen, ...declared.created]
    const upward = body.passUpToUnitId === null ? null : await draftUpward(context, actor, request, body, lines, toPassUp)
    const passed = upward === null ? [] : toPassUp.map(({ id }): Change => ({ object: 'shortage', id, set: { status: 'passedUp', upwardRequestId: upward.id } }))
    // Taken on without anything ordered yet, where only a shortage was declared.
    const status = statusAfter(request.status === 'submitted' ? 'accepted' : request.status, lines)
    recordRequest(context, request, 'resource-request.filled', { lines: lines as unknown as Json, status, ...(request.acceptedAt === null ? { acceptedAt: context.at } : {}) }, {
      changes: [...shortageChanges(settled), ...declared.changes, ...passed],
      note: { orders: orders.length, missing: lines.filter((line) => gapOf(line) > 0).map((line) => `${line.name} ${String(gapOf(line))} ${line.unit}`).join('、'), passedUp: upward !== null },
    })
    await trackLines(deps, context, { ...tracked, chain: tracked.chain.slice(1) }, steps)
    return { id: request.id, dispatchIds: orders.map(({ id }) => id), shortageIds: declared.created.map(({ id }) => id), upwardRequestId: upward?.id ?? null }
  })
}
