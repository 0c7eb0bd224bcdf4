import { useParams, useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import type { ReactNode } from 'react'
import type { IncidentPaper } from '../features/incidents/workspace/incident-paper.ts'
import { VerificationOrdersCard } from '../features/reports/clocks/VerificationOrdersCard.tsx'
import { ShiftBar } from '../features/duty/shift/ShiftBar.tsx'
import { OnDutyStrip } from '../features/rosters/OnDutyStrip.tsx'
import { WarningsInForce } from '../features/warnings/WarningsInForce.tsx'
import styles from './pages.module.css'

/** Pages load when they are first visited: a duty officer's first screen should not wait for the map. */
const DutyDeskPage = lazy(async () => ({ default: (await import('../features/duty/DutyDeskPage.tsx')).DutyDeskPage }))
const DutyRecordsPage = lazy(async () => ({ default: (await import('../features/duty/shift/DutyRecordsPage.tsx')).DutyRecordsPage }))
const ReportPage = lazy(async () => ({ default: (await import('../features/reports/ReportPage.tsx')).ReportPage }))
const ReportDutiesPanel = lazy(async () => ({ default: (await import('../features/reports/clocks/ReportDutiesPanel.tsx')).ReportDutiesPanel }))
const IncidentListPage = lazy(async () => ({ default: (await import('../features/incidents/IncidentListPage.tsx')).IncidentListPage }))
const IncidentWorkspacePage = lazy(async () => ({ default: (await import('../features/incidents/IncidentWorkspacePage.tsx')).IncidentWorkspacePage }))
const PlanListPage = lazy(async () => ({ default: (await import('../features/plans/PlanListPage.tsx')).PlanListPage }))
const PlanPage = lazy(async () => ({ default: (await import('../features/plans/PlanPage.tsx')).PlanPage }))
const MapPage = lazy(async () => ({ default: (await import('../features/map/MapPage.tsx')).MapPage }))
const ReportingPage = lazy(async () => ({ default: (await import('./ReportingPage.tsx')).ReportingPage }))
const ResourcesPage = lazy(async () => ({ default: (await import('./ResourcesPage.tsx')).ResourcesPage }))
const TasksPage = lazy(async () => ({ default: (await import('../features/tasks/TasksPage.tsx')).TasksPage }))
const WarningsPage = lazy(async () => ({ default: (await import('../features/warnings/WarningsPage.tsx')).WarningsPage }))
const DisasterPage = lazy(async () => ({ default: (await import('../features/disaster-statistics/DisasterPage.tsx')).DisasterPage }))
const DisasterReturnPage = lazy(async () => ({ default: (await import('../features/disaster-statistics/ReturnPage.tsx')).ReturnPage }))
const EvacuationPage = lazy(async () => ({ default: (await import('../features/evacuation/EvacuationPage.tsx')).EvacuationPage }))
const EvacuationPanel = lazy(async () => ({ default: (await import('../features/evacuation/EvacuationPanel.tsx')).EvacuationPanel }))
const EvaluationPage = lazy(async () => ({ default: (await import('../features/evaluation/EvaluationPage.tsx')).EvaluationPage }))
const WhoKnewPage = lazy(async () => ({ default: (await import('../features/situation/WhoKnewPage.tsx')).WhoKnewPage }))
const WhoKnewPanel = lazy(async () => ({ default: (await import('../features/situation/WhoKnewPanel.tsx')).WhoKnewPanel }))
const EvaluationPanel = lazy(async () => ({ default: (await import('../features/evaluation/EvaluationPanel.tsx')).EvaluationPanel }))
const DispatchPage = lazy(async () => ({ default: (await import('../features/dispatch/DispatchPage.tsx')).DispatchPage }))
const DispatchPanel = lazy(async () => ({ default: (await import('../features/dispatch/DispatchPanel.tsx')).DispatchPanel }))
const CallsPage = lazy(async () => ({ default: (await import('../features/calls/CallsPage.tsx')).CallsPage }))
const CallPage = lazy(async () => ({ default: (await import('../features/calls/CallPage.tsx')).CallPage }))
const StatisticsPage = lazy(async () => ({ default: (await import('./StatisticsPage.tsx')).StatisticsPage }))
const InstructionPanel = lazy(async () => ({ default: (await import('../features/instructions/InstructionPanel.tsx')).InstructionPanel }))
const RostersPage = lazy(async () => ({ default: (await import('./RostersPage.tsx')).RostersPage }))
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
function WithWarnings({ incidentId, head, children }: { readonly incidentId?: string; readonly head?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.underWarnings}>
      <WarningsInForce {...(incidentId === undefined ? {} : { incidentId })} />
      {head}
      <div>{children}</div>
    </div>
  )
}

/** Papers of an incident that other words bring to its page. */
const incidentPapers: readonly IncidentPaper[] = [{ key: 'who-knew', label: '知情', needs: 'incident:read', paper: (incidentId) => <WhoKnewPanel incidentId={incidentId} /> }, { key: 'report-duties', label: '核实', needs: 'report:read', paper: (incidentId) => <ReportDutiesPanel incidentId={incidentId} /> }, { key: 'instructions', label: '批示', needs: 'instruction:read', paper: (incidentId) => <InstructionPanel incidentId={incidentId} /> }, { key: 'dispatch', label: '调度', needs: 'dispatch:read', paper: (incidentId) => <DispatchPanel incidentId={incidentId} /> }, { key: 'evacuation', label: '转移', needs: 'evacuation:read', paper: (incidentId) => <EvacuationPanel incidentId={incidentId} /> }, { key: 'evaluation', label: '评估', needs: 'evaluation:read', paper: (incidentId) => <EvaluationPanel incidentId={incidentId} /> }]

export const DutyRoute = (): ReactNode => {
  const signalId = useAddress().param('signalId')
  return (
    <WithWarnings head={<><ShiftBar /><OnDutyStrip /></>}>
      <DutyDeskPage {...(signalId === '' ? {} : { signalId })} beside={<VerificationOrdersCard />} />
    </WithWarnings>
  )
}
export const DutyRecordsRoute = (): ReactNode => <DutyRecordsPage tab={useAddress().param('tab')} />
export const IncidentListRoute = (): ReactNode => <IncidentListPage />
export const IncidentRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return (
    <WithWarnings incidentId={incidentId}>
      <IncidentWorkspacePage key={incidentId} incidentId={incidentId} morePapers={incidentPapers} />
    </WithWarnings>
  )
}
export const WhoKnewRoute = (): ReactNode => {
  const incidentId = useAddress().param('incidentId')
  return <WhoKnewPage key={incidentId} incidentId={incidentId} />
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
export const ReportingRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <ReportingPage tab={param('tab')} recordId={search('record')} />
}
export const DisasterRoute = (): ReactNode => {
  const { param, search } = useAddress()
  const place = search('place')
  return <DisasterPage key={param('processId')} processId={param('processId')} {...(place === undefined ? {} : { place })} />
}
export const DisasterReturnRoute = (): ReactNode => {
  const { param } = useAddress()
  return <DisasterReturnPage key={param('returnId')} processId={param('processId')} returnId={param('returnId')} />
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
export const RostersRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <RostersPage tab={param('tab')} unitId={search('unit')} />
}
export const TasksRoute = (): ReactNode => {
  const taskId = useAddress().search('task')
  return <TasksPage {...(taskId === undefined ? {} : { taskId })} />
}
export const StatisticsRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <StatisticsPage tab={param('tab')} recordId={search('record')} />
}
export const AdministrationRoute = (): ReactNode => {
  const { param, search } = useAddress()
  return <AdministrationPage tab={param('tab')} unitId={search('unit')} />
}
export const ReplayListRoute = (): ReactNode => <ReplayListPage />
