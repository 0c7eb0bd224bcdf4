const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', hellip: '…', mdash: '—', middot: '·' }

/** Entities of HTML once, as text; what is no character stays as it stands. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** Characters that are no part of a text: controls but line breaks, marks that turn the reading order, halves of characters. */
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** HTML as the plain words in it: no tags, no scripts, one blank line at most. It is shown as text and never as HTML. */
export function toPlainText(html: string, most: number): string {
  // Cut first: nobody reads on, and every replacement below stays in proportion.
  const head = html.slice(0, most * 6)
  const open = decodeEntities(removeHidden(head).replaceAll(/<(?:\/?(?:p|div|li|tr|h[1-6])|br)\b[^<>]{0,500}>/gi, '\n').replaceAll(/<[/!?a-z][^<>]{0,2000}>/gi, ''))
  return open.replaceAll(UNFIT, '').replaceAll(/[ \t\u00a0\u3000]+/g, ' ').replaceAll(/ ?\n[ \n]*/g, '\n').trim().slice(0, most).replace(/[\ud800-\udbff]$/, '')
}

/** Without scripts, styles and comments; each end is looked for once, so that unclosed ones cost one pass. */
function removeHidden(html: string): string {
  let text = html
  for (const [start, end] of [['<script', '</script>'], ['<style', '</style>'], ['<!--', '-->']] as const) {
    const lower = text.toLowerCase()
    const kept: string[] = []
    let at = 0
    for (;;) {
      const from = lower.indexOf(start, at)
      if (from < 0) break
      const to = lower.indexOf(end, from)
      kept.push(text.slice(at, from))
      at = to < 0 ? text.length : to + end.length
    }
    text = kept.join('') + text.slice(at)
  }
  return text
}
