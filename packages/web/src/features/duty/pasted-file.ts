/** Largest text file that is read; larger ones are attached and not read. */
export const MOST_BYTES = 2_000_000
/** Words a signal keeps. */
export const MOST_WORDS = 4000

/** UTF-8, else GB 18030 (which contains GBK); null for what is no text. A byte-order mark is dropped. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 4000).includes(0) && !(bytes[0] === 0xff && bytes[1] === 0xfe)) return null
  for (const encoding of bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return null
}

/** The text without what cannot be kept: empty characters, halves of characters, and marks that turn the reading order round. */
export function cleanPasted(text: string): { text: string; removed: number } {
  let removed = 0
  const clean = text.replaceAll(/[\u0000\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, () => {
    removed += 1
    return ''
  })
  return { text: clean, removed }
}

/** What a file or a paste becomes: words for the box and a sentence about what was left out, or a reason why not. */
export interface TakenText {
  readonly words: string | null
  readonly note: string | null
}

/** Fits a text into the box: cleaned, and cut to what a signal keeps. */
export function takeText(raw: string): TakenText {
  const { text, removed } = cleanPasted(raw)
  const cut = text.length > MOST_WORDS
  // Never between the halves of a rare character.
  const words = cut ? text.slice(0, MOST_WORDS).replace(/[\ud800-\udbff]$/, '') : text
  const notes = [...(cut ? [`文字有 ${text.length.toLocaleString('zh-CN')} 字，只留了前 ${MOST_WORDS} 字，全文请作为附件`] : []), ...(removed > 0 ? [`去掉了 ${removed} 个不能保存的字符`] : [])]
  return { words, note: notes.length === 0 ? null : `${notes.join('；')}。` }
}

/** Reads a dropped file; the caller attaches it all the same. */
export async function takeFile(file: File): Promise<TakenText> {
  if (file.size > MOST_BYTES) return { words: null, note: `${file.name} 超过 2 MB，没有读文字，已作为附件。` }
  const text = decodeText(new Uint8Array(await file.arrayBuffer()))
  if (text === null) return { words: null, note: `${file.name} 不是文字文件，或编码既不是 UTF-8 也不是 GBK，没有读文字，已作为附件。` }
  return takeText(text)
}
