import { useParams, useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import type { ReactNode } from 'react'
import type { IncidentPaper } from '../features/incidents/workspace/incident-paper.ts'
import { WarningsInForce } from '../features/warnings/WarningsInForce.tsx'
import styles from './pages.module.css'

/** Pages load when they are first visited: a duty officer's first screen should not wait for the map. */
const DutyDeskPage = lazy(async () => ({ default: (await import('../features/duty/DutyDeskPage.tsx')).DutyDeskPage }))
const ReportPage = lazy(async () => ({ default: (await import('../features/reports/ReportPage.tsx')).ReportPage }))
const IncidentListPage = lazy(async () => ({ default: (await import('../features/incidents/IncidentListPage.tsx')).IncidentListPage }))
const IncidentWorkspacePage = lazy(async () => ({ default: (await import('../features/incidents/IncidentWorkspacePage.tsx')).IncidentWorkspacePage }))
const PlanListPage = lazy(async () => ({ default: (await import('../features/plans/PlanListPage.tsx')).PlanListPage }))
const PlanPage = lazy(async () => ({ default: (await import('../features/plans/PlanPage.tsx')).PlanPage }))
const MapPage = lazy(async () => ({ default: (await import('../features/map/MapPage.tsx')).MapPage }))
const ResourcesPage = lazy(async () => ({ default: (await import('./ResourcesPage.tsx')).ResourcesPage }))
const TasksPage = lazy(async () => ({ default: (await import('../features/tasks/TasksPage.tsx')).TasksPage }))
const WarningsPage = lazy(async () => ({ default: (await import('../features/warnings/WarningsPage.tsx')).WarningsPage }))
const EvacuationPage = lazy(async () => ({ default: (await import('../features/evacuation/EvacuationPage.tsx')).EvacuationPage }))
const EvacuationPanel = lazy(async () => ({ default: (await import('../features/evacuation/EvacuationPanel.tsx')).EvacuationPanel }))
const EvaluationPage = lazy(async () => ({ default: (await import('../features/evaluation/EvaluationPage.tsx')).EvaluationPage }))
const EvaluationPanel = lazy(async () => ({ default: (await import('../features/evaluation/EvaluationPanel.tsx')).EvaluationPanel }))
const DispatchPage = lazy(async () => ({ default: (await import('../features/dispatch/DispatchPage.tsx')).DispatchPage }))
const DispatchPanel = lazy(async () => ({ default: (await import('../features/dispatch/DispatchPanel.tsx')).DispatchPanel }))
const CallsPage = lazy(async () => ({ default: (await import('../features/calls/CallsPage.tsx')).CallsPage }))
const CallPage = lazy(async () => ({ default: (await import('../features/calls/CallPage.tsx')).CallPage }))
const ReplayListPage = lazy(async () => ({ default: (await import('../features/replay/ReplayListPage.tsx')).ReplayListPage }))
const AdministrationPage = lazy(async () => ({ default: (await import('./AdministrationPage.tsx')).AdministrationPage }))

/** Ids and search words of the address; routes say which are there. */
function useAddress(): { readonly param: (name: string) => string; readonly search: (name: string) => string | undefined } {
  const params: Readonly<Record<string, unknown>> = useParams({ strict: false })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined)
  return { param: (name) => asText(params[name]) ?? '', search: (name) => asText(search[name]) }
}

/** The warnings in force stand over a page that works under them. */
function WithWarnings({ incidentId, children }: { readonly incidentId?: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.underWarnings}>
      <WarningsInForce {...(incidentId === undefined ? {} : { incidentId })} />
      <div>{children}</div>
    </div>
  )
}

/** Papers of an incident that other words bring to its page. */
const incidentPapers: readonly IncidentPaper[] = [{ key: 'dispatch', label: '调度', needs: 'dispatch:read', paper: (incidentId) => <DispatchPanel incidentId={incidentId} /> }, { key: 'evacuation', label: '转移', needs: 'evacuation:read', paper: (incidentId) => <EvacuationPanel incidentId={incidentId} /> }, { key: 'evaluation', label: '评估', needs: 'evaluation:read', paper: (incidentId) => <EvaluationPanel incidentId={incidentId} /> }]

export const DutyRoute = (): ReactNode => {
  const signalId = useAddress().param('signalId')
  return (
    <WithWarnings>
      <DutyDeskPage {...(signalId === '' ? {} : { signalId })} />
    </WithWarnings>
  )
}
export const IncidentListRoute = (): ReactNode => <IncidentListPage />
export const IncidentRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return (
    <WithWarnings incidentId={incidentId}>
      <IncidentWorkspacePage key={incidentId} incidentId={incidentId} morePapers={incidentPapers} />
    </WithWarnings>
  )
}
export const EvaluationRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return <EvaluationPage key={incidentId} incidentId={incidentId} />
}
export const DispatchRoute = (): ReactNode => {
  const { search } = useAddress()
  const incidentId = search('incident')
  const requestId = search('request')
  return <DispatchPage {...(incidentId === undefined ? {} : { incidentId })} {...(requestId === undefined ? {} : { requestId })} />
}
export const MapRoute = (): ReactNode => {
  const { search } = useAddress()
  const place = search('place')
  const incidentId = search('incident')
  return <MapPage key={`${place ?? ''}:${incidentId ?? ''}`} {...(place === undefined ? {} : { place })} {...(incidentId === undefined ? {} : { incidentId })} />
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
export const WarningsRoute = (): ReactNode => <WarningsPage />
export const EvacuationRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return <EvacuationPage key={incidentId} incidentId={incidentId} />
}
export const ResourcesRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <ResourcesPage tab={param('tab')} warehouseId={search('warehouse')} recordId={search('record')} />
}
export const CallsRoute = (): ReactNode => <CallsPage />
export const CallRoute = (): ReactNode => {
  const callId = useAddress().param('callId')
  return <CallPage key={callId} callId={callId} />
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
