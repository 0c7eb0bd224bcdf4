import { routes } from '@fengsui/contract'
import type { ModuleDeps } from '../../platform/module.ts'
import { scenarios } from '../../replay/scenarios.ts'
import type { SandboxRuns } from './sandbox-runs.ts'

export function bindSandboxes({ http }: ModuleDeps, runs: SandboxRuns): void {
  http.bind(routes.listSandboxes, async () => ({
    items: await runs.list(),
    scenarios: Object.values(scenarios).map(({ key, title, from, to, steps }) => ({ key, title, from, to, steps: steps.length })),
  }))
  http.bind(routes.startSandbox, async ({ actor, body }) => runs.get(await runs.start(actor, body)))
  http.bind(routes.getSandbox, ({ params }) => runs.get(params.sandboxId))
  http.bind(routes.controlSandbox, async ({ actor, params, body }) => {
    await runs.control(actor, params.sandboxId, body)
    return runs.get(params.sandboxId)
  })
}
