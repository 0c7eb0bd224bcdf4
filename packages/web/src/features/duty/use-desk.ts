import { routes } from '@fengsui/contract'
import { useMemo } from 'react'
import { useCan, useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'

const most = 200

/** Whether a report was sent to the own unit. A replay has units of its own with the same names. */
export function isOwnDelivery(delivery: { readonly toUnitId: string; readonly toUnitName: string }, me: { readonly account: { readonly unitId: string }; readonly unitName: string }): boolean {
  return delivery.toUnitId === me.account.unitId || delivery.toUnitName === me.unitName
}

/** Everything the duty desk shows, kept live. Parts the role may not read stay empty. */
export function useDesk() {
  const me = useSession()
  const readsIncidents = useCan('incident:read')
  const readsReports = useCan('report:read')
  const readsSuspicions = useCan('suspicion:read')
  const signals = useRoute(routes.listSignals, { query: { status: 'all', limit: most } }, { touches: ['signal'] })
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: most } }, { touches: ['incident'], enabled: readsIncidents })
  const clocks = useRoute(routes.listClocks, { query: { status: 'all', limit: 500 } }, { touches: ['clock'], enabled: readsReports })
  const reports = useRoute(routes.listReports, { query: { limit: most } }, { touches: ['report', 'report-delivery'], enabled: readsReports })
  const suspicions = useRoute(routes.listSuspicions, { query: { status: 'all', limit: 50 } }, { touches: ['suspicion'], enabled: readsSuspicions })
  const unitId = me.account.unitId

  return useMemo(() => {
    const allClocks = clocks.data?.items ?? []
    const allReports = reports.data?.items ?? []
    // A place reports as one: colleagues of the same place share its clocks and reports.
    const own = <T extends { fromUnitId: string; divisionCode: string }>(item: T): boolean => item.fromUnitId === unitId || item.divisionCode === me.account.divisionCode
    return {
      signals: signals.data?.items ?? [],
      signalsQuery: signals,
      incidents: incidents.data?.items ?? [],
      clocks: allClocks,
      clocksQuery: clocks,
      readsReports,
      ownClocks: allClocks.filter(own),
      reports: allReports,
      ownReports: allReports.filter(own),
      received: allReports.filter((report) => !own(report) && report.status === 'issued' && report.deliveries.some((delivery) => isOwnDelivery(delivery, me))),
      suspicions: suspicions.data?.items ?? [],
    }
  }, [signals, incidents.data, clocks, reports.data, suspicions.data, unitId, me, readsReports])
}

export type Desk = ReturnType<typeof useDesk>
