import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { AnyRoute, RouteComponent } from '@tanstack/react-router'
import { DeskGate } from './DeskGate.tsx'
import { HomeRedirect } from './HomeRedirect.tsx'
import {
  AdministrationRoute,
  CallRoute,
  CallsRoute,
  DispatchRoute,
  DutyRoute,
  EvacuationRoute,
  EvaluationRoute,
  IncidentListRoute,
  IncidentRoute,
  MapRoute,
  PlanListRoute,
  PlanRoute,
  ReplayListRoute,
  ReportRoute,
  ResourcesRoute,
  TasksRoute,
  WarningsRoute,
} from './pages.tsx'
import { ReplayLayout } from './ReplayLayout.tsx'
import { UnknownPage } from './UnknownPage.tsx'

/** The pages that exist twice: in the real system, and read-only inside a replay. */
const sharedPages: readonly (readonly [string, RouteComponent])[] = [
  ['/dispatch', DispatchRoute],
  ['/duty', DutyRoute],
  ['/duty/$signalId', DutyRoute],
  ['/incidents', IncidentListRoute],
  ['/incidents/$incidentId', IncidentRoute],
  ['/incidents/$incidentId/evacuation', EvacuationRoute],
  ['/incidents/$incidentId/evaluation', EvaluationRoute],
  ['/map', MapRoute],
  ['/plans', PlanListRoute],
  ['/plans/$planId', PlanRoute],
  ['/reports/$reportId', ReportRoute],
  ['/resources', ResourcesRoute],
  ['/resources/$tab', ResourcesRoute],
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
