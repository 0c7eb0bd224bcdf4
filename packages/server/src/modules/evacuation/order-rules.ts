import { protectiveMeasures, type OrderDecision, type ProtectiveOrder } from '@fengsui/contract/evacuation'
import { Problem } from '@fengsui/contract/kernel'

type Order = Pick<ProtectiveOrder, 'id' | 'number' | 'measures'>

/** What was decided about the orders in force, each exactly once. */
export interface OrderOutcome<O extends Order> {
  readonly lift: readonly O[]
  readonly keep: readonly { readonly order: O; readonly reason: string }[]
}

/** Orders named in a refusal; more are counted. */
const NAMED = 5
const LEAST_REASON = 2

const refuse = (code: 'invalid-input' | 'lifecycle-refused' | 'conflict', detail: string, message: string): Problem => new Problem(code, detail, [{ path: 'orders', message }])

/**
 * A response goes down or ends while work, classes or transport are stopped by its orders: nobody may be left guessing whether they still
 * hold, so each is lifted or kept with a reason. @throws Problem naming the orders without a decision
 */
export function decideOrders<O extends Order>(inForce: readonly O[], decisions: readonly OrderDecision[]): OrderOutcome<O> {
  const byId = new Map(decisions.map((decision) => [decision.orderId, decision]))
  if (byId.size !== decisions.length) throw refuse('invalid-input', '同一道指挥长令只能选择一次，请核对', '有重复的指挥长令')
  const known = new Set(inForce.map((order) => order.id))
  if (decisions.some((decision) => !known.has(decision.orderId))) throw refuse('conflict', '所选的指挥长令刚被解除，或不是本指挥部发布的；请刷新后重新选择', '请刷新后重新选择')
  const open = inForce.filter((order) => !byId.has(order.id))
  if (open.length > 0) {
    const names = open.slice(0, NAMED).map((order) => `${order.number}（${order.measures.map((measure) => protectiveMeasures[measure]).join('、')}）`).join('、')
    throw refuse('lifecycle-refused', `还有 ${String(open.length)} 道指挥长令在执行：${names}${open.length > NAMED ? '等' : ''}。请逐道选择解除，或写明理由继续执行`, '请逐道选择解除或保留')
  }
  const keep = inForce.flatMap((order) => {
    const decision = byId.get(order.id)
    return decision?.decision === 'keep' ? [{ order, reason: decision.reason.trim() }] : []
  })
  const silent = keep.find(({ reason }) => reason.length < LEAST_REASON)
  if (silent) throw refuse('invalid-input', `请写明${silent.order.number}继续执行的理由`, '请写明保留的理由')
  return { lift: inForce.filter((order) => byId.get(order.id)?.decision === 'lift'), keep }
}
