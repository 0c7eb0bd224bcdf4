import { routes } from '@fengsui/contract'
import type { SituationObjects } from '@fengsui/contract/situation'
import { useMemo } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { isUnderWay, noResources, readPastResources } from '../../map/situation/map-resources.ts'
import type { MapResources } from '../../map/situation/map-resources.ts'

/** The resources of one moment, and which of them this account may see at all. */
export interface ShownResourceLists {
  readonly resources: MapResources
  readonly may: { readonly resources: boolean; readonly stock: boolean; readonly dispatch: boolean }
  readonly error: Error | null
}

/**
 * Forces, places and open orders, kept current by live changes.
 * @param past folded objects of the past moment shown; `null` for the present
 */
export function useMapResources(past: SituationObjects | null, inPast: boolean): ShownResourceLists {
  const may = { resources: useCan('resource:read'), stock: useCan('stock:read'), dispatch: useCan('dispatch:read') }
  const teams = useAllPages(routes.listTeams, {}, { touches: ['team', 'dispatch'], enabled: may.resources })
  const equipment = useAllPages(routes.listEquipment, {}, { touches: ['equipment', 'dispatch'], enabled: may.resources })
  const shelters = useAllPages(routes.listShelters, {}, { touches: ['shelter'], enabled: may.resources })
  const facilities = useAllPages(routes.listFacilities, {}, { touches: ['facility'], enabled: may.resources })
  const warehouses = useAllPages(routes.listWarehouses, {}, { touches: ['warehouse'], enabled: may.stock })
  const dispatches = useAllPages(routes.listDispatches, { status: inPast ? 'all' : 'open' }, { touches: ['dispatch'], enabled: may.dispatch })

  const present = useMemo<MapResources>(
    () => ({
      teams: teams.data?.filter(({ status }) => status === 'active') ?? [],
      equipment: equipment.data?.filter(({ status }) => status === 'active') ?? [],
      shelters: shelters.data?.filter(({ status }) => status === 'active') ?? [],
      facilities: facilities.data?.filter(({ status }) => status === 'active') ?? [],
      warehouses: warehouses.data?.filter(({ status }) => status === 'active') ?? [],
      dispatches: dispatches.data ?? [],
    }),
    [teams.data, equipment.data, shelters.data, facilities.data, warehouses.data, dispatches.data],
  )
  const resources = useMemo<MapResources>(() => {
    if (inPast) return past === null ? noResources : readPastResources(past, present)
    return { ...present, dispatches: present.dispatches.filter(isUnderWay) }
  }, [inPast, past, present])
  const failed = [teams, equipment, shelters, facilities, warehouses, dispatches].find((query) => query.error !== null && query.data === undefined)
  return { resources, may, error: failed?.error ?? null }
}
