import { objectKinds, type ObjectKind } from '@fengsui/contract'
import type { Instant } from '@fengsui/contract/kernel'
import { createAccess, type Access } from './modules/access/index.ts'
import { createCommand } from './modules/command/index.ts'
import { createIncidents } from './modules/incidents/index.ts'
import { createMonitoring } from './modules/monitoring/index.ts'
import { createOrg } from './modules/org/index.ts'
import { createPlans } from './modules/plans/index.ts'
import { createReports } from './modules/reports/index.ts'
import { createSignals } from './modules/signals/index.ts'
import { createSituation } from './modules/situation/index.ts'
import type { Clocks } from './platform/clock/clock.ts'
import { CommandRunner } from './platform/commands/command-runner.ts'
import type { Database } from './platform/db/database.ts'
import { HttpServer } from './platform/http/http-server.ts'
import { bindLiveStream } from './platform/http/live-stream.ts'
import type { IdSource } from './platform/ids/id-source.ts'
import { openFirstEpoch } from './platform/journal/heads.ts'
import { Sealer } from './platform/journal/sealer.ts'
import type { SigningKey } from './platform/journal/signing-key.ts'
import { LiveHub } from './platform/live/live-hub.ts'
import type { Log } from './platform/log.ts'
import type { ModuleDeps, ModuleParts } from './platform/module.ts'
import { ObjectStore } from './platform/objects/object-store.ts'
import type { Channel } from './platform/outbox/outbox-runner.ts'
import { OutboxRunner } from './platform/outbox/outbox-runner.ts'
import { ReactionRunner } from './platform/reactions/reaction-runner.ts'
import { Runtime } from './platform/runtime.ts'
import { TimerRunner } from './platform/timers/timer-runner.ts'

export interface NodeOptions {
  database: Database
  clocks: Clocks
  ids: IdSource
  log: Log
  signing: { key: SigningKey; file: string }
  version: string
  /** Day whose rules (grades, deadlines) apply; null = the business day. A replay of 2019 under today's rules fixes it, and says so. */
  rulesAsOf: Instant | null
  /** Demo accounts are listed on the sign-in page; only ever true on a loopback address. */
  demo: boolean
  /** Set in a sandbox process. */
  sandbox: { name: string } | null
  secureCookies: boolean
  /** Ways out of this process. A sandbox is composed without any: see `sandbox-main.ts`. */
  outboundChannels: readonly Channel[]
}

/** One running Fengsui: everything wired, nothing listening yet. */
export interface FengsuiNode {
  readonly deps: ModuleDeps
  readonly http: HttpServer
  readonly runtime: Runtime
  readonly modules: ReturnType<typeof createModules> & { access: Access }
  close(): Promise<void>
}

/** The only place where modules are wired together. */
export async function createNode(options: NodeOptions): Promise<FengsuiNode> {
  const { database, clocks, ids, log } = options
  const objects = new ObjectStore(objectKinds)
  await objects.open(database)
  await openFirstEpoch(database, clocks.wall)

  const hub = new LiveHub({ database, permissionOf: (kind) => objectKinds[kind as ObjectKind].permission })
  await hub.open()
  const sealer: Sealer = new Sealer({ database, log, onSealed: () => { hub.poke(); runtime.poke() } })
  const commands = new CommandRunner({ database, clocks, ids, objects, onCommitted: () => sealer.poke() })

  const access = createAccess({ database, objects, commands, clocks, log, hub, demo: options.demo, sandbox: options.sandbox, secureCookies: options.secureCookies, version: options.version })
  const requestIds = ids.forKey('requests')
  const http = await HttpServer.create({ log, authenticate: access.authenticate, newRequestId: requestIds, secure: options.secureCookies, title: '烽燧 Fengsui', version: options.version })
  const deps: ModuleDeps = { database, objects, commands, clocks, log, http, hub, rulesAsOf: () => options.rulesAsOf ?? clocks.business.now() }
  access.bind(http)
  const modules = createModules(deps, options)
  bindLiveStream(http, hub)
  http.app.get('/api/openapi.json', { schema: { hide: true } }, async () => http.app.swagger())

  const parts: ModuleParts[] = Object.values(modules)
  const reactions = new ReactionRunner({ database, runner: commands, clocks, log, reactions: parts.flatMap((part) => part.reactions ?? []) })
  await reactions.open()
  const timers = new TimerRunner({ database, runner: commands, clocks, log, handlers: parts.flatMap((part) => part.timers ?? []) })
  const outbox = new OutboxRunner({ database, clocks, ids, log, channels: [...parts.flatMap((part) => part.channels ?? []), ...options.outboundChannels] })
  const runtime: Runtime = new Runtime({ database, clocks, log, sealer, reactions, timers, outbox, hub, signing: options.signing })
  return {
    deps, http, runtime, modules: { access, ...modules },
    async close() {
      hub.closeWhere(() => true)
      await http.app.close()
      await runtime.stop()
    },
  }
}

function createModules(deps: ModuleDeps, options: NodeOptions) {
  const org = createOrg(deps)
  const monitoring = createMonitoring(deps)
  const incidents = createIncidents(deps)
  const signals = createSignals(deps, { incidents })
  const plans = createPlans(deps)
  const reports = createReports(deps, { incidents })
  const command = createCommand(deps, { plans })
  const texts = { ...org.timelineTexts, ...monitoring.timelineTexts, ...signals.timelineTexts, ...incidents.timelineTexts, ...plans.timelineTexts, ...reports.timelineTexts, ...command.timelineTexts }
  const situation = createSituation(deps, { timelineTexts: texts, publicKey: options.signing.key.publicKey, virtualClock: options.sandbox !== null })
  return { org, monitoring, signals, incidents, plans, reports, command, situation }
}
