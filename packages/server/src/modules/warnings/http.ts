import { warningRoutes as routes } from '@fengsui/contract/warnings'
import type { ModuleDeps } from '../../platform/module.ts'
import { answerAlarm } from './answer-alarm.ts'
import { liftWarning } from './end-warning.ts'
import { recordWarning } from './record-warning.ts'
import { getLinkageAlarm, getWarning, listLinkageAlarms, listWarnings } from './warning-views.ts'

export function bindWarnings(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const clock = () => ({ at: clocks.business.now(), asOf: deps.rulesAsOf() })
  http.bind(routes.listWarnings, ({ actor, query }) => listWarnings(objects, database, actor, query, clock()))
  http.bind(routes.recordWarning, async ({ actor, body }) => getWarning(objects, database, actor, (await recordWarning(deps, actor, body)).id, clock()))
  http.bind(routes.liftWarning, async ({ actor, params, body }) => getWarning(objects, database, actor, (await liftWarning(deps, actor, { params, body })).id, clock()))
  http.bind(routes.listLinkageAlarms, ({ actor, query }) => listLinkageAlarms(objects, database, actor, query, clocks.business.now()))
  http.bind(routes.answerLinkageAlarm, async ({ actor, params, body }) => getLinkageAlarm(objects, database, actor, (await answerAlarm(deps, actor, { params, body })).id, clocks.business.now()))
}
