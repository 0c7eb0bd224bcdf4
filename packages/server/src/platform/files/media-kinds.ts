/** What a kind of content may weigh and how it is treated. */
export type MediaGroup = 'image' | 'video' | 'audio' | 'document'

/** Head of a file that decides its kind, bytes. */
export const HEAD_BYTES = 4096

/** Told from the first bytes: a kind, `zip` or `text` that need a look at the whole, or nothing that is taken. */
export type Guess = string | 'zip' | 'text' | null

const ascii = (head: Buffer, from: number, to: number): string => head.subarray(from, to).toString('latin1')

/** Brands of ISO base media (ISO 14496-12) that telephones write. */
const brands: Readonly<Record<string, string>> = {
  'qt  ': 'video/quicktime', isom: 'video/mp4', iso2: 'video/mp4', iso4: 'video/mp4', iso5: 'video/mp4', iso6: 'video/mp4', mp41: 'video/mp4', mp42: 'video/mp4', avc1: 'video/mp4', MSNV: 'video/mp4', dash: 'video/mp4', '3gp4': 'video/mp4', '3gp5': 'video/mp4',
  'M4V ': 'video/mp4', 'M4A ': 'audio/mp4', 'M4B ': 'audio/mp4', heic: 'image/heic', heix: 'image/heic', hevc: 'image/heic', heim: 'image/heic', heis: 'image/heic', mif1: 'image/heic', msf1: 'image/heic',
}

/**
 * Kind of content by its magic bytes. Programs, scripts, HTML, XML and SVG are in no row of this table and so are never taken.
 * @param head the first bytes, up to `HEAD_BYTES`
 */
export function guessKind(head: Buffer): Guess {
  if (head.length === 0) return null
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(head, 0, 6) === 'GIF87a' || ascii(head, 0, 6) === 'GIF89a') return 'image/gif'
  if (ascii(head, 0, 4) === 'RIFF') return ascii(head, 8, 12) === 'WEBP' ? 'image/webp' : ascii(head, 8, 12) === 'WAVE' ? 'audio/wav' : null
  if (ascii(head, 4, 8) === 'ftyp') return brands[ascii(head, 8, 12)] ?? null
  if (ascii(head, 0, 5) === '%PDF-') return 'application/pdf'
  if (ascii(head, 0, 4) === 'PK\x03\x04') return 'zip'
  if (ascii(head, 0, 3) === 'ID3' || (head[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(head[1] ?? 0))) return 'audio/mpeg'
  if (/^#!AMR(-WB)?\n/.test(ascii(head, 0, 10))) return 'audio/amr'
  return looksLikeText(head) ? 'text' : null
}

/** Bytes a text may begin with: no NUL and no control characters, and no markup or script that a browser or shell would run. */
function looksLikeText(head: Buffer): boolean {
  for (const byte of head) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false
  if (head[0] === 0x7f || ascii(head, 0, 2) === 'MZ') return false
  const start = head.toString('utf8').replace(/^\uFEFF/, '').trimStart()
  return !start.startsWith('<') && !start.startsWith('#!') && !/<(script|html|svg|!doctype|iframe)/i.test(start)
}

/** A whole text: UTF-8, or GB 18030 as older Excel writes CSV. Null when neither. */
export function textEncodingOf(bytes: Buffer): 'utf-8' | 'gb18030' | null {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return encoding
    } catch {
      continue
    }
  }
  return null
}

export function groupOf(kind: Guess): MediaGroup {
  if (kind?.startsWith('image/')) return 'image'
  if (kind?.startsWith('video/')) return 'video'
  return kind?.startsWith('audio/') ? 'audio' : 'document'
}
