import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createNode, type FengsuiNode } from './composition.ts'
import { seedDemo } from './demo/index.ts'
import { createSandboxes } from './modules/sandboxes/index.ts'
import { openRecord, packageRoot, type OpenRecord } from './open-record.ts'
import { readPassphrase } from './backup-command.ts'
import { startBackupSchedule } from './platform/backup/backup-schedule.ts'
import { readLastBackup } from './platform/backup/last-backup.ts'
import { writeBackup } from './platform/backup/write-backup.ts'
import { systemClock } from './platform/clock/clock.ts'
import { readGateways } from './platform/channels/live/read-gateways.ts'
import { isLoopback, readConfig, type Config } from './platform/config/config.ts'
import { databaseUrl } from './platform/db/create-database.ts'
import { StartupProblem } from './platform/db/startup-problem.ts'
import { bindHealth } from './platform/http/health.ts'
import { refuseRemoteRequests } from './platform/http/local-only.ts'
import { serveWebFiles } from './platform/http/web-files.ts'
import { randomIds } from './platform/ids/id-source.ts'
import { headsFile } from './platform/journal/heads.ts'
import { findPublicKeys, openSigningKey } from './platform/journal/signing-key.ts'
import { createLog } from './platform/log.ts'
import { bindMetrics } from './platform/metrics/bind-metrics.ts'
import { createOutboundFetch } from './platform/outbound-fetch/index.ts'
import { openNodeKey } from './platform/secrets/node-key.ts'
import { loadTls } from './platform/tls/load-tls.ts'
import { NodeWatch } from './platform/watch/node-watch.ts'

const SHUTDOWN_LIMIT_MS = 20_000
const log = createLog(() => systemClock.now())

/** Whether this database holds demo accounts; decided once, at first start. */
async function decideDemo(record: OpenRecord, config: Config): Promise<boolean> {
  const { rows } = await sql<{ demo: boolean | null; accounts: number }>`select (select (value)::boolean from node_setting where key = 'demo') as demo, (select count(*) from account) as accounts`.execute(record.database.kysely)
  const state = rows[0]
  const demo = state?.demo ?? (!config.empty && state?.accounts === 0)
  if (demo && config.empty) throw new StartupProblem(`数据目录 ${config.dataDir} 里是演示系统。要干净的系统，请换一个目录：npm start -- --empty --data ./data-formal`)
  if (demo && !isLoopback(config.host)) throw new StartupProblem(`演示账号的密码是公开的，只许本机访问，不能监听 ${config.host}。请去掉 HOST，或用 npm start -- --empty 建立干净的系统`)
  await sql`insert into node_setting (key, value) values ('demo', ${JSON.stringify(demo)}::jsonb) on conflict do nothing`.execute(record.database.kysely)
  return demo
}

/** What machines and the node's keepers ask: health, readiness with clock and disk, figures. */
function bindOperation(node: FengsuiNode, record: OpenRecord, watch: NodeWatch, config: Config, version: string): void {
  const { http, metrics, deps } = node
  bindHealth(http, record.database, version, () => ({ clock: watch.clock(), disk: { freeBytes: watch.freeBytes() } }))
  bindMetrics(http, { token: config.metricsToken, render: () => metrics.render({ database: record.database, hub: deps.hub, now: deps.clocks.business.now(), clockOffsetSeconds: watch.clock().seconds, freeBytes: watch.freeBytes() }) })
}

async function run(): Promise<void> {
  const startedAt = process.hrtime.bigint()
  const config = readConfig(process.argv.slice(2), process.env)
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const version = (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version

  const tls = config.tls === null ? null : loadTls(config.tls, systemClock.now())
  const passphrase = config.backup === null || config.backup.passphraseFile === null ? null : readPassphrase(config.backup.passphraseFile)

  const record = await openRecord({ config, log, signal: stopping.signal })
  let node: FengsuiNode | undefined
  let watch: NodeWatch | undefined
  let stopBackups: (() => Promise<void>) | undefined
  let sandboxes: ReturnType<typeof createSandboxes> | undefined
  try {
    const demo = await decideDemo(record, config)
    watch = new NodeWatch({ wall: systemClock, log, dataDir: config.dataDir, database: config.databaseUrl === null ? null : record.database, ntp: config.ntp })
    watch.start()
    const signing = { key: openSigningKey(config.dataDir), file: headsFile(config.dataDir, record.name), retiredKeys: findPublicKeys(config.dataDir).slice(1) }
    node = await createNode({
      database: record.database, clocks: { business: systemClock, wall: systemClock }, ids: randomIds, log, signing, nodeKey: openNodeKey(config.dataDir), files: { dir: join(config.dataDir, 'files'), limits: config.fileLimits }, version, rulesAsOf: null,
      demo, sandbox: null, secureCookies: tls !== null, operation: { watch, tls, lastBackupAt: () => readLastBackup(config.dataDir)?.at ?? null }, outboundChannels: readGateways(process.env, systemClock), outboundFetch: createOutboundFetch(),
    })
    bindOperation(node, record, watch, config, version)
    if (demo) {
      refuseRemoteRequests(node.http)
      await seedDemo(node.deps, { demoDir: join(packageRoot, 'demo'), withTyphoon: true })
    }
    sandboxes = createSandboxes(node.deps, { config, adminUrl: record.adminUrl, version })
    await serveWebFiles(node.http, join(packageRoot, '../web/dist'))
    if (config.roles.has('worker')) {
      await node.runtime.recover()
      node.runtime.start()
      node.modules.signals.feeds?.start()
    } else node.runtime.follow()
    if (config.roles.has('api')) {
      const address = await node.http.app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new StartupProblem(`端口 ${config.port} 已被占用。请换一个端口：PORT=8081 npm start，或先停掉占用它的程序`)
        throw error
      })
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
      process.stdout.write(`烽燧已就绪（${seconds.toFixed(1)} 秒）：${address.replace('127.0.0.1', 'localhost')}${demo ? ' 演示系统，账号见登录页' : ''}\n`)
    }
    if (config.backup !== null && config.roles.has('worker')) {
      const { folder, hour, keep } = config.backup
      const source = { connectionString: databaseUrl(record.adminUrl, record.name), dataDir: config.dataDir, passphrase, program: version, now: () => systemClock.now() }
      stopBackups = startBackupSchedule({ folder, hour, keep, log, now: source.now, lastAt: () => readLastBackup(config.dataDir)?.at ?? null, backUp: (file) => writeBackup({ ...source, file }) })
    }
    if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
    log.info('正在停止：处理完手头的事再退出')
  } finally {
    const limit = setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS)
    limit.unref()
    watch?.stop()
    await stopBackups?.()
    await sandboxes?.close()
    await node?.close()
    await record.close()
  }
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof StartupProblem) process.stderr.write(`${error.message}\n`)
    else log.error('程序启动失败', { error: String(error), stack: error instanceof Error ? error.stack : undefined })
    process.exit(1)
  },
)
