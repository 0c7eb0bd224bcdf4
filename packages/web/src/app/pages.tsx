import { useParams, useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import type { ReactNode } from 'react'

/** Pages load when they are first visited: a duty officer's first screen should not wait for the map. */
const DutyDeskPage = lazy(async () => ({ default: (await import('../features/duty/DutyDeskPage.tsx')).DutyDeskPage }))
const ReportPage = lazy(async () => ({ default: (await import('../features/reports/ReportPage.tsx')).ReportPage }))
const IncidentListPage = lazy(async () => ({ default: (await import('../features/incidents/IncidentListPage.tsx')).IncidentListPage }))
const IncidentWorkspacePage = lazy(async () => ({ default: (await import('../features/incidents/IncidentWorkspacePage.tsx')).IncidentWorkspacePage }))
const PlanListPage = lazy(async () => ({ default: (await import('../features/plans/PlanListPage.tsx')).PlanListPage }))
const PlanPage = lazy(async () => ({ default: (await import('../features/plans/PlanPage.tsx')).PlanPage }))
const MapPage = lazy(async () => ({ default: (await import('../features/map/MapPage.tsx')).MapPage }))
const TasksPage = lazy(async () => ({ default: (await import('../features/tasks/TasksPage.tsx')).TasksPage }))
const ReplayListPage = lazy(async () => ({ default: (await import('../features/replay/ReplayListPage.tsx')).ReplayListPage }))
const AdministrationPage = lazy(async () => ({ default: (await import('./AdministrationPage.tsx')).AdministrationPage }))

/** Ids and search words of the address; routes say which are there. */
function useAddress(): { readonly param: (name: string) => string; readonly search: (name: string) => string | undefined } {
  const params: Readonly<Record<string, unknown>> = useParams({ strict: false })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined)
  return { param: (name) => asText(params[name]) ?? '', search: (name) => asText(search[name]) }
}

export const DutyRoute = (): ReactNode => {
  const signalId = useAddress().param('signalId')
  return <DutyDeskPage {...(signalId === '' ? {} : { signalId })} />
}
export const IncidentListRoute = (): ReactNode => <IncidentListPage />
export const IncidentRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return <IncidentWorkspacePage key={incidentId} incidentId={incidentId} />
}
export const MapRoute = (): ReactNode => {
  const place = useAddress().search('place')
  return <MapPage key={place} {...(place === undefined ? {} : { place })} />
}
export const PlanListRoute = (): ReactNode => <PlanListPage />
export const PlanRoute = (): ReactNode => {
  const { param, search } = useAddress()
  const incidentId = search('incident')
  return <PlanPage key={param('planId')} planId={param('planId')} {...(incidentId === undefined ? {} : { incidentId })} />
}
export const ReportRoute = (): ReactNode => {
  const reportId = useAddress().param('reportId')
  return <ReportPage key={reportId} reportId={reportId} />
}
export const TasksRoute = (): ReactNode => {
  const taskId = useAddress().search('task')
  return <TasksPage {...(taskId === undefined ? {} : { taskId })} />
}
export const AdministrationRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <AdministrationPage tab={param('tab')} unitId={search('unit')} />
}
export const ReplayListRoute = (): ReactNode => <ReplayListPage />
