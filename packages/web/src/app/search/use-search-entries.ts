import { routes } from '@fengsui/contract'
import { contactKinds } from '@fengsui/contract/org'
import { useMemo } from 'react'
import { paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import type { SearchEntry } from './search-entries.ts'

/** The shortest word worth asking the server for. */
const shortestQuestion = 1

/** What the role may list, as things to find: loaded lists, and units and places as the server finds them (also by pinyin). */
export function useSearchEntries(open: boolean, typed: string): { readonly listed: readonly SearchEntry[]; readonly found: readonly SearchEntry[]; readonly loading: boolean } {
  const mayIncidents = useCan('incident:read')
  const maySignals = useCan('signal:read')
  const mayPlans = useCan('plan:read')
  const mayOrg = useCan('org:read')
  const question = typed.trim()
  const asking = open && question.length >= shortestQuestion
  const incidents = useRoute(routes.listIncidents, { query: { status: 'all', limit: 500 } }, { touches: ['incident'], enabled: open && mayIncidents })
  const signals = useRoute(routes.listSignals, { query: { status: 'all', limit: 500 } }, { touches: ['signal'], enabled: open && maySignals })
  const plans = useRoute(routes.listPlans, { query: { limit: 200 } }, { touches: ['plan'], enabled: open && mayPlans })
  const units = useRoute(routes.listUnits, { query: { q: question, limit: 10 } }, { touches: ['unit'], enabled: asking && mayOrg })
  const people = useRoute(routes.listPersons, { query: { q: question, limit: 10 } }, { touches: ['person'], enabled: asking && mayOrg })
  const divisions = useRoute(routes.listDivisions, { query: { q: question, limit: 10 } }, { touches: [], enabled: asking && mayIncidents })

  const listed = useMemo<readonly SearchEntry[]>(
    () => [
      ...(incidents.data?.items ?? []).map((incident) => ({ key: incident.id, group: '事件', title: incident.title, note: incident.number, also: incident.placeName, path: paths.incident(incident.id) })),
      ...(signals.data?.items ?? []).map((signal) => ({ key: signal.id, group: '来报', title: signal.title, note: signal.number, also: signal.placeName, path: paths.duty(signal.id) })),
      ...(plans.data?.items ?? []).map((plan) => ({ key: plan.id, group: '预案', title: plan.title, note: plan.placeName, path: paths.plan(plan.id) })),
    ],
    [incidents.data, signals.data, plans.data],
  )
  const found = useMemo<readonly SearchEntry[]>(
    () =>
      asking
        ? [
            ...(units.data?.items ?? []).map((unit) => ({ key: unit.id, group: '单位', title: unit.name, note: unit.divisionName, also: question, path: paths.admin('people', unit.id) })),
            ...(people.data?.items ?? []).map((person) => ({
              key: person.id,
              group: '人员',
              title: `${person.name} ${person.title}`,
              note: [person.unitName, ...person.contacts.slice(0, 1).map(({ kind, value }) => `${contactKinds[kind]} ${value}`)].join(' · '),
              also: question,
              path: paths.admin('people', person.unitId),
            })),
            ...(divisions.data?.items ?? []).map((division) => ({ key: division.code, group: '地方', title: division.name, note: division.path, also: question, path: paths.map(division.code) })),
          ]
        : [],
    [asking, question, units.data, people.data, divisions.data],
  )
  return { listed, found, loading: asking && (units.isFetching || people.isFetching || divisions.isFetching || incidents.isLoading || signals.isLoading) }
}

