import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { addMinutes, type Instant } from '@fengsui/contract/kernel'
import { StartupProblem, describeCause } from '../db/startup-problem.ts'

/** What the server needs to speak TLS, checked. */
export interface TlsMaterial {
  readonly cert: Buffer
  readonly key: Buffer
  /** Last instant at which browsers accept the certificate. */
  readonly validTo: Instant
}

/**
 * Reads certificate (chain) and key, both PEM.
 * @throws StartupProblem when one is missing, the key is open to others, the two do not belong together, or the time has run out
 */
export function loadTls(files: { certFile: string; keyFile: string }, now: Instant): TlsMaterial {
  const cert = read(files.certFile, '证书 TLS_CERT')
  const key = read(files.keyFile, '私钥 TLS_KEY')
  const mode = statSync(files.keyFile).mode & 0o777
  if ((mode & 0o077) !== 0) throw new StartupProblem(`私钥文件 ${files.keyFile} 别的账号也能读（权限 ${mode.toString(8)}）。请执行 chmod 600 ${files.keyFile}`)
  const certificate = parse(() => new X509Certificate(cert), `${files.certFile} 不是 PEM 格式的证书`)
  const privateKey = parse(() => createPrivateKey(key), `${files.keyFile} 不是 PEM 格式的私钥，或加了口令（请去掉口令）`)
  if (!certificate.checkPrivateKey(privateKey)) throw new StartupProblem(`证书 ${files.certFile} 与私钥 ${files.keyFile} 不是一对，请核对`)
  const validTo = new Date(Date.parse(certificate.validTo)).toISOString()
  const validFrom = new Date(Date.parse(certificate.validFrom)).toISOString()
  if (validTo <= now) throw new StartupProblem(`证书 ${files.certFile} 已于 ${validTo.slice(0, 10)} 过期，浏览器会拒绝。请续期：fengsui tls init --host 名称或地址`)
  if (validFrom > addMinutes(now, 1)) throw new StartupProblem(`证书 ${files.certFile} 要到 ${validFrom.slice(0, 10)} 才生效。请核对本机时间`)
  return { cert, key, validTo }
}

function read(path: string, what: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new StartupProblem(`读不到${what}：${describeCause(cause)}`)
  }
}

function parse<T>(make: () => T, problem: string): T {
  try {
    return make()
  } catch {
    throw new StartupProblem(problem)
  }
}
