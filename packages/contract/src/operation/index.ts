import { z } from 'zod'
import { route } from '../kernel/index.ts'

export * from './node-notices.ts'

/** How this node is doing, for the banner of the shell and for administrators. Times and counts only. */
export const NodeState = z.object({
  at: z.string(),
  version: z.string(),
  clock: z.object({ offsetSeconds: z.number().nullable(), source: z.enum(['ntp', 'database', 'step']).nullable(), steppedAt: z.string().nullable() }),
  disk: z.object({ freeBytes: z.number().nullable() }),
  database: z.object({ reachable: z.boolean(), unsealed: z.number() }),
  outbox: z.array(z.object({ channel: z.string(), queued: z.number(), failed: z.number() })),
  parked: z.object({ reactions: z.number(), timers: z.number() }),
  lastBackupAt: z.string().nullable(),
  certificateValidTo: z.string().nullable(),
  severity: z.enum(['ok', 'notice', 'serious']),
  notices: z.array(z.object({ key: z.enum(['clock', 'disk', 'seal', 'parked', 'outbox', 'backup', 'certificate']), severity: z.enum(['notice', 'serious']), title: z.string(), detail: z.string() })),
})
export type NodeState = z.infer<typeof NodeState>

export const operationRoutes = {
  getNodeState: route({ method: 'GET', path: '/node-state', access: 'signed-in', tag: '运行', summary: '本节点运行状态：时钟、磁盘、积压、备份；只给出与本人有关的提示', schema: { response: NodeState } }),
}
