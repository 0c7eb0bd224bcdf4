import { routes } from '@fengsui/contract'
import type { Finding } from '@fengsui/contract/evaluation'
import type { TimelineEntry } from '@fengsui/contract/situation'
import { useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useApiBase } from '../../lib/api-base.tsx'
import { callRoute } from '../../lib/api.ts'
import type { ApiProblem } from '../../lib/api-problem.ts'

/** Entries read up to an instant: enough for all that were written in it together. */
const entriesRead = 500

/**
 * The journal entries a finding rests on, in words, by position: from the timeline of the incident, then of those secondary to it.
 * What neither tells (another place's entry, one without words) is missing from the answer.
 */
export function useEvidence(incidentId: string, evidence: Finding['evidence'], enabled: boolean): UseQueryResult<ReadonlyMap<number, TimelineEntry>, ApiProblem> {
  const { base } = useApiBase()
  return useQuery<ReadonlyMap<number, TimelineEntry>, ApiProblem>({
    queryKey: [base, `/incidents/${incidentId}/evidence#${evidence.map(({ position }) => position).join(',')}`],
    queryFn: async ({ signal }) => {
      const found = new Map<number, TimelineEntry>()
      const { children } = await callRoute(routes.getIncident, { params: { incidentId } }, { base, signal })
      for (const id of [incidentId, ...children.map((child) => child.id)]) {
        // Later entries first: one answer tells everything before it as well, as far as it reaches.
        for (const { position, at } of [...evidence].reverse()) {
          if (found.has(position)) continue
          const { items } = await callRoute(routes.getTimeline, { params: { incidentId: id }, query: { until: at, limit: entriesRead } }, { base, signal })
          for (const item of items) if (item.position !== null && evidence.some((entry) => entry.position === item.position)) found.set(item.position, item)
        }
        if (found.size === evidence.length) break
      }
      return found
    },
    enabled,
    // The journal is never changed.
    staleTime: Number.POSITIVE_INFINITY,
    meta: { touches: [], base },
  })
}
