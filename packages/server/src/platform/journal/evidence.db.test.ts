import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../test/test-platform.ts'
import { runCheck } from '../../journal-evidence-command.ts'
import { checkBundle, type BundleVerdict } from './check-bundle.ts'
import { collectEvidence, NoEvidence, type EvidenceRequest } from './collect-evidence.ts'
import { hashEntry, nextChain } from './entry-hash.ts'
import { marksOf, MAX_BUNDLE_BYTES, renderBundle, sealBundle, sectionNames, type BundleEntry, type EvidenceBundle } from './evidence-bundle.ts'
import { headMessage } from './heads.ts'
import { openSigningKey } from './signing-key.ts'

let platform: TestPlatform
let dir: string
let key: ReturnType<typeof openSigningKey>
let stream: string
let incidentId: string
let bundleText: string

const request = (change: Partial<EvidenceRequest> = {}): EvidenceRequest => ({ streams: [stream], subject: null, database: 'fengsui', madeAt: '2019-08-10T00:00:00.000Z', withFacts: false, scope: null, key, retiredKeys: [], ...change })
const check = (text: string | Uint8Array, keys: readonly string[] | null = [key.publicKey]) => checkBundle(typeof text === 'string' ? Buffer.from(text) : text, { keys })
const parse = (text = bundleText) => JSON.parse(text) as EvidenceBundle
/** Seals again as somebody would who has a key of another node. */
const forge = (bundle: EvidenceBundle, by: { publicKey: string; sign: (message: string) => string }) => renderBundle(sealBundle(bundle, by))

beforeAll(async () => {
  platform = await createTestPlatform()
  dir = mkdtempSync(join(tmpdir(), 'fengsui-evidence-'))
  key = openSigningKey(platform.dataDir)
  const id = platform.newId()
  stream = `typhoon-fix:${id}`
  incidentId = platform.newId()
  const run = (n: number, to: string, created = false) => platform.commands.run({ commandId: platform.newId(), name: 'touch', actor: 'account:test', input: { n } }, platform.touch(to, n, created))
  const other = platform.newId()
  await run(0, id, true)
  await run(1, other, true)
  await run(1, id)
  await platform.seal()
  await platform.sign()
  await run(2, other)
  await platform.commands.runInternal({ actor: 'account:test', key: 'attach' }, async (context) => {
    const words = context.protect('signal:1', '演示来电：岭下村滑坡，🌀')
    context.record({ type: 'signal.received', stream: 'signal:1', audience: { division: '331000000000' }, changes: [], note: { words } })
    context.record({ type: 'attachment.added', stream: 'attachment:1', subject: incidentId, audience: { division: '331000000000' }, changes: [], note: { n: 1 } })
    context.record({ type: 'signal.verified', stream: 'signal:1', subject: incidentId, audience: { division: '331000000000' }, changes: [] })
    context.record({ type: 'signal.moved', stream: 'signal:1', subject: platform.newId(), audience: { division: '331000000000' }, changes: [] })
  })
  await run(3, other)
  await platform.seal()
  await platform.sign()
  bundleText = await collectEvidence(platform.db.db, request())
})
afterAll(async () => {
  await platform.close()
  rmSync(dir, { recursive: true, force: true })
})

const named = (verdict: BundleVerdict) => verdict.faults.map((fault) => `${fault.section}|${fault.position ?? ''}|${fault.field ?? ''}|${fault.reason}`).join('\n')

describe('an evidence bundle', () => {
  it('checks by itself and says what it holds', () => {
    const verdict = check(bundleText)
    expect(verdict.faults).toEqual([])
    expect(verdict.remarks).toEqual([])
    expect(verdict.summary).toMatchObject({ entries: 2, streams: 1, heads: 1, lastHead: { position: 3 } })
    expect(parse().links.map((link) => link.position)).toEqual([2])
    expect(check(bundleText, null).remarks[0]).toContain('公钥取自证据包本身')
  })

  it('holds no personal values unless asked, and then each with its salt', async () => {
    const plain = await collectEvidence(platform.db.db, request({ streams: ['signal:1'] }))
    expect(plain).not.toContain('岭下村')
    const open = await collectEvidence(platform.db.db, request({ streams: ['signal:1'], withFacts: true }))
    expect(open).toContain('岭下村滑坡，🌀')
    expect(check(open)).toMatchObject({ faults: [], summary: { facts: 1 } })
    expect(named(check(open.replace('岭下村', '岭上村')))).toMatch(/facts\|5\|value\|.*摘要不符/)
  })

  it('of an incident leaves out what is another’s and says so', async () => {
    const text = await collectEvidence(platform.db.db, request({ streams: [], subject: incidentId }))
    const verdict = check(text)
    expect(verdict.faults).toEqual([])
    expect(parse(text).entries.map((entry) => entry.type)).toEqual(['signal.received', 'attachment.added', 'signal.verified'])
    expect(parse(text).streams).toContainEqual({ stream: 'signal:1', versions: 3, withheld: [3] })
    expect(verdict.remarks.join()).toContain('有 1 条')
  })

  it('leaves out what the reader may not see, and what nobody signed yet', async () => {
    const hidden = await collectEvidence(platform.db.db, request({ streams: ['signal:1'], scope: '331000000000', mayRead: (entry) => !entry.data.includes('words') }))
    expect(check(hidden).faults).toEqual([])
    expect(hidden).not.toContain('words')
    await expect(collectEvidence(platform.db.db, request({ streams: ['signal:1'], mayRead: () => false }))).rejects.toThrow(/没有您可以查阅/)
    await expect(collectEvidence(platform.db.db, request({ streams: ['signal:none'] }))).rejects.toThrow(NoEvidence)
  })

  it('finds and names every single byte that is flipped', () => {
    const bytes = Buffer.from(bundleText)
    const lineStarts = [0, ...[...bytes].flatMap((byte, index) => (byte === 10 ? [index + 1] : []))]
    const sectionOfLine: string[] = []
    for (const line of bundleText.split('\n')) sectionOfLine.push(sectionNames.find((name) => line.startsWith(`"${name}":`) || line.startsWith(`{"${name}":`)) ?? sectionOfLine.at(-1) ?? 'format')
    const missed: string[] = []
    let line = 0
    for (let index = 0; index < bytes.length; index += 1) {
      while ((lineStarts[line + 1] ?? Infinity) <= index) line += 1
      for (const mask of [0x01, 0x20]) {
        bytes[index] = (bytes[index] ?? 0) ^ mask
        const { faults } = check(bytes)
        bytes[index] = (bytes[index] ?? 0) ^ mask
        // Named: the line, the section, or the position of the entry in which the byte lies.
        const section = sectionOfLine[line] ?? ''
        const right = faults.some((fault) => fault.reason !== '' && (fault.line === line + 1 || fault.line === line || fault.section === section || fault.field === section))
        if (!right) missed.push(`${index} (line ${line + 1}, ${section}) ^${mask}: ${faults.map((fault) => `${fault.section}:${fault.line ?? ''} ${fault.reason}`).join(' / ')}`)
      }
    }
    expect(missed).toEqual([])
    expect(bytes.length).toBeGreaterThan(3000)
  }, 240_000)

  it.each<[string, (entry: BundleEntry) => BundleEntry, string]>([
    ['position', (entry) => ({ ...entry, position: entry.position + 4 }), 'position'], ['stream', (entry) => ({ ...entry, stream: `${entry.stream}x` }), 'stream'], ['version', (entry) => ({ ...entry, version: entry.version + 1 }), 'version'],
    ['subject', (entry) => ({ ...entry, subject: 'x' }), 'subject'], ['type', (entry) => ({ ...entry, type: 'x.y' }), 'type'], ['data', (entry) => ({ ...entry, data: entry.data.replace('1', '2') }), 'data'], ['at', (entry) => ({ ...entry, at: '2019-08-09T16:00:00.001Z' }), 'at'],
    ['actor', (entry) => ({ ...entry, actor: 'account:other' }), 'actor'], ['commandId', (entry) => ({ ...entry, commandId: 'x' }), 'commandId'], ['prevHash', (entry) => ({ ...entry, prevHash: 'f'.repeat(64) }), 'prevHash'], ['hash', (entry) => ({ ...entry, hash: 'f'.repeat(64) }), 'hash'], ['chain', (entry) => ({ ...entry, chain: 'f'.repeat(64) }), 'chain'],
  ])('names the field %s of a changed entry', (_, change, field) => {
    const bundle = parse()
    const [first, second] = bundle.entries as [BundleEntry, BundleEntry]
    const { faults } = check(renderBundle({ ...bundle, entries: [first, change(second)] }))
    expect(faults.map((fault) => fault.field)).toContain(field)
    expect(faults.find((fault) => fault.field === field)).toMatchObject({ section: 'entries' })
  })

  it.each<[string, (bundle: EvidenceBundle) => EvidenceBundle, RegExp]>([
    ['dropped', (bundle) => ({ ...bundle, entries: bundle.entries.slice(0, 1) }), /缺第 3 条/],
    ['dropped first', (bundle) => ({ ...bundle, entries: bundle.entries.slice(1) }), /缺第 1 版|缺第 1 条/],
    ['swapped', (bundle) => ({ ...bundle, entries: [...bundle.entries].reverse() }), /entries\|1\|位次\|.*被调换/],
    ['inserted', (bundle) => ({ ...bundle, entries: bundle.entries.flatMap((entry) => (entry.position === 1 ? [entry, { ...entry, position: 2, version: 2 }] : [{ ...entry, version: 3 }])) }), /entries\|2\|/],
    ['repeated', (bundle) => ({ ...bundle, entries: bundle.entries.flatMap((entry) => [entry, entry]) }), /重复/],
    ['without its head', (bundle) => ({ ...bundle, heads: [] }), /缺第 3 条的签名头/],
    ['without its link', (bundle) => ({ ...bundle, links: [] }), /缺第 2 条/],
    ['with a link dropped from a longer stretch', (bundle) => ({ ...bundle, links: bundle.links.map((link) => ({ ...link, position: 9 })) }), /缺第 2 条/],
    ['with a longer stretch', (bundle) => ({ ...bundle, segments: bundle.segments.map((each) => ({ ...each, to: 900_000_000 })) }), /缺第 4 条/],
    ['with a false head', (bundle) => ({ ...bundle, heads: bundle.heads.map((head) => ({ ...head, signedAt: '2019-08-09T15:00:00.000Z' })) }), /heads\|3\|signature/],
  ])('is found %s', (_, change, reason) => {
    const bundle = change(parse())
    expect(named(check(renderBundle(bundle)))).toMatch(reason)
    // Also when the forger seals it anew with a key of their own.
    const foreign = openSigningKey(dir)
    const verdict = check(forge({ ...bundle, keys: [foreign.publicKey, ...bundle.keys] }, foreign), null)
    expect(verdict.faults.length).toBeGreaterThan(0)
  })

  it('is found when rewritten from the change on with another key, if the public key was got elsewhere', () => {
    const foreign = openSigningKey(dir)
    const bundle = parse()
    let chain = bundle.segments[0]?.chain ?? ''
    let prevHash = '0'.repeat(64)
    const links = new Map(bundle.links.map((link) => [link.position, link]))
    const entries: BundleEntry[] = []
    for (let position = 1; position <= 3; position += 1) {
      const old = bundle.entries.find((entry) => entry.position === position)
      const changed = old && { ...old, actor: 'account:someone-else', prevHash }
      const hash = changed ? hashEntry(changed) : (links.get(position)?.hash ?? '')
      chain = nextChain(chain, position, hash)
      if (changed) {
        entries.push({ ...changed, hash, chain, marks: marksOf(changed) })
        prevHash = hash
      } else links.set(position, { position, hash, chain: chain.slice(0, 16) })
    }
    const unsigned = { epoch: 1, position: 3, chain, signedAt: '2019-08-09T16:00:00.000Z' }
    const text = forge({ ...bundle, keys: [foreign.publicKey], entries, links: [...links.values()], heads: [{ ...unsigned, signature: foreign.sign(headMessage(unsigned)) }] }, foreign)
    expect(check(text, null).faults).toEqual([])
    expect(check(text, null).remarks[0]).toContain('指纹')
    expect(named(check(text))).toMatch(/heads\|3\|signature\|.*不是给出的公钥[\s\S]*封签的公钥不在认可/)
    // And by the heads that were kept elsewhere, whoever signed them.
    const kept = parse().heads
    expect(checkBundle(Buffer.from(text), { keys: null, heads: kept }).faults.map((fault) => fault.reason).join()).toContain('另行留存')
  })

  it('of which parts are missing, doubled or spelled otherwise is not accepted', () => {
    for (let length = 0; length < bundleText.length; length += 97) expect(check(bundleText.slice(0, length)).faults.length, String(length)).toBeGreaterThan(0)
    for (const text of [`${bundleText}\n`, bundleText.trimEnd(), `\ufeff${bundleText}`, bundleText.replace('"at"', '"\\u0061t"'), bundleText.replace('{"actor"', '{ "actor"'), bundleText.replaceAll('\n', '\r\n'), JSON.stringify(parse()), `${'['.repeat(100_000)}`, bundleText.replace('"version":1', '"version":1.0'), bundleText.replace('"version":1', '"version":1,"version":1')]) {
      const { faults } = check(text)
      expect(faults.length, text.slice(0, 60)).toBeGreaterThan(0)
      expect(faults[0]?.reason).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('the command line', () => {
  const run = (argv: string[]) => {
    let said = ''
    try {
      return { code: runCheck(argv, (text) => (said += text)), said }
    } catch (error) {
      return { code: 2, said: String(error) }
    }
  }

  it('gives 0, 1 and 2, with a key of a file in PEM or base64', () => {
    const file = join(dir, 'bundle.json')
    writeFileSync(file, bundleText)
    const keyFile = join(dir, 'key.txt')
    writeFileSync(keyFile, `${key.publicKey}\n`)
    expect(run([file, '--key', keyFile])).toMatchObject({ code: 0 })
    expect(run([file]).said).toContain('证据包完整：2 条')
    writeFileSync(file, bundleText.replace('account:test', 'account:rest'))
    const broken = run([file, '--json', '--key', keyFile])
    expect(broken.code).toBe(1)
    expect((JSON.parse(broken.said) as BundleVerdict).faults).toEqual([{ section: 'entries', line: 10, position: 1, stream, field: 'actor', reason: '作出者被改动：内容与哈希不符' }])
    const foreign = join(dir, 'foreign.txt')
    writeFileSync(foreign, openSigningKey(dir).publicKey)
    writeFileSync(file, bundleText)
    expect(run([file, '--key', foreign])).toMatchObject({ code: 1 })
    expect(run([join(dir, 'none.json')])).toMatchObject({ code: 2 })
    expect(run([dir])).toMatchObject({ code: 2 })
    expect(run([file, '--key', file])).toMatchObject({ code: 2 })
  })

  it('refuses a file of 100 MB unread', () => {
    const file = join(dir, 'huge.json')
    writeFileSync(file, '[')
    truncateSync(file, 100 * 1024 * 1024)
    expect(100 * 1024 * 1024).toBeGreaterThan(MAX_BUNDLE_BYTES)
    expect(run([file])).toMatchObject({ code: 2, said: expect.stringContaining('没有读取') as string })
  })
})

describe('the journal table', () => {
  it('names the row for every column of it that somebody changes', async () => {
    const columns: Record<string, string> = {
      stream: `'x:1'`, version: '77', subject: `'x'`, type: `'x.y'`, data: `'{}'`, at: `at + interval '1 millisecond'`, actor: `'x'`, command_id: `'x'`, position: '9999', prev_hash: `repeat('a', 64)`, hash: `repeat('b', 64)`, chain: `repeat('c', 64)`,
    }
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns where table_name = 'journal' and column_name <> 'entry'`.execute(platform.db.db)
    expect(Object.keys(columns).sort()).toEqual(rows.map((row) => row.name).sort())
    const { rows: before } = await sql<Record<string, unknown>>`select * from journal where position = 3`.execute(platform.db.ownerDb.kysely)
    for (const [column, value] of Object.entries(columns)) {
      await sql.raw(`alter table journal disable trigger all; update journal set ${column} = ${value} where position = 3; alter table journal enable trigger all`).execute(platform.db.ownerDb.kysely)
      const { faults } = await platform.verify()
      expect(faults.map((fault) => fault.position), column).toContain(3)
      expect(faults[0]?.reason, column).toMatch(/[\u4e00-\u9fff]/)
      const entry = before[0]?.['entry']
      await sql.raw('alter table journal disable trigger all').execute(platform.db.ownerDb.kysely)
      await sql`update journal set ${sql.ref(column)} = ${before[0]?.[column]} where entry = ${entry}`.execute(platform.db.ownerDb.kysely)
      await sql.raw('alter table journal enable trigger all').execute(platform.db.ownerDb.kysely)
    }
    expect((await platform.verify()).faults).toEqual([])
  })

  it('notices every column of a signed head', async () => {
    const columns: Record<string, string> = { epoch: '7', position: '2', chain: `repeat('c', 64)`, signed_at: `signed_at + interval '1 second'`, signature: `overlay(signature placing 'AAAA' from 3)` }
    for (const [column, value] of Object.entries(columns)) {
      await sql.raw(`create temp table kept_head as select * from journal_head; update journal_head set ${column} = ${value} where position = 3`).execute(platform.db.ownerDb.kysely)
      expect((await platform.verify()).faults.length, column).toBeGreaterThan(0)
      await sql.raw('delete from journal_head; insert into journal_head select * from kept_head; drop table kept_head').execute(platform.db.ownerDb.kysely)
    }
    expect((await platform.verify()).faults).toEqual([])
  })
})
