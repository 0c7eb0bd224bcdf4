import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from './platform/clock/clock.ts'
import { StartupProblem, describeCause } from './platform/db/startup-problem.ts'
import { makeAuthority, makeServerCertificate, parseHosts } from './platform/tls/certificates.ts'

const USAGE = '用法：fengsui tls init --host 名称[,地址…] [--data 目录] [--json]'

/**
 * `fengsui tls init`: makes a certificate authority for this node once, and a server certificate each time it is called (renewal).
 * @throws StartupProblem
 */
export function runTlsCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (text: string) => void): number {
  const { host, data, json } = parse(argv)
  const hosts = parseHosts(host)
  const folder = join(resolve(data ?? env['FENGSUI_DATA'] ?? './data'), 'tls')
  const now = systemClock.now()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = { ca: join(folder, 'ca.pem'), caKey: join(folder, 'ca-key.pem'), cert: join(folder, 'server.pem'), key: join(folder, 'server-key.pem') }
  if (existsSync(files.ca) !== existsSync(files.caKey)) throw new StartupProblem(`${folder} 里的 ca.pem 与 ca-key.pem 只剩一个，不能继续签发。请从备份找回；或把 ${folder} 移走后重新执行（每部手机要重新信任）`)
  const isNew = !existsSync(files.ca)
  if (isNew) {
    const made = makeAuthority(`烽燧本地证书 ${now.slice(0, 10)}`, now)
    writeFileSync(files.caKey, made.key, { mode: 0o600, flag: 'wx' })
    writeFileSync(files.ca, made.certificate, { mode: 0o600, flag: 'wx' })
  }
  const authority = readFileSync(files.ca, 'utf8')
  if (new Date(Date.parse(new X509Certificate(authority).validTo)).toISOString() <= now) throw new StartupProblem(`根证书 ${files.ca} 已过期。请把 ${folder} 移走后重新执行，并让每部手机、每台电脑重新信任`)
  const server = makeServerCertificate({ hosts, authority, authorityKey: createPrivateKey(readFileSync(files.caKey)), now })
  replace(files.key, server.key)
  replace(files.cert, server.certificate)
  const { fingerprint256, validTo } = new X509Certificate(authority)
  const expires = new Date(Date.parse(new X509Certificate(server.certificate).validTo)).toISOString()
  if (json) write(`${JSON.stringify({ ...files, hosts, newAuthority: isNew, fingerprint: fingerprint256, expires })}\n`)
  else write(describe({ files, hosts, isNew, fingerprint256, caTo: validTo, expires }))
  return 0
}

/** In one step, so that a program that starts meanwhile reads the old file or the new one. */
function replace(path: string, content: string): void {
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, content, { mode: 0o600 })
  renameSync(fresh, path)
}

function parse(argv: readonly string[]): { host: string; data: string | undefined; json: boolean } {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { host: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } } })
    if (positionals.join(' ') !== 'init' || values.host === undefined) throw new StartupProblem(USAGE)
    return { host: values.host, data: values.data, json: values.json === true }
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw new StartupProblem(`${describeCause(error)}\n${USAGE}`)
  }
}

function describe({ files, hosts, isNew, fingerprint256, caTo, expires }: { files: Record<'ca' | 'caKey' | 'cert' | 'key', string>; hosts: string[]; isNew: boolean; fingerprint256: string; caTo: string; expires: string }): string {
  return `${isNew ? '已生成本地根证书和服务器证书' : '根证书沿用原来的（手机不用重新信任），服务器证书已续期'}
  根证书   ${files.ca}（到 ${caTo}）
  指纹     ${fingerprint256}
  服务器   ${files.cert}（${hosts.join('、')}，到 ${expires.slice(0, 10)}）
启动时加上：TLS_CERT=${files.cert} TLS_KEY=${files.key}；已在运行的请重新启动
让手机、电脑信任：把 ca.pem（只这一个文件；ca-key.pem 绝不外传）发到设备上并核对指纹
  安卓、鸿蒙：设置 → 安全 → 更多安全设置 → 从存储设备安装证书 → CA 证书
  iPhone：打开文件安装描述文件 → 设置 → 通用 → 关于本机 → 证书信任设置 → 打开开关
  Windows：双击 → 安装证书 → 本地计算机 → 受信任的根证书颁发机构
  统信、麒麟：复制为 /usr/local/share/ca-certificates/fengsui.crt 后执行 update-ca-certificates；浏览器另在“证书管理”里导入
`
}
