import { objectKinds, type ObjectKind } from '@fengsui/contract'
import type { Instant } from '@fengsui/contract/kernel'
import { signalRoutes } from '@fengsui/contract/signals'
import { createAccess, createCodeCheck, type Access } from './modules/access/index.ts'
import { createAssessment } from './modules/assessment/index.ts'
import { createAttachments } from './modules/attachments/index.ts'
import { createCalendar } from './modules/calendar/index.ts'
import { createCommand } from './modules/command/index.ts'
import { createDigests } from './modules/digests/index.ts'
import { createDisasterStatistics } from './modules/disaster-statistics/index.ts'
import { createDispatch } from './modules/dispatch/index.ts'
import { createDuty } from './modules/duty/index.ts'
import { createEvacuation } from './modules/evacuation/index.ts'
import { createEvaluation } from './modules/evaluation/index.ts'
import { createImports } from './modules/imports/index.ts'
import { createIncidents } from './modules/incidents/index.ts'
import { createInstructions } from './modules/instructions/index.ts'
import { createMonitoring } from './modules/monitoring/index.ts'
import { createNotifications } from './modules/notifications/index.ts'
import { createOperation } from './modules/operation/index.ts'
import { createOrg } from './modules/org/index.ts'
import { createPlans } from './modules/plans/index.ts'
import { createReports } from './modules/reports/index.ts'
import { createResources } from './modules/resources/index.ts'
import { createRosters } from './modules/rosters/index.ts'
import { createSignals, submitSignal } from './modules/signals/index.ts'
import { createSituation } from './modules/situation/index.ts'
import { createStatistics } from './modules/statistics/index.ts'
import { createStockpile } from './modules/stockpile/index.ts'
import { createWarnings } from './modules/warnings/index.ts'
import type { Gateway } from './platform/channels/gateway.ts'
import { createSimulatedGateways } from './platform/channels/simulated.ts'
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
import type { FileLimits } from './platform/files/file-folder.ts'
import type { Log } from './platform/log.ts'
import { Metrics } from './platform/metrics/metrics.ts'
import type { NodeKey } from './platform/secrets/node-key.ts'
import type { ModuleDeps, ModuleParts } from './platform/module.ts'
import { ObjectStore } from './platform/objects/object-store.ts'
import type { OutboundFetch } from './platform/outbound-fetch/index.ts'
import { OutboxRunner } from './platform/outbox/outbox-runner.ts'
import { ReactionRunner } from './platform/reactions/reaction-runner.ts'
import { Runtime } from './platform/runtime.ts'
import { TimerRunner } from './platform/timers/timer-runner.ts'
import type { TlsMaterial } from './platform/tls/load-tls.ts'
import type { NodeWatch } from './platform/watch/node-watch.ts'

export interface NodeOptions {
  database: Database
  clocks: Clocks
  ids: IdSource
  log: Log
  /** Key of the journal's heads and the file they go to; public halves of earlier keys, whose heads still count. */
  signing: { key: SigningKey; file: string; retiredKeys?: readonly string[] }
  /** Seals secrets that rest in the database. */
  nodeKey: NodeKey
  /** Contents of files; a sandbox has a folder of its own. */
  files: { dir: string; limits?: FileLimits }
  version: string
  /** Day whose rules (grades, deadlines) apply; null = the business day. A replay of 2019 under today's rules fixes it, and says so. */
  rulesAsOf: Instant | null
  /** Demo accounts are listed on the sign-in page; only ever true on a loopback address. */
  demo: boolean
  /** Set in a sandbox process. */
  sandbox: { name: string } | null
  secureCookies: boolean
  /** How a node that runs for its own sake (no test, no sandbox) is watched and reached. */
  operation?: { watch: NodeWatch; tls: TlsMaterial | null; lastBackupAt: () => Instant | null }
  /** Ways out of this process. A sandbox is composed without any: see `sandbox-main.ts`. */
  outboundChannels: readonly Gateway[]
  /** The client for web sources; absent where nothing may be fetched: in a sandbox, in most tests. */
  outboundFetch?: OutboundFetch
}

/** One running Fengsui: everything wired, nothing listening yet. */
export interface FengsuiNode {
  readonly deps: ModuleDeps
  readonly http: HttpServer
  readonly runtime: Runtime
  readonly metrics: Metrics
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
  const metrics = new Metrics()
  const commands = new CommandRunner({ database, clocks, ids, objects, onCommitted: () => sealer.poke(), observe: (name, outcome, seconds) => metrics.observeCommand(name, outcome, seconds) })

  const steps = options.operation?.watch.steps ?? null
  const access = createAccess({ database, objects, commands, clocks, log, hub, nodeKey: options.nodeKey, demo: options.demo, sandbox: options.sandbox, secureCookies: options.secureCookies, version: options.version, steps })
  const requestIds = ids.forKey('requests')
  const http = await HttpServer.create({ log, authenticate: access.authenticate, newRequestId: requestIds, secure: options.secureCookies, title: '烽燧 Fengsui', version: options.version, tls: options.operation?.tls ?? null })
  const deps: ModuleDeps = { database, objects, commands, clocks, log, http, hub, rulesAsOf: () => options.rulesAsOf ?? clocks.business.now() }
  access.bind(http)
  const modules = createModules(deps, options)
  bindLiveStream(http, hub)
  http.app.get('/api/openapi.json', { schema: { hide: true } }, async () => http.app.swagger())

  const parts: ModuleParts[] = Object.values(modules)
  const reactions = new ReactionRunner({ database, runner: commands, clocks, log, reactions: parts.flatMap((part) => part.reactions ?? []) })
  await reactions.open()
  const timers = new TimerRunner({ database, runner: commands, clocks, log, handlers: parts.flatMap((part) => part.timers ?? []) })
  const outbox = new OutboxRunner({ database, clocks, ids, log, steps, channels: parts.flatMap((part) => part.channels ?? []) })
  const runtime: Runtime = new Runtime({ database, clocks, log, sealer, reactions, timers, outbox, hub, signing: options.signing })
  return {
    deps, http, runtime, metrics, modules: { access, ...modules },
    async close() {
      hub.closeWhere(() => true)
      await modules.signals.feeds?.stop()
      await http.app.close()
      await runtime.stop()
    },
  }
}

function createModules(deps: ModuleDeps, options: NodeOptions) {
  const org = createOrg(deps)
  const calendar = createCalendar(deps)
  const monitoring = createMonitoring(deps)
  const incidents = createIncidents(deps)
  const signals = createSignals(deps, { incidents, outboundFetch: options.sandbox === null ? (options.outboundFetch ?? null) : null })
  const plans = createPlans(deps)
  const reports = createReports(deps, { incidents, signingKey: options.signing.key })
  const evacuation = createEvacuation(deps)
  const command = createCommand(deps, { plans, standingOrders: evacuation })
  const resources = createResources(deps)
  const stockpile = createStockpile(deps)
  const dispatch = createDispatch(deps, { incidents, resources, stockpile, command })
  const notifications = createNotifications(deps, { gateways: options.sandbox === null ? options.outboundChannels : createSimulatedGateways(), deliverNotices: (message) => command.deliverNotices(message) })
  const warnings = createWarnings(deps, { plans })
  const evaluation = createEvaluation(deps)
  const disasterStatistics = createDisasterStatistics(deps)
  const instructions = createInstructions(deps)
  const statistics = createStatistics(deps)
  const assessment = createAssessment(deps)
  const digests = createDigests(deps)
  const attachments = createAttachments(deps, options.files)
  const duty = createDuty({
    ...deps, nodeKey: options.nodeKey, codes: createCodeCheck({ database: deps.database, nodeKey: options.nodeKey, clocks: deps.clocks }), placeCall: (context, call) => notifications.placeCall(context, call),
    submitSignal: (actor, body) => submitSignal(deps, incidents, actor, signalRoutes.submitSignal.schema.body.parse(body)),
    caseGateway: options.sandbox === null ? options.outboundChannels.find((gateway) => gateway.channel === 'linked-case') : undefined,
  })
  const imports = createImports(deps, attachments)
  const rosters = createRosters(deps, attachments)
  const domain = { calendar, attachments, imports, rosters, org, monitoring, signals, incidents, plans, reports, command, notifications, warnings, evacuation, resources, stockpile, dispatch, duty, evaluation, disasterStatistics, digests, instructions, statistics, assessment }
  const texts = Object.fromEntries(Object.values<ModuleParts>(domain).flatMap((part) => Object.entries(part.timelineTexts ?? {})))
  const operation = createOperation(deps, {
    version: options.version, demo: options.demo, sandbox: options.sandbox !== null, watch: options.operation?.watch ?? null,
    lastBackupAt: options.operation?.lastBackupAt ?? (() => null), certificateValidTo: options.operation?.tls?.validTo ?? null,
  })
  const situation = createSituation(deps, { timelineTexts: texts, signing: options.signing, virtualClock: options.sandbox !== null })
  return { ...domain, situation, operation }
}
