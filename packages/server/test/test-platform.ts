import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectKinds } from '@fengsui/contract'
import { VirtualClock } from '../src/platform/clock/clock.ts'
import { CommandRunner } from '../src/platform/commands/command-runner.ts'
import type { CommandContext } from '../src/platform/commands/context.ts'
import { seededIds } from '../src/platform/ids/id-source.ts'
import { openFirstEpoch, signHead } from '../src/platform/journal/heads.ts'
import { sealBatch } from '../src/platform/journal/sealer.ts'
import { openSigningKey } from '../src/platform/journal/signing-key.ts'
import { verifyJournal, type JournalVerdict } from '../src/platform/journal/verify-journal.ts'
import { ObjectStore } from '../src/platform/objects/object-store.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

/** The platform without modules: database, pipeline, sealer, heads. */
export interface TestPlatform {
  readonly db: TestDatabase
  readonly objects: ObjectStore
  readonly commands: CommandRunner
  readonly clock: VirtualClock
  readonly dataDir: string
  newId(): string
  /** Changes one object as a command would; the object is a typhoon fix, which has no rules of its own. */
  touch(id: string, wind: number, created?: boolean): (context: CommandContext) => Promise<{ id: string }>
  seal(): Promise<number>
  sign(): Promise<void>
  verify(): Promise<JournalVerdict>
  close(): Promise<void>
}

export async function createTestPlatform(): Promise<TestPlatform> {
  const db = await createTestDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'fengsui-platform-'))
  const clock = new VirtualClock('2019-08-09T16:00:00.000Z')
  const ids = seededIds(dataDir)
  const objects = new ObjectStore(objectKinds)
  await objects.open(db.db)
  await openFirstEpoch(db.db, clock)
  const key = openSigningKey(dataDir)
  const file = join(dataDir, 'heads.jsonl')
  const newId = ids.forKey('test')
  return {
    db, objects, clock, dataDir, newId,
    commands: new CommandRunner({ database: db.db, clocks: { business: clock, wall: clock }, ids, objects, onCommitted: () => {} }),
    touch: (id, wind, created = false) => async (context) => {
      context.record({
        type: created ? 'typhoon-fix.recorded' : 'typhoon-fix.corrected', audience: { division: '331000000000' },
        changes: [created
          ? { object: 'typhoon-fix', id, created: true, set: { number: '1909', name: '利奇马', divisionCode: '331000000000', fixedAt: new Date(Date.parse(context.at) + wind * 1000).toISOString(), position: { longitude: 121.42, latitude: 28.28 }, windMetresPerSecond: wind, category: '超强台风', windRadiiKm: { seven: null, ten: null, twelve: null } } }
          : { object: 'typhoon-fix', id, set: { windMetresPerSecond: wind } }],
      })
      return { id }
    },
    async seal() {
      for (let total = 0; ; ) {
        const count = await sealBatch(db.db)
        if (count === 0) return total
        total += count
      }
    },
    async sign() {
      await signHead({ database: db.db, wall: clock, key, file })
    },
    verify: () => verifyJournal(db.db, { headsFile: file, publicKey: key.publicKey }),
    async close() {
      await db.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
