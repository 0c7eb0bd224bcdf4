import ipaddr from 'ipaddr.js'

/** Ports that public web sources are served on; any other needs an entry in the list of inner sources. */
export const PUBLIC_PORTS: readonly number[] = [80, 443, 8080, 8443]
/** Public by their range, but they answer to machines of a cloud only (metadata and control services). */
const CLOUD_SERVICES = new Set(['168.63.129.16'])
/** NAT64 with a local prefix (RFC 8215) leads wherever the network likes; ipaddr.js knows only the well-known prefix. */
const LOCAL_NAT64 = ipaddr.parseCIDR('64:ff9b:1::/48') as [ipaddr.IPv6, number]

/**
 * Why an address must not be called from here, in Chinese; null when it is an ordinary public one. Loopback, private, link-local (with the
 * metadata services of clouds), unique local, carrier-grade NAT, multicast, documentation and reserved ranges are refused, also where an
 * IPv4 address is wrapped into IPv6 (mapped, compatible, NAT64, 6to4, Teredo).
 */
export function refuseAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return '不是有效的地址'
  const parsed = ipaddr.process(address)
  if (CLOUD_SERVICES.has(parsed.toString())) return '是云平台的内部地址'
  if (parsed.kind() === 'ipv6') {
    const v6 = parsed as ipaddr.IPv6
    if (v6.match(LOCAL_NAT64)) return '是内网转换地址'
    // IPv4-compatible ::a.b.c.d
    if (v6.parts.slice(0, 6).every((part) => part === 0)) return '是内网地址'
  }
  return parsed.range() === 'unicast' ? null : '是内网、本机或保留地址'
}

/** Whether the address lies in the network, as CIDR; a network that cannot be read holds nothing. */
export function isInNetwork(address: string, network: string): boolean {
  try {
    const parsed = ipaddr.process(address)
    const [base, bits] = ipaddr.parseCIDR(network)
    return parsed.kind() === base.kind() && parsed.match(base, bits)
  } catch {
    return false
  }
}

/** Whether a text is a network in CIDR notation, and how many addresses narrow it is: prefix length and kind. */
export function readNetwork(network: string): { kind: 'ipv4' | 'ipv6'; bits: number } | null {
  try {
    const [base, bits] = ipaddr.parseCIDR(network)
    return { kind: base.kind(), bits }
  } catch {
    return null
  }
}
