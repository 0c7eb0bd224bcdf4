import { createSocket } from 'node:dgram'
import type { Clock } from '../clock/clock.ts'

/** Seconds from 1900 (NTP) to 1970. */
const NTP_EPOCH = 2_208_988_800
const PACKET_BYTES = 48
const TIMEOUT_MS = 3000

/**
 * Asks an NTP server once (RFC 4330). The transmit field is a random number that the answer must repeat, so that a stray or forged
 * datagram does not count.
 * @returns seconds by which our clock is ahead of the server's
 * @throws Error when nothing usable comes in time
 */
export function askSntp(server: { host: string; port: number }, wall: Clock, nonce: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(server.host.includes(':') ? 'udp6' : 'udp4')
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      socket.close()
      settle()
    }
    const timer = setTimeout(() => end(() => reject(new Error(`时间服务器 ${server.host} 没有应答`))), TIMEOUT_MS)
    const request = Buffer.alloc(PACKET_BYTES)
    request[0] = 0x23 // No warning, version 4, client.
    nonce.copy(request, 40, 0, 8)
    let sentAt = 0
    socket.once('error', (error) => end(() => reject(error)))
    socket.on('message', (answer) => {
      const receivedAt = Date.parse(wall.now())
      if (answer.length < PACKET_BYTES || !answer.subarray(24, 32).equals(request.subarray(40, 48))) return
      const offset = offsetFrom(answer, sentAt, receivedAt)
      if (offset === null) end(() => reject(new Error(`时间服务器 ${server.host} 自己没有校准`)))
      else end(() => resolve(offset))
    })
    socket.connect(server.port, server.host, () => {
      sentAt = Date.parse(wall.now())
      socket.send(request)
    })
  })
}

/** @returns null when the server says that it does not know the time */
function offsetFrom(answer: Buffer, sentAt: number, receivedAt: number): number | null {
  const stratum = answer.readUInt8(1)
  const isServer = (answer.readUInt8(0) & 0x07) === 4
  const unsynchronised = answer.readUInt8(0) >> 6 === 3
  const [arrived, left] = [timestamp(answer, 32), timestamp(answer, 40)]
  if (!isServer || unsynchronised || stratum === 0 || stratum > 15 || left === null || arrived === null) return null
  return (sentAt - arrived + (receivedAt - left)) / 2000
}

/** Milliseconds since 1970; the era after February 2036 counts from there. */
function timestamp(packet: Buffer, at: number): number | null {
  const seconds = packet.readUInt32BE(at)
  if (seconds === 0) return null
  const era = seconds < 0x8000_0000 ? 2 ** 32 : 0
  return (seconds + era - NTP_EPOCH) * 1000 + (packet.readUInt32BE(at + 4) / 2 ** 32) * 1000
}
