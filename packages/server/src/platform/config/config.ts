import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartupProblem } from '../db/startup-problem.ts'
import { defaultFileLimits, type FileLimits } from '../files/file-folder.ts'

/** Settings of a process, read once from flags and environment; flags win. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** Outside PostgreSQL; null starts the embedded one. */
  readonly databaseUrl: string | null
  /** Clean system with first-run set-up instead of the demo. */
  readonly empty: boolean
  readonly roles: ReadonlySet<'api' | 'worker' | 'ingest'>
  readonly maxConnections: number
  /** Certificate and key for https; null speaks plain http. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null
  /** Time server to compare the machine's clock with. */
  readonly ntp: { readonly host: string; readonly port: number } | null
  /** Lets others than this machine read `/metrics`. */
  readonly metricsToken: string | null
  /** What uploaded files may weigh. */
  readonly fileLimits: FileLimits
  /** Daily backup inside the program. */
  readonly backup: { readonly folder: string; readonly hour: number; readonly keep: number; readonly passphraseFile: string | null } | null
}

const Port = z.coerce.number().int().min(0).max(65535)

/**
 * @throws StartupProblem in Chinese naming the setting that is wrong
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const flags = parseFlags(argv)
  const port = Port.safeParse(flags.port ?? env['PORT'] ?? '8080')
  if (!port.success) throw new StartupProblem('端口 PORT（--port）应为 0–65535 的整数')
  const host = flags.host ?? env['HOST'] ?? '127.0.0.1'
  if (!/^[\w.:-]+$/.test(host)) throw new StartupProblem('监听地址 HOST（--host）不对，例如 127.0.0.1')
  const databaseUrl = flags['database-url'] ?? env['DATABASE_URL'] ?? null
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new StartupProblem('DATABASE_URL 应以 postgres:// 开头，例如 postgres://用户:密码@主机:5432/fengsui')
  const roleNames = (flags.role ?? env['FENGSUI_ROLE'] ?? 'api,worker,ingest').split(',')
  const roles = z.array(z.enum(['api', 'worker', 'ingest'])).safeParse(roleNames)
  if (!roles.success) throw new StartupProblem('角色 --role 只能是 api、worker、ingest，逗号分隔')
  if (databaseUrl === null && roles.data.length < 3) throw new StartupProblem('分角色运行需要设置 DATABASE_URL：内置数据库只供单机使用')
  const pool = z.coerce.number().int().min(4).max(500).safeParse(env['FENGSUI_POOL'] ?? '20')
  if (!pool.success) throw new StartupProblem('FENGSUI_POOL（数据库连接数）应为 4–500 的整数')
  return { host, port: port.data, dataDir: resolve(flags.data ?? env['FENGSUI_DATA'] ?? './data'), databaseUrl, empty: flags.empty ?? env['FENGSUI_EMPTY'] === '1', roles: new Set(roles.data), maxConnections: pool.data, fileLimits: readFileLimits(env), ...readOperation(env) }
}

const MB = 1024 * 1024

/** A number of the environment within bounds. @throws StartupProblem that says which setting and what it means */
function readNumber(env: NodeJS.ProcessEnv, name: string, meaning: string, given: number, [least, most]: readonly [number, number]): number {
  const value = z.coerce.number().int().min(least).max(most).safeParse(env[name] || String(given))
  if (!value.success) throw new StartupProblem(`${name}（${meaning}）应为 ${String(least)}–${String(most)} 的整数`)
  return value.data
}

function readFileLimits(env: NodeJS.ProcessEnv): FileLimits {
  const { bytes, diskReserveBytes } = defaultFileLimits
  // A picture is unpacked in memory, a video is not.
  const megabytes = (name: string, kind: string, group: keyof typeof bytes, most: number): number => readNumber(env, name, `一个${kind}文件最大多少 MB`, bytes[group] / MB, [1, most]) * MB
  return {
    bytes: { image: megabytes('FENGSUI_FILE_IMAGE_MB', '图片', 'image', 100), audio: megabytes('FENGSUI_FILE_AUDIO_MB', '录音', 'audio', 1000), video: megabytes('FENGSUI_FILE_VIDEO_MB', '视频', 'video', 4000), document: megabytes('FENGSUI_FILE_DOCUMENT_MB', '文档', 'document', 200) },
    totalBytes: env['FENGSUI_FILE_TOTAL_GB'] ? readNumber(env, 'FENGSUI_FILE_TOTAL_GB', '附件总量上限，GB', 1, [1, 1_000_000]) * 1024 * MB : null,
    diskReserveBytes: readNumber(env, 'FENGSUI_DISK_RESERVE_MB', '磁盘至少留多少 MB 给数据库', diskReserveBytes / MB, [100, 1_000_000]) * MB,
  }
}

function readOperation(env: NodeJS.ProcessEnv): Pick<Config, 'tls' | 'ntp' | 'metricsToken' | 'backup'> {
  const certFile = env['TLS_CERT'] || null
  const keyFile = env['TLS_KEY'] || null
  if ((certFile === null) !== (keyFile === null)) throw new StartupProblem('TLS_CERT（证书）和 TLS_KEY（私钥）要一起设置')
  const ntp = /^([\w.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?$/.exec(env['FENGSUI_NTP'] || '')
  if (env['FENGSUI_NTP'] && ntp?.[1] === undefined) throw new StartupProblem('FENGSUI_NTP（时间服务器）应写成 主机 或 主机:端口')
  const metricsToken = env['FENGSUI_METRICS_TOKEN'] || null
  if (metricsToken !== null && metricsToken.length < 24) throw new StartupProblem('FENGSUI_METRICS_TOKEN 至少要 24 个字符')
  const folder = env['FENGSUI_BACKUP_DIR'] || null
  const hour = z.coerce.number().int().min(0).max(23).safeParse(env['FENGSUI_BACKUP_HOUR'] ?? '3')
  const keep = z.coerce.number().int().min(1).max(1000).safeParse(env['FENGSUI_BACKUP_KEEP'] ?? '7')
  if (!hour.success) throw new StartupProblem('FENGSUI_BACKUP_HOUR（每日备份的钟点，北京时间）应为 0–23 的整数')
  if (!keep.success) throw new StartupProblem('FENGSUI_BACKUP_KEEP（保留备份份数）应为 1–1000 的整数')
  return {
    tls: certFile !== null && keyFile !== null ? { certFile: resolve(certFile), keyFile: resolve(keyFile) } : null,
    ntp: ntp?.[1] === undefined ? null : { host: ntp[1].replace(/^\[|\]$/g, ''), port: Number(ntp[2] ?? 123) },
    metricsToken, backup: folder === null ? null : { folder: resolve(folder), hour: hour.data, keep: keep.data, passphraseFile: env['FENGSUI_BACKUP_PASSPHRASE_FILE'] || null },
  }
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' }, 'database-url': { type: 'string' }, role: { type: 'string' }, empty: { type: 'boolean' } } }).values
  } catch (error) {
    throw new StartupProblem(`参数不认识：${error instanceof Error ? error.message : String(error)}。可用：--port --host --data --database-url --role --empty`)
  }
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}
