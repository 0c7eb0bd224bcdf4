import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { divisionAt, divisionLevelOf, divisionLevels, type Role } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { createNode, type FengsuiNode } from '../packages/server/src/composition.ts'
import { systemClock } from '../packages/server/src/platform/clock/clock.ts'
import type { Database } from '../packages/server/src/platform/db/database.ts'
import { randomIds } from '../packages/server/src/platform/ids/id-source.ts'
import { openSigningKey } from '../packages/server/src/platform/journal/signing-key.ts'
import { verifyJournal, type JournalVerdict } from '../packages/server/src/platform/journal/verify-journal.ts'
import { silentLog } from '../packages/server/src/platform/log.ts'
import { openNodeKey } from '../packages/server/src/platform/secrets/node-key.ts'

/** The whole program on the real clock, to be called without a browser. */
export interface BenchNode {
  readonly node: FengsuiNode
  newId(): string
  /** Makes an account with a token, its unit and, when unknown, its place. */
  caller(options: { divisionCode: string; roles: Role[]; unitRole: string }): Promise<{ token: string; unitId: string }>
  /** Until every entry has its position; what follows from the entries may still be under way. */
  seal(): Promise<void>
  verify(): Promise<JournalVerdict>
}

export async function createBenchNode(database: Database, dataDir: string): Promise<BenchNode> {
  const key = openSigningKey(dataDir)
  const file = join(dataDir, 'heads.jsonl')
  const node = await createNode({
    database, clocks: { business: systemClock, wall: systemClock }, ids: randomIds, log: silentLog, signing: { key, file }, nodeKey: openNodeKey(dataDir), files: { dir: join(dataDir, 'files') },
    version: '0.0.0-bench', rulesAsOf: null, demo: false, sandbox: null, secureCookies: false, outboundChannels: [],
  })
  const newId = randomIds.forKey('bench')
  const places = new Set<string>()
  return {
    node, newId,
    async caller({ divisionCode, roles, unitRole }) {
      const [unitId, accountId] = [newId(), newId()]
      const above = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(divisionCode)) + 1).map((level) => divisionAt(divisionCode, level))
      await node.deps.commands.runInternal({ actor: 'system', key: newId() }, async (context) => {
        above.forEach((code, index) => {
          if (places.has(code)) return
          places.add(code)
          context.record({ type: 'division.created', stream: `division:${code}`, audience: { division: code }, changes: [{ object: 'division', id: code, created: true, set: { name: `测试${code}`, fullName: `测试${code}`, level: divisionLevelOf(code), parentCode: above[index - 1] ?? null, statistical: false, fictional: true, pinyin: '', position: { longitude: 121, latitude: 28.6 } } }] })
        })
        context.record({ type: 'unit.created', audience: { division: divisionCode }, changes: [{ object: 'unit', id: unitId, created: true, set: { name: `${divisionCode} ${unitRole}`, role: unitRole, divisionCode, staffedAllHours: true, status: 'active' } }] })
        context.record({ type: 'account.created', audience: { division: divisionCode }, changes: [{ object: 'account', id: accountId, created: true, set: { username: `b${accountId}`, unitId, divisionCode, roles, status: 'active', createdAt: context.at } }] })
      })
      const { token } = await node.modules.access.issueToken(accountId, '基准')
      return { token, unitId }
    },
    async seal() {
      node.runtime.start()
      while ((await sql`select 1 from journal where position is null limit 1`.execute(database.kysely)).rows.length > 0) await sleep(50)
      await node.runtime.stop()
    },
    verify: () => verifyJournal(database, { headsFile: file, publicKey: key.publicKey }),
  }
}
