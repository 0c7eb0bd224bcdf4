import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { AnyRoute, RouteComponent } from '@tanstack/react-router'
import { DeskGate } from './DeskGate.tsx'
import { HomeRedirect } from './HomeRedirect.tsx'
import {
  AdministrationRoute,
  CallRoute,
  CallsRoute,
  DisasterReturnRoute,
  DisasterRoute,
  DispatchRoute,
  DutyRecordsRoute,
  DutyRoute,
  EvacuationRoute,
  EvaluationRoute,
  IncidentListRoute,
  IncidentRoute,
  StatisticsRoute,
  MapRoute,
  PlanListRoute,
  PlanRoute,
  ReplayListRoute,
  ReportingRoute,
  ReportRoute,
  ResourcesRoute,
  RostersRoute,
  TasksRoute,
  WarningsRoute,
  WhoKnewRoute,
} from './pages.tsx'
import { ReplayLayout } from './ReplayLayout.tsx'
import { UnknownPage } from './UnknownPage.tsx'

/** The pages that exist twice: in the real system, and read-only inside a replay. */
const sharedPages: readonly (readonly [string, RouteComponent])[] = [
  ['/disasters/$processId', DisasterRoute],
  ['/disasters/$processId/returns/$returnId', DisasterReturnRoute],
  ['/dispatch', DispatchRoute],
  ['/duty', DutyRoute],
  ['/duty/$signalId', DutyRoute],
  ['/duty/log', DutyRecordsRoute],
  ['/duty/log/$tab', DutyRecordsRoute],
  ['/incidents', IncidentListRoute],
  ['/incidents/$incidentId', IncidentRoute],
  ['/incidents/$incidentId/evacuation', EvacuationRoute],
  ['/incidents/$incidentId/evaluation', EvaluationRoute],
  ['/incidents/$incidentId/who-knew', WhoKnewRoute],
  ['/statistics', StatisticsRoute],
  ['/statistics/$tab', StatisticsRoute],
  ['/map', MapRoute],
  ['/plans', PlanListRoute],
  ['/plans/$planId', PlanRoute],
  ['/reports/$reportId', ReportRoute],
  ['/reporting', ReportingRoute],
  ['/reporting/$tab', ReportingRoute],
  ['/resources', ResourcesRoute],
  ['/resources/$tab', ResourcesRoute],
  ['/rosters', RostersRoute],
  ['/rosters/$tab', RostersRoute],
  ['/tasks', TasksRoute],
  ['/warnings', WarningsRoute],
  ['/calls', CallsRoute],
  ['/calls/$callId', CallRoute],
]

/** Every address of the desk. */
export function createDeskRouter() {
  const root = createRootRoute({ component: DeskGate, notFoundComponent: UnknownPage })
  const page = (parent: AnyRoute, path: string, component: RouteComponent): AnyRoute => createRoute({ getParentRoute: () => parent, path, component })
  const replay = page(root, '/replay/$sandboxId', ReplayLayout)
  replay.addChildren([page(replay, '/', () => null), ...sharedPages.map(([path, component]) => page(replay, path, component))])
  const routeTree = root.addChildren([
    page(root, '/', HomeRedirect),
    ...sharedPages.map(([path, component]) => page(root, path, component)),
    page(root, '/admin', AdministrationRoute),
    page(root, '/admin/$tab', AdministrationRoute),
    page(root, '/replay', ReplayListRoute),
    replay,
  ])
  return createRouter({ routeTree, defaultPreload: false, scrollRestoration: true })
}
