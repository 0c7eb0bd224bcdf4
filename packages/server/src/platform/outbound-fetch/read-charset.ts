/** Names that `TextDecoder` of every build knows and that occur on Chinese sites; anything else is tried as UTF-8. */
const KNOWN = /^(?:utf-?8|gbk|gb2312|gb18030|big5|utf-16(?:le|be)?|iso-8859-1|windows-1252|us-ascii)$/i
const HEAD_BYTES = 2048

const byMark = (bytes: Uint8Array): string | undefined =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined

/** Decodes an answer: by its byte-order mark, its header, its XML prolog or HTML meta, else as UTF-8, and as GB 18030 where that does not fit. */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  const named = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? /^[\s\S]{0,10}<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
  const encodings = [byMark(bytes), named !== undefined && KNOWN.test(named) ? (/^gb/i.test(named) ? 'gb18030' : named) : undefined, 'utf-8', 'gb18030'].filter((each) => each !== undefined)
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return new TextDecoder('utf-8').decode(bytes)
}
