import { routes } from '@fengsui/contract'
import type { ResponseView, TaskView } from '@fengsui/contract/command'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'

export type IncidentPage = RouteResponse<typeof routes.getIncident>
export type CommandBoard = RouteResponse<typeof routes.getCommandBoard>

const emptyBoard: CommandBoard = { responses: [], seats: [], tasks: [], notices: [], demands: [], consultations: [], emergencyStates: [] }

/** The incident with what may be done, and its command board; both follow the live changes. */
export function useWorkspace(incidentId: string) {
  const mayReadResponse = useCan('response:read')
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident', 'signal', 'report', 'clock', 'response', 'task'] })
  const board = useRoute(
    routes.getCommandBoard,
    { params: { incidentId } },
    { touches: ['response', 'seat', 'task', 'notice', 'demand', 'consultation', 'emergency-state'], enabled: mayReadResponse },
  )
  // What was shown for another incident must not stand under this one's head.
  const page = incident.data?.id === incidentId ? incident.data : undefined
  return { incident, page, board: page === undefined || board.isPlaceholderData ? emptyBoard : (board.data ?? emptyBoard) }
}

/** The response the page speaks of: an active one of the own place, else the gravest active, else the last ended. */
export function chooseResponse(responses: readonly ResponseView[], ownDivision: string): ResponseView | null {
  const active = responses.filter((response) => response.status === 'active')
  return (
    active.find((response) => response.divisionCode === ownDivision) ??
    [...active].sort((a, b) => a.level - b.level)[0] ??
    [...responses].sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))[0] ??
    null
  )
}

/** Tasks of a response and those that belong to none (first measures). */
export function tasksOfResponse(tasks: readonly TaskView[], responseId: string | null): TaskView[] {
  return tasks.filter((task) => task.responseId === null || responseId === null || task.responseId === responseId)
}
