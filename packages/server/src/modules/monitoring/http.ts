import { routes } from '@fengsui/contract'
import type { ModuleDeps } from '../../platform/module.ts'
import { getTyphoonFix, listStations, listTyphoonFixes } from './monitoring-views.ts'
import { recordTyphoonFix } from './record-typhoon-fix.ts'

export function bindMonitoring(deps: ModuleDeps): void {
  deps.http.bind(routes.listStations, async ({ actor }) => ({ items: await listStations(deps, actor) }))
  deps.http.bind(routes.listTyphoonFixes, async ({ query }) => ({ items: await listTyphoonFixes(deps, query.number ?? null) }))
  deps.http.bind(routes.recordTyphoonFix, async ({ actor, body }) => {
    const { id } = await recordTyphoonFix(deps, actor, body)
    return getTyphoonFix(deps, id)
  })
}
