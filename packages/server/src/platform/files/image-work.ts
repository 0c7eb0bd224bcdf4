import { Instant, Position, Problem } from '@fengsui/contract/kernel'
import type SharpModule from 'sharp'

/** Longest side of a stored picture, pixels: enough to read a door number, small enough for a mountain road. */
const MAX_SIDE_PIXELS = 2560
const THUMBNAIL_PIXELS = 320
/** Above any telephone's sensor that writes JPEG by default; beyond it the file is meant to exhaust memory. */
const MAX_INPUT_PIXELS = 120_000_000
const SECONDS = 30
/** Pictures worked on at once. */
const AT_ONCE = 2

export interface PreparedImage {
  readonly bytes: Buffer
  readonly mediaType: string
  readonly widthPixels: number
  readonly heightPixels: number
  readonly thumbnail: Buffer
}

let busy = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  busy += 1
  try {
    return await work()
  } finally {
    busy -= 1
    waiting.shift()?.()
  }
}

let loaded: Promise<typeof SharpModule> | undefined
/** Loaded at the first picture: a node that gets none never pays for it. */
async function loadSharp(): Promise<typeof SharpModule> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  })
  return loaded
}

/**
 * Decodes and writes a picture anew: right way up, at most 2560 px, without anything that was not picture (place, camera, appended
 * files), with a thumbnail. An animation keeps its first frame.
 * @throws Problem `rule-refused` for what cannot be decoded, `too-large` for more pixels than allowed
 */
export function prepareImage(input: Buffer, kind: string): Promise<PreparedImage> {
  return inTurn(async () => {
    const sharp = await loadSharp()
    try {
      const open = () => sharp(input, { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 }).timeout({ seconds: SECONDS }).rotate()
      const fitted = open().resize({ width: MAX_SIDE_PIXELS, height: MAX_SIDE_PIXELS, fit: 'inside', withoutEnlargement: true })
      const shown = kind === 'image/jpeg' ? fitted.jpeg({ quality: 85, mozjpeg: true }) : kind === 'image/webp' ? fitted.webp({ quality: 85 }) : fitted.png({ compressionLevel: 8 })
      const { data, info } = await shown.toBuffer({ resolveWithObject: true })
      const thumbnail = await sharp(data).resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).jpeg({ quality: 75 }).toBuffer()
      return { bytes: data, mediaType: kind === 'image/gif' ? 'image/png' : kind, widthPixels: info.width, heightPixels: info.height, thumbnail }
    } catch (error) {
      if (/pixel limit/i.test(String(error))) throw new Problem('too-large', '图片的像素太多，无法处理。请用手机原相机拍摄的照片，或先缩小再传')
      throw new Problem('rule-refused', '图片打不开，文件可能已损坏。请重新拍摄，或另存为 JPEG 再传')
    }
  })
}

/** Where and when a picture was taken, as it says itself; nothing it says is believed beyond its plain reading. */
export async function readImageOrigin(input: Buffer): Promise<{ position: Position | null; takenAt: Instant | null }> {
  try {
    const { default: exifr } = await import('exifr')
    const tags = (await exifr.parse(input, { tiff: true, exif: true, gps: true, xmp: false, icc: false, iptc: false, reviveValues: false })) as Record<string, unknown> | undefined
    const position = Position.safeParse({ longitude: tags?.['longitude'], latitude: tags?.['latitude'] })
    return { position: position.success ? roundPosition(position.data) : null, takenAt: takenAtOf(tags) }
  } catch {
    return { position: null, takenAt: null }
  }
}

/** Six decimals are a tenth of a metre. */
function roundPosition({ longitude, latitude }: Position): Position {
  return { longitude: Math.round(longitude * 1e6) / 1e6, latitude: Math.round(latitude * 1e6) / 1e6 }
}

function takenAtOf(tags: Record<string, unknown> | undefined): Instant | null {
  const written = tags?.['DateTimeOriginal']
  const offset = tags?.['OffsetTimeOriginal']
  if (typeof written !== 'string') return null
  const [day, time] = written.split(' ')
  // Cameras without a zone run on the time of the country they are in.
  const zone = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00'
  const instant = Instant.safeParse(`${day?.replaceAll(':', '-') ?? ''}T${time ?? ''}${zone}`)
  return instant.success ? instant.data : null
}
