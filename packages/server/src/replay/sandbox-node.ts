import { join } from 'node:path'
import type { Instant, Json } from '@fengsui/contract/kernel'
import { foldEntries, type Folded } from '@fengsui/contract/situation'
import type { createNode, FengsuiNode } from '../composition.ts'
import { seedDemo } from '../demo/index.ts'
import { VirtualClock, systemClock } from '../platform/clock/clock.ts'
import { dropDatabase, ensureDatabase } from '../platform/db/create-database.ts'
import { openDatabase, type Database } from '../platform/db/database.ts'
import { prepareDatabase } from '../platform/db/prepare-database.ts'
import { StartupProblem } from '../platform/db/startup-problem.ts'
import { seededIds } from '../platform/ids/id-source.ts'
import { headsFile } from '../platform/journal/heads.ts'
import { readEntries } from '../platform/journal/read-entries.ts'
import { openSigningKey } from '../platform/journal/signing-key.ts'
import { verifyJournal } from '../platform/journal/verify-journal.ts'
import { createLog, type Log } from '../platform/log.ts'
import { openNodeKey } from '../platform/secrets/node-key.ts'
import { takeDatabase } from './database-hold-store.ts'
import type { SandboxCalls, SandboxSettings, SandboxState } from './sandbox-protocol.ts'
import { countEntries, findAccountId, readSettings, writeSetting } from './sandbox-store.ts'
import { addSimulatedOfficers } from './simulated-officers.ts'
import { countOutcome, countedKinds } from './summary-rules.ts'

const NOW = 'sandbox.now'
const SEEDED = 'sandbox.seeded'
const STEPS_DONE = 'sandbox.steps-done'
const KEPT = 'sandbox.kept.'
const PAGE = 1000

/** A running sandbox inside its process. */
export interface SandboxNode {
  state(): SandboxState
  settle(): Promise<void>
  advanceTo(to: Instant): Promise<void>
  issueToken(username: string): Promise<string>
  keep(name: string, value: Json): Promise<void>
  setStepsDone(count: number): Promise<void>
  summarise(): Promise<SandboxCalls['summarise']['output']>
  close(): Promise<void>
}

/**
 * Opens a sandbox: makes its database with the demo in it, or finds it as it was left and finishes what was under way.
 * @param compose the composition root; handed in, so that this file wires nothing
 * @param onLost called when the database is lost to this process
 * @throws StartupProblem when another process has the sandbox
 */
export async function openSandboxNode(settings: SandboxSettings, compose: typeof createNode, onLost: () => void): Promise<SandboxNode> {
  const log: Log = { ...createLog(systemClock.now), info: () => undefined }
  const { connectionString, database, hold } = await openOwnDatabase(settings, log, onLost)
  const kept = await readSettings(database, 'sandbox.')
  const clock = new VirtualClock((kept.get('now') as string | undefined) ?? settings.start)
  const key = openSigningKey(settings.dataDir)
  const heads = headsFile(settings.dataDir, settings.database)
  const node = await compose({
    database, ids: seededIds(settings.seed), log, clocks: { business: clock, wall: systemClock }, signing: { key, file: heads }, nodeKey: openNodeKey(settings.dataDir), files: { dir: join(settings.dataDir, 'sandbox-files', settings.database) }, version: settings.version, rulesAsOf: settings.rulesAsOf,
    demo: false, sandbox: { name: settings.title }, secureCookies: false, outboundChannels: [],
  })
  if (!kept.has('seeded')) {
    await writeSetting(database, NOW, clock.now())
    await seedDemo(node.deps, { demoDir: settings.demoDir, withTyphoon: false })
    await addSimulatedOfficers(node.deps)
    await writeSetting(database, SEEDED, true)
  }
  // What a killed predecessor had in hand comes first, at the instant at which it was in hand.
  await node.runtime.recover(true)
  await node.runtime.settle()
  await node.http.app.listen({ host: '127.0.0.1', port: 0 })
  return attachControls({ node, clock, database, hold, settings, heads, publicKey: key.publicKey, connectionString, kept: await readSettings(database, KEPT), stepsDone: Number(kept.get('steps-done') ?? 0) })
}

async function openOwnDatabase(settings: SandboxSettings, log: Log, onLost: () => void) {
  const open = async () => {
    const connectionString = await ensureDatabase(settings.adminUrl, settings.database)
    const hold = await takeDatabase(connectionString, onLost)
    if (!hold) throw new StartupProblem('这场回放正由另一个程序运行，请等它结束，或换一个 --data 文件夹')
    const { role } = await prepareDatabase({ connectionString, migrationsDir: settings.migrationsDir, now: systemClock.now, log })
    const database = openDatabase({ connectionString, poolSize: 6, applicationName: 'fengsui sandbox', role, log })
    return { connectionString, hold, database }
  }
  const first = await open()
  const seeded = (await readSettings(first.database, SEEDED)).size > 0
  if (seeded || (await countEntries(first.database)) === 0) return first
  // Killed while the demo was being put in: nothing of worth is there yet, begin again.
  await first.hold.release()
  await first.database.close()
  await dropDatabase(settings.adminUrl, settings.database)
  return open()
}

interface Parts {
  node: FengsuiNode
  clock: VirtualClock
  database: Database
  hold: { release(): Promise<void> }
  settings: SandboxSettings
  heads: string
  publicKey: string
  connectionString: string
  kept: Map<string, Json>
  stepsDone: number
}

function attachControls(parts: Parts): SandboxNode {
  const { node, clock, database } = parts
  // Written before anything happens at that instant: a restart must not do at an earlier one what was begun at a later.
  const remember = (at: Instant) => writeSetting(database, NOW, at)
  const port = () => {
    const address = node.http.app.server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  return {
    state: () => ({ port: port(), now: clock.now(), stepsDone: parts.stepsDone, kept: Object.fromEntries(parts.kept) }),
    settle: () => node.runtime.settle(),
    advanceTo: (to) => node.runtime.advanceTo(to, remember),
    async issueToken(username) {
      const accountId = await findAccountId(database, username)
      if (!accountId) throw new StartupProblem(`演示数据里没有账号 ${username}`)
      return (await node.modules.access.issueToken(accountId, '回放')).token
    },
    keep: (name, value) => writeSetting(database, `${KEPT}${name}`, value),
    setStepsDone: (count) => writeSetting(database, STEPS_DONE, count),
    async summarise() {
      await node.runtime.signHead()
      const verdict = await verifyJournal(database, { headsFile: parts.heads, publicKey: parts.publicKey })
      return { ...countOutcome(await foldCounted(database)), journal: { entries: verdict.entries, head: verdict.head, verified: verdict.faults.length === 0 && verdict.unsealed === 0 } }
    },
    async close() {
      await node.close()
      await parts.hold.release()
      await database.close()
    },
  }
}

/** Folds the whole journal, keeping the kinds that are counted. */
async function foldCounted(database: Database): Promise<Folded> {
  const folded: Folded = {}
  for (let after = 0; ; ) {
    const page = await readEntries(database, after, PAGE)
    foldEntries(page.map((entry) => ({ data: { changes: entry.data.changes.filter((change) => countedKinds.has(change.object)) } })), folded)
    after = page.at(-1)?.position ?? after
    if (page.length < PAGE) return folded
  }
}
