/**
 * Which code points an OpenType face has a glyph for, read from its character map (formats 4 and 12, which every current face has).
 * @throws Error when the file is no such face
 */
export function readGlyphCoverage(font: Buffer): (codePoint: number) => boolean {
  const ranges = readRanges(font)
  return (codePoint) => {
    let [low, high] = [0, ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const [start, end] = ranges[middle] ?? [0, 0]
      if (codePoint < start) high = middle - 1
      else if (codePoint > end) low = middle + 1
      else return true
    }
    return false
  }
}

function readRanges(font: Buffer): (readonly [number, number])[] {
  const tables = font.readUInt16BE(4)
  const cmap = Array.from({ length: tables }, (_, index) => 12 + index * 16).find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  if (cmap === undefined) throw new Error('face without a character map')
  const base = font.readUInt32BE(cmap + 8)
  const subtables = Array.from({ length: font.readUInt16BE(base + 2) }, (_, index) => base + font.readUInt32BE(base + 8 + index * 8))
  const full = subtables.find((at) => font.readUInt16BE(at) === 12)
  if (full !== undefined) {
    return Array.from({ length: font.readUInt32BE(full + 12) }, (_, index) => full + 16 + index * 12).map((at) => [font.readUInt32BE(at), font.readUInt32BE(at + 4)] as const)
  }
  const basic = subtables.find((at) => font.readUInt16BE(at) === 4)
  if (basic === undefined) throw new Error('face without a Unicode character map')
  const doubled = font.readUInt16BE(basic + 6)
  return Array.from({ length: doubled / 2 }, (_, index) => [font.readUInt16BE(basic + 16 + doubled + index * 2), font.readUInt16BE(basic + 14 + index * 2)] as const).filter(([start]) => start !== 0xffff)
}
