import { routes } from '@fengsui/contract'
import type { SituationObjects } from '@fengsui/contract/situation'
import { useMemo } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { addReadings, emptySituation, toLevel } from '../../map/situation/map-situation.ts'
import type { MapSituation } from '../../map/situation/map-situation.ts'
import { readPastSituation } from '../../map/situation/read-past-situation.ts'
import { placeTyphoons } from '../../map/situation/typhoon-eye.ts'
import { useNow } from '../../ui/now-context.tsx'

/** The situation of one moment and the axis on which moments lie. */
export interface ShownSituation {
  readonly situation: MapSituation
  /** First recorded moment that the account may see. */
  readonly from: string | null
  readonly marks: readonly { readonly at: string; readonly text: string }[]
  /** Folded objects of the past moment; `null` for the present and while it is being read. */
  readonly pastObjects: SituationObjects | null
  readonly loading: boolean
  /** Reading the past again while the previous moment is still shown. */
  readonly catchingUp: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/**
 * The present from the lists that every page uses, the past by folding the journal up to `pastAt`.
 * @param pastAt ISO instant; `null` for the present
 */
export function useMapSituation(pastAt: string | null): ShownSituation {
  const minute = Math.floor(useNow() / 60_000) * 60_000
  const incidents = useRoute(routes.listIncidents, { query: { status: 'all', limit: 500 } }, { touches: ['incident', 'response'] })
  const signals = useRoute(routes.listSignals, { query: { status: 'all', limit: 500 } }, { touches: ['signal'] })
  const stations = useRoute(routes.listStations, {}, { touches: ['station'] })
  const fixes = useRoute(routes.listTyphoonFixes, { query: {} }, { touches: ['typhoon-fix'] })
  const axis = useRoute(routes.getSituationAt, { query: {} }, { touches: ['incident', 'report', 'response'] })
  const past = useRoute(routes.getSituationAt, { query: pastAt === null ? {} : { at: pastAt } }, { touches: [], enabled: pastAt !== null })

  const present = useMemo<MapSituation>(() => {
    const rows = signals.data?.items ?? []
    return {
      incidents: (incidents.data?.items ?? []).map((incident) => ({
        ...incident,
        responseLevel: toLevel(incident.responseLevel),
        proposedGrade: incident.proposal?.grade ?? null,
        dead: incident.facts.dead ?? null,
        missing: incident.facts.missing ?? null,
      })),
      signals: rows.map((signal) => ({
        ...signal,
        stationId: signal.gauge?.stationId ?? null,
        levelMetres: signal.gauge?.levelMetres ?? null,
        aboveGuaranteeMetres: signal.gauge?.aboveGuaranteeMetres ?? null,
      })),
      stations: addReadings(
        stations.data?.items ?? [],
        rows.flatMap(({ gauge }) => (gauge === null ? [] : [gauge])),
      ),
      fixes: fixes.data?.items ?? [],
    }
  }, [incidents.data, signals.data, stations.data, fixes.data])

  const situation = useMemo<MapSituation>(() => {
    if (pastAt === null) return { ...present, incidents: placeTyphoons(present.incidents, present.fixes, minute) }
    if (past.data === undefined) return emptySituation
    const names = new Map([...(incidents.data?.items ?? []), ...(signals.data?.items ?? [])].map(({ id, placeName }) => [id, placeName]))
    const folded = readPastSituation(past.data.objects, (id) => names.get(id) ?? '')
    // A track is public knowledge: its later part is drawn as the way ahead, so the whole of it is needed at any moment.
    return { ...folded, incidents: placeTyphoons(folded.incidents, present.fixes, Date.parse(pastAt)), fixes: present.fixes }
  }, [pastAt, past.data, present, incidents.data, signals.data, minute])

  const failed = [incidents, signals, stations, fixes].find((query) => query.error !== null && query.data === undefined)
  return {
    situation,
    from: axis.data?.span.from ?? null,
    marks: axis.data?.marks ?? [],
    pastObjects: pastAt === null ? null : (past.data?.objects ?? null),
    loading: incidents.isPending || signals.isPending,
    catchingUp: pastAt !== null && past.isFetching,
    error: failed?.error ?? (pastAt === null ? null : past.error),
    retry: () => void Promise.all([incidents, signals, stations, fixes, past].filter((query) => query.error !== null).map((query) => query.refetch())),
  }
}
