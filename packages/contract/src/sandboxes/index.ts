import { z } from 'zod'
import { CommandId, Id, route } from '../kernel/index.ts'

/** A running or finished replay in its own database and process. */
export const Sandbox = z.object({
  id: Id, scenario: z.string(), title: z.string(), status: z.enum(['starting', 'playing', 'paused', 'finished', 'failed', 'stopped']), speed: z.number(), stepIndex: z.number(), stepCount: z.number(), businessNow: z.string().nullable(), startedAt: z.string(), failure: z.string().nullable(),
  steps: z.array(z.object({ at: z.string(), text: z.string() })),
  /** Sign-in for looking around inside, as the demo accounts of the sandbox. */
  basePath: z.string(),
})
export type Sandbox = z.infer<typeof Sandbox>
const SandboxParams = z.object({ sandboxId: Id })

export const sandboxRoutes = {
  listSandboxes: route({ method: 'GET', path: '/sandboxes', access: 'sandbox:run', tag: '回放', summary: '回放', schema: { response: z.object({ items: z.array(Sandbox), scenarios: z.array(z.object({ key: z.string(), title: z.string(), from: z.string(), to: z.string(), steps: z.number() })) }) } }),
  startSandbox: route({ method: 'POST', path: '/sandboxes', access: 'sandbox:run', tag: '回放', summary: '开始一次回放（另起数据库与进程，不含任何对外通道）', schema: { body: z.object({ commandId: CommandId, scenario: z.string().max(40), speed: z.number().min(0).max(10000).default(60), deaths: z.number().int().min(0).max(1000).optional() }), response: Sandbox } }),
  getSandbox: route({ method: 'GET', path: '/sandboxes/:sandboxId', access: 'sandbox:run', tag: '回放', summary: '回放进度', schema: { params: SandboxParams, response: Sandbox } }),
  controlSandbox: route({ method: 'POST', path: '/sandboxes/:sandboxId/control', access: 'sandbox:run', tag: '回放', summary: '播放、暂停、变速、单步、停止', schema: { params: SandboxParams, body: z.object({ commandId: CommandId, action: z.enum(['play', 'pause', 'step', 'stop']), speed: z.number().min(0).max(10000).optional() }), response: Sandbox } }),
}
