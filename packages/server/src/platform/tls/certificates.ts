import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { addMinutes, type Instant } from '@fengsui/contract/kernel'
import { StartupProblem } from '../db/startup-problem.ts'
import { bits, boolean, commonName, der, integer, objectId, octets, sequence, time } from './der.ts'

/** A certificate and its key, both PEM. */
export interface CertifiedKey {
  readonly certificate: string
  readonly key: string
}

const DAY = 24 * 60
const CA_DAYS = 3650
/** Apple's platforms refuse server certificates that are valid longer than 398 days. */
const SERVER_DAYS = 397
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))

/** Names and addresses of a server. @throws StartupProblem naming what is none */
export function parseHosts(text: string): string[] {
  const hosts = [...new Set(text.split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''))]
  if (hosts.length === 0 || hosts.length > 50) throw new StartupProblem('请用 --host 写出别人访问本机用的名称或地址，例如 --host yingji.local,192.168.1.20')
  for (const host of hosts) if (isIP(host) === 0 && !/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/.test(host)) throw new StartupProblem(`--host 里的 ${host} 不是主机名，也不是 IP 地址`)
  return hosts
}

/** A certificate authority of one's own: signs server certificates, nothing else. Valid for ten years. */
export function makeAuthority(name: string, now: Instant): CertifiedKey {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = certify({
    subject: name, issuer: name, publicKey: pair.publicKey, signWith: pair.privateKey, now, days: CA_DAYS,
    extensions: [extension('2.5.29.19', true, sequence(boolean(true), integer(Buffer.from([0])))), extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)), keyIdentifier(pair.publicKey)],
  })
  return { certificate, key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

/** A server certificate for `hosts`, signed by the authority; the PEM holds the chain. Valid for 397 days. */
export function makeServerCertificate(options: { hosts: readonly string[]; authority: string; authorityKey: KeyObject; now: Instant }): CertifiedKey {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const authority = new X509Certificate(options.authority)
  const names = options.hosts.map((host) => (isIP(host) === 0 ? der(0x82, Buffer.from(host)) : der(0x87, addressBytes(host))))
  const certificate = certify({
    subject: options.hosts[0] ?? 'fengsui', issuer: authority.subject.replace(/^CN=/, ''), publicKey: pair.publicKey, signWith: options.authorityKey, now: options.now, days: SERVER_DAYS,
    extensions: [
      extension('2.5.29.19', true, sequence()), extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)), extension('2.5.29.37', false, sequence(objectId('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, sequence(...names)), keyIdentifier(pair.publicKey), extension('2.5.29.35', false, sequence(der(0x80, identify(authority.publicKey)))),
    ],
  })
  return { certificate: `${certificate}${options.authority}`, key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}

function certify(options: { subject: string; issuer: string; publicKey: KeyObject; signWith: KeyObject; now: Instant; days: number; extensions: Buffer[] }): string {
  // From yesterday on: phones whose clock is a little behind must not refuse it.
  const from = addMinutes(options.now, -DAY)
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))), integer(serial), ECDSA_SHA256, commonName(options.issuer), sequence(time(from), time(addMinutes(from, options.days * DAY))), commonName(options.subject),
    options.publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(...options.extensions)),
  )
  const whole = sequence(content, ECDSA_SHA256, bits(sign('sha256', content, options.signWith)))
  return `-----BEGIN CERTIFICATE-----\n${(whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
}

const extension = (id: string, critical: boolean, value: Buffer): Buffer => sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value))
const keyIdentifier = (key: KeyObject): Buffer => extension('2.5.29.14', false, octets(identify(key)))
const identify = (key: KeyObject): Buffer => createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest().subarray(0, 20)

/** An IP address in network order. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  // The URL parser writes every IPv6 address in one way: groups in hex, at most one `::`, no dotted tail.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::')
  const groups = (text: string) => text.split(':').filter((group) => group !== '').map((group) => parseInt(group, 16))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
