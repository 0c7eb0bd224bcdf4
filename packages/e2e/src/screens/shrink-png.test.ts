import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { shrinkPng } from './shrink-png.ts'

const side = 64

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)])
}

/** A true-colour picture, its rows filtered in turn by each of the five filters of PNG. */
function picture(colourAt: (x: number, y: number) => readonly [number, number, number]): Buffer {
  const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 2, 0, 0, 0])
  const rows = Array.from({ length: side }, (_, y) => Array.from({ length: side }, (__, x) => colourAt(x, y)).flat())
  const filtered = rows.map((row, y) => {
    const above = rows[y - 1] ?? row.map(() => 0)
    const filter = y % 5
    return [filter, ...row.map((value, i) => {
      const [left, up, corner] = [row[i - 3] ?? 0, above[i] ?? 0, i < 3 ? 0 : (above[i - 3] ?? 0)]
      const estimate = left + up - corner
      const nearest = [left, up, corner].sort((a, b) => Math.abs(estimate - a) - Math.abs(estimate - b))[0] ?? 0
      return (value - ([0, left, up, (left + up) >> 1, nearest][filter] ?? 0) + 256) % 256
    })]
  })
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(filtered.flat()), { level: 0 })), chunk('IEND', Buffer.alloc(0))])
}

/** Colours of a palette picture, pixel by pixel. */
function read(png: Buffer): readonly (readonly number[])[] {
  const parts = new Map<string, Buffer>()
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) parts.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const palette = parts.get('PLTE') ?? Buffer.alloc(0)
  const raw = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))
  return Array.from({ length: side * side }, (_, i) => {
    const index = raw[Math.floor(i / side) * (side + 1) + 1 + (i % side)] ?? 0
    return [...palette.subarray(index * 3, index * 3 + 3)]
  })
}

describe('shrinkPng', () => {
  it('keeps every pixel of a picture with few colours', () => {
    const colourAt = (x: number, y: number): readonly [number, number, number] => [(x * 16) % 256, (y * 32) % 256, 200]
    const shrunk = shrinkPng(picture(colourAt))
    expect(read(shrunk)).toEqual(Array.from({ length: side * side }, (_, i) => [...colourAt(i % side, Math.floor(i / side))]))
  })
  it('brings many colours down to 256, each near what it was', () => {
    const colourAt = (x: number, y: number): readonly [number, number, number] => [x * 2, y * 2, (x + y) % 16]
    const pixels = read(shrinkPng(picture(colourAt)))
    expect(new Set(pixels.map(String)).size).toBeLessThanOrEqual(256)
    for (const [i, [red = 0, green = 0]] of pixels.entries()) {
      const [wantedRed, wantedGreen] = colourAt(i % side, Math.floor(i / side))
      expect(Math.hypot(red - wantedRed, green - wantedGreen)).toBeLessThan(24)
    }
  })
  it('refuses what is no such picture', () => expect(() => shrinkPng(Buffer.from('GIF89a..'))).toThrow('PNG'))
})
