/** A cell as exported: texts as shown, numbers as numbers, nothing as empty. */
export type CsvCell = string | number | null | undefined

/**
 * First characters that make Excel, WPS or LibreOffice take a text for a formula (OWASP "CSV Injection"),
 * full-width forms included because WPS reads them alike.
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

const cellText = (cell: CsvCell): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const guarded = formulaStart.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/**
 * Rows as RFC 4180 text with a byte order mark, without which Excel misreads Chinese.
 * Texts that would run as a formula get an apostrophe; numbers stay numbers.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}

/** Hands a text to the browser as a file of the given name. */
export function saveTextFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(url)
}
