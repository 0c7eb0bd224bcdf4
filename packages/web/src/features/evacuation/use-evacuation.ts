import { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'

export type EvacuationBoard = RouteResponse<typeof routes.getEvacuationBoard>

/** The board of one incident, following the live changes. */
export function useEvacuation(incidentId: string) {
  const mayRead = useCan('evacuation:read')
  const query = useRoute(routes.getEvacuationBoard, { params: { incidentId } }, { touches: ['evacuation-count', 'transfer-household', 'return-release', 'protective-order', 'shelter', 'shelter-arrival'], enabled: mayRead })
  return { mayRead, query, board: query.isPlaceholderData ? undefined : query.data }
}
