import { routes } from '@fengsui/contract'
import { isOrderOfResponse, type OrderDecision, type OrderView } from '@fengsui/contract/evacuation'
import type { ResponseView } from '@fengsui/contract/command'
import { useState } from 'react'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'

/** What was chosen for each order so far, by order id. */
export type OrderDraft = Readonly<Record<string, { readonly decision: OrderDecision['decision'] | null; readonly reason: string }>>

const untouched = { decision: null, reason: '' } as const

export const draftOf = (draft: OrderDraft, orderId: string) => draft[orderId] ?? untouched

/** What is still missing, in the words of the form; one line, so that many orders do not bury the rest. Pure. */
export function checkOrders(orders: readonly Pick<OrderView, 'id' | 'number'>[], draft: OrderDraft): { field: string; message: string }[] {
  const open = orders.filter((order) => draftOf(draft, order.id).decision === null)
  if (open.length > 0) return [{ field: 'orders', message: `还有 ${open.length} 道指挥长令没有选择解除或保留。` }]
  const silent = orders.find((order) => draftOf(draft, order.id).decision === 'keep' && draftOf(draft, order.id).reason.trim().length < 2)
  return silent === undefined ? [] : [{ field: 'orders', message: `请写明${silent.number}保留的理由。` }]
}

/** The body's part. Call after `checkOrders` found nothing. */
export function toDecisions(orders: readonly Pick<OrderView, 'id'>[], draft: OrderDraft): OrderDecision[] {
  return orders.flatMap(({ id }) => {
    const { decision, reason } = draftOf(draft, id)
    return decision === null ? [] : [{ orderId: id, decision, reason: decision === 'keep' ? reason.trim() : '' }]
  })
}

/** Orders in force that this headquarters gave, and what the dialog has chosen for them. */
export function useOrderDecisions(response: ResponseView) {
  const mayRead = useCan('evacuation:read')
  const board = useRoute(routes.getEvacuationBoard, { params: { incidentId: response.incidentId } }, { touches: ['protective-order'], enabled: mayRead })
  const [draft, setDraft] = useState<OrderDraft>({})
  const orders = (board.data?.orders ?? []).filter((order) => isOrderOfResponse(order, response))
  return { orders, draft, setDraft }
}
