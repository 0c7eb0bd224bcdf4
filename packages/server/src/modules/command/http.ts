import { commandRoutes as routes } from '@fengsui/contract/command'
import type { Actor } from '../../platform/actor.ts'
import { acknowledgeNotice } from './acknowledge-notice.ts'
import { appointOnSiteCommander } from './appoint-on-site-commander.ts'
import { assignTask } from './assign-task.ts'
import { getCommandBoard, getResponseView } from './board-views.ts'
import { changeResponseLevel } from './change-response-level.ts'
import type { CommandDeps } from './command-deps.ts'
import { cancelTask, ruleOnDispute, superviseTask } from './direct-task.ts'
import { endResponse } from './end-response.ts'
import { callConsultation, concludeConsultation } from './hold-consultation.ts'
import { startResponse } from './start-response.ts'
import { enterEmergencyState, leaveEmergencyState } from './switch-emergency-state.ts'
import { takeSeat } from './take-seat.ts'
import { getTaskView, listNotices, listTasks } from './task-views.ts'
import { acknowledgeTask, completeTask, disputeTask, reportProgress } from './work-on-task.ts'

export function bindCommand(deps: CommandDeps): void {
  const { http, objects, database } = deps
  const task = async (actor: Actor, { id }: { id: string }) => getTaskView(objects, database, actor, id)
  const response = async (actor: Actor, { id }: { id: string }) => getResponseView(objects, database, actor, id)
  http.bind(routes.getCommandBoard, ({ actor, params }) => getCommandBoard(objects, database, actor, params.incidentId))
  http.bind(routes.startResponse, async ({ actor, params, body }) => response(actor, await startResponse(deps, actor, { params, body })))
  http.bind(routes.changeResponseLevel, async ({ actor, params, body }) => response(actor, await changeResponseLevel(deps, actor, { params, body })))
  http.bind(routes.endResponse, async ({ actor, params, body }) => response(actor, await endResponse(deps, actor, { params, body })))
  http.bind(routes.appointOnSiteCommander, ({ actor, params, body }) => appointOnSiteCommander(deps, actor, { params, body }))
  http.bind(routes.takeSeat, ({ actor, params, body }) => takeSeat(deps, actor, { params, body }))
  http.bind(routes.listTasks, ({ actor, query }) => listTasks(objects, database, actor, query))
  http.bind(routes.assignTask, async ({ actor, params, body }) => task(actor, await assignTask(deps, actor, { params, body })))
  http.bind(routes.acknowledgeTask, async ({ actor, params, body }) => task(actor, await acknowledgeTask(deps, actor, { params, body })))
  http.bind(routes.reportProgress, async ({ actor, params, body }) => task(actor, await reportProgress(deps, actor, { params, body })))
  http.bind(routes.completeTask, async ({ actor, params, body }) => task(actor, await completeTask(deps, actor, { params, body })))
  http.bind(routes.disputeTask, async ({ actor, params, body }) => task(actor, await disputeTask(deps, actor, { params, body })))
  http.bind(routes.ruleOnDispute, async ({ actor, params, body }) => task(actor, await ruleOnDispute(deps, actor, { params, body })))
  http.bind(routes.superviseTask, async ({ actor, params, body }) => task(actor, await superviseTask(deps, actor, { params, body })))
  http.bind(routes.cancelTask, async ({ actor, params, body }) => task(actor, await cancelTask(deps, actor, { params, body })))
  http.bind(routes.acknowledgeNotice, ({ actor, params, body }) => acknowledgeNotice(deps, actor, { params, body }))
  http.bind(routes.listNotices, ({ actor, query }) => listNotices(objects, database, actor, query))
  http.bind(routes.callConsultation, ({ actor, params, body }) => callConsultation(deps, actor, { params, body }))
  http.bind(routes.concludeConsultation, ({ actor, params, body }) => concludeConsultation(deps, actor, { params, body }))
  http.bind(routes.enterEmergencyState, ({ actor, params, body }) => enterEmergencyState(deps, actor, { params, body }))
  http.bind(routes.leaveEmergencyState, ({ actor, params, body }) => leaveEmergencyState(deps, actor, { params, body }))
}
