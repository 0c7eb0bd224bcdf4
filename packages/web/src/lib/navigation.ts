import { useRouter } from '@tanstack/react-router'
import { createElement, useCallback } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { useApiBase } from './api-base.tsx'

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const given = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return given.size === 0 ? '' : `?${given.toString()}`
}

/** Sections of administration, each with its own address. */
export type AdminTab = 'me' | 'units' | 'people' | 'posts' | 'headquarters' | 'calling' | 'clocks' | 'calendar' | 'papers' | 'feeds' | 'imports' | 'accounts' | 'sessions' | 'delegations' | 'tokens' | 'audit'

/** Sections of the duty rosters, each with its own address. */
export type RosterTab = 'month' | 'mine' | 'changes' | 'filings' | 'absences' | 'setup'

/** Sections of the resources, each with its own address. */
export type ResourceTab = 'teams' | 'equipment' | 'shelters' | 'facilities' | 'stock'

/** Sections of what a duty office reports beside single incidents, each with its own address. */
export type ReportingTab = 'review' | 'digests' | 'disasters' | 'instructions' | 'commissions'

/** Sections of the duty records, each with its own address. */
export type DutyLogTab = 'day' | 'phones' | 'handovers' | 'checks' | 'exchange'

/** Sections of statistics, each with its own address. */
export type StatisticsTab = 'incidents' | 'assessment'

/** Every address of the desk. Pages never write one by hand. */
export const paths = {
  duty: (signalId?: string): string => (signalId === undefined ? '/duty' : `/duty/${signalId}`),
  dutyLog: (tab: DutyLogTab = 'day'): string => (tab === 'day' ? '/duty/log' : `/duty/log/${tab}`),
  incidents: (): string => '/incidents',
  incident: (incidentId: string): string => `/incidents/${incidentId}`,
  evacuation: (incidentId: string): string => `/incidents/${incidentId}/evacuation`,
  evaluation: (incidentId: string): string => `/incidents/${incidentId}/evaluation`,
  whoKnew: (incidentId: string): string => `/incidents/${incidentId}/who-knew`,
  warnings: (): string => '/warnings',
  disasters: (): string => '/reporting/disasters',
  /** `place` shows the places below that one. */
  disaster: (processId: string, place?: string): string => `/disasters/${processId}${query({ place })}`,
  disasterReturn: (processId: string, returnId: string): string => `/disasters/${processId}/returns/${returnId}`,
  calls: (): string => '/calls',
  call: (callId: string): string => `/calls/${callId}`,
  dispatch: (incidentId?: string, requestId?: string): string => `/dispatch${query({ incident: incidentId, request: requestId })}`,
  /** `incidentId` opens the map at the surroundings of that incident. */
  map: (place?: string, incidentId?: string): string => `/map${query({ place, incident: incidentId })}`,
  plans: (): string => '/plans',
  plan: (planId: string, incidentId?: string): string => `/plans/${planId}${query({ incident: incidentId })}`,
  /** `recordId` opens one of them: a warehouse's page among the goods, a drawer over the list of the others. */
  resources: (tab: ResourceTab = 'teams', recordId?: string): string => `/resources/${tab}${query(tab === 'stock' ? { warehouse: recordId } : { record: recordId })}`,
  reporting: (tab: ReportingTab = 'digests', recordId?: string): string => `/reporting/${tab}${query({ record: recordId })}`,
  report: (reportId: string): string => `/reports/${reportId}`,
  statistics: (tab: StatisticsTab = 'incidents', recordId?: string): string => `/statistics/${tab}${query({ record: recordId })}`,
  instructions: (instructionId?: string): string => `/reporting/instructions${query({ record: instructionId })}`,
  rosters: (tab: RosterTab = 'month', unitId?: string): string => `/rosters/${tab}${query({ unit: unitId })}`,
  tasks: (taskId?: string): string => `/tasks${query({ task: taskId })}`,
  replays: (): string => '/replay',
  replay: (sandboxId: string): string => `/replay/${sandboxId}`,
  admin: (tab: AdminTab = 'units', unitId?: string): string => `/admin/${tab}${query({ unit: unitId })}`,
} as const

interface GoOptions {
  /** Takes the place of the present entry of the history. */
  readonly replace?: boolean
}

/** Goes to an address of `paths`; inside a replay it stays inside. Replays and administration are outside of any replay. */
export function useGo(): (to: string, options?: GoOptions) => void {
  const router = useRouter()
  const { pathPrefix } = useApiBase()
  return useCallback(
    (to, { replace = false } = {}) => {
      const href = fullPath(pathPrefix, to)
      if (replace) router.history.replace(href)
      else router.history.push(href)
    },
    [router, pathPrefix],
  )
}

/** Address with the prefix of the replay one is in. */
export function fullPath(pathPrefix: string, to: string): string {
  return to.startsWith('/replay') || to.startsWith('/admin') ? to : `${pathPrefix}${to}`
}

interface LinkToProps {
  readonly to: string
  readonly className?: string | undefined
  readonly title?: string | undefined
  readonly children: ReactNode
}

/** A link that the router follows; a real address, so it opens in another tab as well. */
export function LinkTo({ to, className, title, children }: LinkToProps) {
  const go = useGo()
  const { pathPrefix } = useApiBase()
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return createElement('a', { href: fullPath(pathPrefix, to), className, title, onClick: follow }, children)
}
