import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runTlsCommand } from '../../tls-command.ts'
import { makeAuthority, makeServerCertificate, parseHosts } from './certificates.ts'
import { loadTls } from './load-tls.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fengsui-tls-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const init = (host: string): { ca: string; caKey: string; cert: string; key: string; newAuthority: boolean } => {
  let said = ''
  expect(runTlsCommand(['init', '--host', host, '--data', dataDir, '--json'], {}, (text) => (said += text))).toBe(0)
  return JSON.parse(said) as ReturnType<typeof init>
}

/** What an https server with these files answers to a client that trusts only `ca`. */
async function ask(files: { cert: string; key: string }, ca: string, host: string): Promise<string> {
  const server = createServer({ cert: readFileSync(files.cert), key: readFileSync(files.key) }, (_request, response) => response.end('平安'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: readFileSync(ca), ...(host === '127.0.0.1' ? {} : { servername: host }), agent: false }, (response) => {
        response.setEncoding('utf8').on('data', resolve)
      }).on('error', reject)
    })
  } finally {
    server.close()
  }
}

describe('fengsui tls init', () => {
  it('makes a certificate that a client trusting the authority accepts, for names and addresses alike', async () => {
    const files = init('yingji.local,127.0.0.1,::1')
    expect(await ask(files, files.ca, '127.0.0.1')).toBe('平安')
    expect(await ask(files, files.ca, 'yingji.local')).toBe('平安')
    await expect(ask(files, files.ca, 'other.local')).rejects.toThrow(/altname|Hostname/i)
    for (const path of [files.ca, files.caKey, files.cert, files.key]) expect(statSync(path).mode & 0o777).toBe(0o600)
    const server = new X509Certificate(readFileSync(files.cert))
    expect(server.subjectAltName).toBe('DNS:yingji.local, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(server.ca).toBe(false)
    expect(new X509Certificate(readFileSync(files.ca)).ca).toBe(true)
    const days = (certificate: X509Certificate) => (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000
    expect(days(server)).toBe(397)
    expect(days(new X509Certificate(readFileSync(files.ca)))).toBe(3650)
  })

  it('never replaces the authority; a second call renews the server certificate under it', async () => {
    const first = init('a.local')
    const [ca, cert] = [readFileSync(first.ca, 'utf8'), readFileSync(first.cert, 'utf8')]
    const second = init('127.0.0.1')
    expect([first.newAuthority, second.newAuthority]).toEqual([true, false])
    expect(readFileSync(second.ca, 'utf8')).toBe(ca)
    expect(readFileSync(second.cert, 'utf8')).not.toBe(cert)
    expect(await ask(second, second.ca, '127.0.0.1')).toBe('平安')
    rmSync(first.caKey)
    expect(() => init('a.local')).toThrow(/只剩一个/)
    expect(readFileSync(second.ca, 'utf8')).toBe(ca)
  })

  it.each(['', ' , ', 'bad host', 'a..b', '-x.local', 'x/../y', '主机.local'])('refuses the host “%s”', (host) => {
    expect(() => parseHosts(host)).toThrow(/--host/)
  })
})

describe('loadTls', () => {
  it('refuses an open key file, a stranger’s key, an outdated certificate and what is none', () => {
    const files = init('a.local')
    const now = new Date(Date.parse(new X509Certificate(readFileSync(files.cert)).validFrom) + 86_400_000).toISOString()
    const load = (at = now) => loadTls({ certFile: files.cert, keyFile: files.key }, at)
    expect(load().validTo > now).toBe(true)
    expect(() => load('2099-01-01T00:00:00.000Z')).toThrow(/过期/)
    expect(() => load('2001-01-01T00:00:00.000Z')).toThrow(/才生效/)
    chmodSync(files.key, 0o644)
    expect(() => load()).toThrow(/chmod 600/)
    chmodSync(files.key, 0o600)
    const authority = makeAuthority('x', now)
    writeFileSync(files.key, makeServerCertificate({ hosts: ['b.local'], authority: authority.certificate, authorityKey: createPrivateKey(authority.key), now }).key)
    expect(() => load()).toThrow(/不是一对/)
    writeFileSync(files.key, 'nonsense')
    expect(() => load()).toThrow(/不是 PEM 格式的私钥/)
    rmSync(files.cert)
    expect(() => load()).toThrow(/读不到证书/)
  })

  it('writes dates after 2049 as the standard wants them', () => {
    const authority = makeAuthority('x', '2045-01-01T00:00:00.000Z')
    expect(new X509Certificate(authority.certificate).validTo).toMatch(/2054 GMT/)
  })
})
