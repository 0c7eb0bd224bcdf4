import { lookup as resolveName, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses that belong to this machine, to private networks or to nobody: a push interface must not become a way into them (SSRF). */
const refused = new BlockList()
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) refused.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::', 128], ['::1', 128], ['64:ff9b::', 96], ['100::', 64], ['2001:db8::', 32], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) refused.addSubnet(net, bits, 'ipv6')

/** Whether an address is public. IPv4 inside IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(?:0:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isPublicAddress(mapped)
  const family = isIP(address)
  if (family === 0) return false
  if (family === 6 && /^::ffff:/i.test(address)) return false
  return !refused.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Resolves names only to addresses that may be called: public ones, or those of hosts that the administrator has listed. The check
 * is made on the very address that is connected to, so that a name cannot change between check and call.
 */
export function createGuardedLookup(allowedHosts: ReadonlySet<string>, resolve: typeof resolveName = resolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, [])
      const fit = allowedHosts.has(hostname) ? addresses : addresses.filter(({ address }) => isPublicAddress(address))
      const [first] = fit
      if (!first) return callback(refusal(hostname), [])
      if (options.all === true) callback(null, fit)
      else callback(null, first.address, first.family)
    })
  }
}

/** Refuses an address written as digits, which is never looked up. @throws when it is not public and not listed */
export function requireCallable(target: URL, allowedHosts: ReadonlySet<string>): void {
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !allowedHosts.has(host) && !isPublicAddress(host)) throw refusal(host)
}

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`推送地址 ${host} 在内网或本机，已拒绝；确需推送到内网，请在 FENGSUI_WEBHOOK_ALLOW 里列出这个主机`), { code: 'EHOSTUNREACH' })
}
