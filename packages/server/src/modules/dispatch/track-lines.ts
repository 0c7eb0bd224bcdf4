import type { ResourceRequest, Shortage } from '@fengsui/contract/dispatch'
import type { Change, Json } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { DispatchDeps } from './dispatch-deps.ts'
import { listUnarrived, lockChain, lockShortages } from './dispatch-store.ts'
import { recordRequest } from './record-dispatch.ts'
import { hasArrived, isRequestOpen, settleShortages, statusAfter, stepLines, type LineStep } from './request-rules.ts'

/** A request with those above it whose shortage it passes up, and all their shortages, taken for this command. */
export interface Tracked {
  readonly chain: readonly ResourceRequest[]
  readonly shortages: readonly Shortage[]
}

export async function lockTracked(deps: DispatchDeps, context: CommandContext, requestId: string | null): Promise<Tracked> {
  if (requestId === null) return { chain: [], shortages: [] }
  const chain = await lockChain(deps.objects, context.tx, requestId)
  return { chain, shortages: await lockShortages(deps.objects, context.tx, chain.map(({ id }) => id)) }
}

/** What the settling of shortages writes. */
export function shortageChanges(settled: ReturnType<typeof settleShortages>): Change[] {
  return settled.map(({ shortage, set }) => ({ object: 'shortage', id: shortage.id, set: { ...set } }))
}

/**
 * Carries what happened to orders into the lines of their request and of those whose shortage that request passes up: the number ordered and
 * arrived, the state, the shortages, the demand behind it. A request whose last order (`handedOver`) was received in full is over.
 */
export async function trackLines(deps: DispatchDeps, context: CommandContext, tracked: Tracked, steps: readonly LineStep[], handedOver: string | null = null): Promise<void> {
  if (handedOver === null && steps.every((step) => (step.filled ?? 0) === 0 && (step.arrived ?? 0) === 0)) return
  for (const request of tracked.chain.filter(isRequestOpen)) {
    const lines = stepLines(request.lines, steps)
    const status = statusAfter(request.status, lines)
    const over = handedOver !== null && status === 'filled' && hasArrived(lines) && (await listUnarrived(deps.objects, context.tx, request.id)).every(({ id }) => id === handedOver)
    const settled = settleShortages(tracked.shortages.filter(({ requestId }) => requestId === request.id), lines, context.at)
    recordRequest(context, request, over ? 'resource-request.closed' : 'resource-request.advanced', { lines: lines as unknown as Json, status: over ? 'closed' : status, ...(over ? { closedAt: context.at } : {}) }, { changes: shortageChanges(settled), note: over ? { arrived: true } : {} })
    if (request.demandId !== null && hasArrived(lines)) await deps.command.meetDemand(context, request.demandId)
  }
}
