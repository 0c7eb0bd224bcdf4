import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createPublicKey } from 'node:crypto'
import { parseArgs } from 'node:util'
import { beijingShort } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import { flagsOf } from './backup-command.ts'
import { openJournals } from './open-record.ts'
import { systemClock } from './platform/clock/clock.ts'
import { readConfig } from './platform/config/config.ts'
import { describeCause, StartupProblem } from './platform/db/startup-problem.ts'
import { checkBundle, fingerprintOf, type BundleVerdict } from './platform/journal/check-bundle.ts'
import { collectEvidence, NoEvidence } from './platform/journal/collect-evidence.ts'
import { MAX_BUNDLE_BYTES } from './platform/journal/evidence-bundle.ts'
import { headsFile, readHeadsFile, type SignedHead } from './platform/journal/heads.ts'
import { findPublicKey, findPublicKeys, openSigningKey } from './platform/journal/signing-key.ts'
import { silentLog } from './platform/log.ts'

const PROVE_USAGE = '用法：fengsui journal prove 聚合… | --subject 事件编号 [--out 文件] [--with-facts] [--data 目录] [--database-url 地址] [--journal 库名]\n'
const CHECK_USAGE = '用法：fengsui journal check 证据包 [--key 公钥文件]… [--heads 签名头文件] [--json]\n'
const HEADS_USAGE = '用法：fengsui journal heads [--out 文件] [--data 目录] [--database-url 地址] [--journal 库名]\n'
const STREAM = /^[a-z][a-z0-9-]*:.{1,200}$/s
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Write = (text: string) => void

/**
 * `fengsui journal prove`: writes a bundle of one or several streams, or of an incident. 0 written, 2 not (with the reason).
 * @throws StartupProblem
 */
export async function runProve(argv: readonly string[], env: NodeJS.ProcessEnv, write: Write): Promise<number> {
  const { values, positionals } = parse(argv, { subject: { type: 'string' }, out: { type: 'string' }, 'with-facts': { type: 'boolean' }, data: { type: 'string' }, 'database-url': { type: 'string' }, journal: { type: 'string' } }, PROVE_USAGE)
  const { subject, out, journal } = values
  if ((positionals.length === 0) === (subject === undefined)) throw new StartupProblem(`请写明要出具哪个聚合，或用 --subject 写明哪个事件\n${PROVE_USAGE}`)
  for (const stream of positionals) if (!STREAM.test(stream)) throw new StartupProblem(`聚合应写成 种类:编号，例如 incident:…；收到的是 ${stream.slice(0, 80)}`)
  if (subject !== undefined && !UUID.test(subject)) throw new StartupProblem('--subject 应为事件编号（小写的 36 位编号，见事件页地址）')
  const config = readConfig(flagsOf({ data: values.data, 'database-url': values['database-url'] }), env)
  if (findPublicKey(config.dataDir) === null) throw new StartupProblem(`${config.dataDir} 里没有签名密钥，请用 --data 指明本节点的数据目录`)
  const text = await withJournal(config, journal, async (name, database) => collectEvidence(database, {
    streams: positionals, subject: subject ?? null, database: name, madeAt: systemClock.now(), withFacts: values['with-facts'] === true, scope: null, key: openSigningKey(config.dataDir), retiredKeys: findPublicKeys(config.dataDir).slice(1),
  })).catch((error: unknown) => {
    throw error instanceof NoEvidence ? new StartupProblem(error.message) : error
  })
  if (out === undefined) write(text)
  else writeNew(out, text, write, `证据包已写入 ${resolve(out)}（${Buffer.byteLength(text)} 字节）。核对：fengsui journal check ${out}；公钥指纹 ${fingerprintOf(openSigningKey(config.dataDir).publicKey)}${values['with-facts'] === true ? '\n内含个人信息原文，请按涉敏文件保管' : ''}\n`)
  return 0
}

/** `fengsui journal check`: 0 whole, 1 something is wrong (each fault named), 2 cannot be checked. Needs neither database nor network. */
export function runCheck(argv: readonly string[], write: Write): number {
  const { values, positionals } = parse(argv, { key: { type: 'string', multiple: true }, heads: { type: 'string' }, json: { type: 'boolean' } }, CHECK_USAGE)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new StartupProblem(CHECK_USAGE)
  const bytes = readSmall(file)
  const keys = values.key === undefined ? null : values.key.flatMap((path) => readPublicKeys(path))
  const heads = values.heads === undefined ? [] : readHeads(values.heads)
  const verdict = checkBundle(bytes, { keys, heads })
  write(values.json === true ? `${JSON.stringify({ file, ok: verdict.faults.length === 0, ...verdict })}\n` : describe(verdict))
  return verdict.faults.length === 0 ? 0 : 1
}

/**
 * `fengsui journal heads`: all signed heads, one a line, the public keys first: to be kept where this node cannot reach. 0 written.
 * @throws StartupProblem
 */
export async function runHeads(argv: readonly string[], env: NodeJS.ProcessEnv, write: Write): Promise<number> {
  const { values, positionals } = parse(argv, { out: { type: 'string' }, data: { type: 'string' }, 'database-url': { type: 'string' }, journal: { type: 'string' } }, HEADS_USAGE)
  if (positionals.length > 0) throw new StartupProblem(HEADS_USAGE)
  const config = readConfig(flagsOf({ data: values.data, 'database-url': values['database-url'] }), env)
  const heads = await withJournal(config, values.journal, async (name, database) => {
    const { rows } = await sql<{ epoch: number; position: number; chain: string; signed_at: string; signature: string }>`select epoch, position, chain, signed_at, signature from journal_head order by epoch, position`.execute(database.kysely)
    const stored = rows.map((row): SignedHead => ({ epoch: row.epoch, position: row.position, chain: row.chain, signedAt: row.signed_at, signature: row.signature }))
    const known = new Set(stored.map((head) => `${head.epoch}:${head.position}:${head.chain}`))
    // What the file beside the database still has and the table has not is the more interesting half.
    return [...stored, ...readHeadsFile(headsFile(config.dataDir, name)).filter((head) => !known.has(`${head.epoch}:${head.position}:${head.chain}`))]
  })
  const text = [JSON.stringify({ format: 'fengsui.heads.v1', publicKeys: findPublicKeys(config.dataDir) }), ...heads.map((head) => JSON.stringify(head))].join('\n')
  if (values.out === undefined) write(`${text}\n`)
  else writeNew(values.out, `${text}\n`, write, `签名头 ${heads.length} 个已写入 ${resolve(values.out)}，请存到本节点之外\n`)
  return 0
}

/** `fengsui journal key`: public key in PEM, for those who check bundles. 0 written. @throws StartupProblem */
export function runKey(argv: readonly string[], env: NodeJS.ProcessEnv, write: Write): number {
  const { values } = parse(argv, { out: { type: 'string' }, data: { type: 'string' } }, '用法：fengsui journal key [--out 文件] [--data 目录]\n')
  const config = readConfig(flagsOf({ data: values.data }), env)
  const keys = findPublicKeys(config.dataDir)
  if (keys.length === 0) throw new StartupProblem(`${config.dataDir} 里没有签名密钥，请用 --data 指明本节点的数据目录`)
  const pem = keys.map((key) => createPublicKey({ key: Buffer.from(key, 'base64'), type: 'spki', format: 'der' }).export({ type: 'spki', format: 'pem' }).toString()).join('')
  if (values.out === undefined) write(pem)
  else writeNew(values.out, pem, write, `公钥已写入 ${resolve(values.out)}，指纹 ${keys.map(fingerprintOf).join('；')}\n`)
  return 0
}

async function withJournal<T>(config: Parameters<typeof openJournals>[0], wanted: string | undefined, work: (name: string, database: Awaited<ReturnType<typeof openJournals>>['journals'][number]['database']) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null && !existsSync(resolve(config.dataDir, 'runtime.json'))) throw new StartupProblem(`${config.dataDir} 里没有烽燧的数据，请用 --data 指明数据目录`)
  const { journals, close } = await openJournals(config, silentLog)
  try {
    const found = wanted === undefined ? (journals.find((each) => !each.name.includes('sandbox')) ?? journals[0]) : journals.find((each) => each.name === wanted)
    if (!found) throw new StartupProblem(wanted === undefined ? `${config.dataDir} 里还没有日志` : `没有这个库：${wanted}；有：${journals.map((each) => each.name).join('、')}`)
    return await work(found.name, found.database)
  } finally {
    await close()
  }
}

/** @throws StartupProblem for a file that is missing, no file, or larger than any bundle */
function readSmall(file: string): Buffer {
  try {
    const stat = statSync(file)
    if (!stat.isFile()) throw new StartupProblem(`${file} 不是文件`)
    if (stat.size > MAX_BUNDLE_BYTES) throw new StartupProblem(`${file} 有 ${Math.ceil(stat.size / 1024 / 1024)} MB，超过证据包的上限 ${MAX_BUNDLE_BYTES / 1024 / 1024} MB，没有读取`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw new StartupProblem(`读不到 ${file}：${describeCause(error)}`)
  }
}

/** Public keys of a file: PEM, base64, or what `journal heads` wrote. */
function readPublicKeys(path: string): string[] {
  const text = readSmall(path).toString('utf8')
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g)
  const bare = blocks?.map((block) => block.replaceAll(/-----[^-]+-----|\s/g, '')) ?? readHeadKeys(text) ?? text.split(/\s+/).filter((word) => word !== '')
  try {
    return bare.map((key) => createPublicKey({ key: Buffer.from(key, 'base64'), type: 'spki', format: 'der' }).export({ type: 'spki', format: 'der' }).toString('base64'))
  } catch {
    throw new StartupProblem(`${path} 里没有可用的公钥（PEM 或 base64）`)
  }
}

function readHeadKeys(text: string): string[] | null {
  const [first = ''] = text.split('\n')
  if (!first.startsWith('{"format":"fengsui.heads.v1"')) return null
  return (JSON.parse(first) as { publicKeys: string[] }).publicKeys
}

function readHeads(path: string): SignedHead[] {
  readSmall(path)
  return readHeadsFile(path).filter((head) => typeof head.position === 'number' && typeof head.chain === 'string')
}

/** Never writes over what is there: evidence is not replaced by accident. */
function writeNew(path: string, text: string, write: Write, done: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new StartupProblem((error as { code?: string }).code === 'EEXIST' ? `${path} 已经存在，没有覆盖；请换一个文件名` : `写不了 ${path}：${describeCause(error)}`)
  }
  write(done)
}

function parse<const O extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(argv: readonly string[], options: O, usage: string) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw new StartupProblem(`${describeCause(error)}\n${usage}`)
  }
}

function describe({ faults, remarks, summary }: BundleVerdict): string {
  const lines = faults.length > 0
    ? [`证据包不可信，发现 ${faults.length} 处：`, ...faults.map((fault) => `  第 ${fault.position ?? '—'} 条（文件第 ${fault.line ?? '—'} 行，${fault.stream ?? '—'}，字段 ${fault.field ?? '—'}）：${fault.reason}`)]
    : summary === null ? [] : [
      `证据包完整：${summary.entries} 条，${summary.streams} 个聚合，${beijingShort(summary.firstAt)} 至 ${beijingShort(summary.lastAt)}；签名头 ${summary.heads} 个，附件摘要 ${summary.attachments} 个${summary.facts > 0 ? `，个人信息 ${summary.facts} 项` : ''}`,
      `最后的签名头：第 ${summary.lastHead.position} 条，链值 ${summary.lastHead.chain}，签于 ${summary.lastHead.signedAt}`,
      `出具节点公钥指纹：${summary.keyFingerprint}`,
    ]
  return `${[...lines, ...remarks.map((remark) => `说明：${remark}`)].join('\n')}\n`
}
