import type { OfficialDocument, Sheet } from './document.ts'
import { writeInProcess } from './document-process.ts'

export type { Block, OfficialDocument, Sheet, TableBlock } from './document.ts'
export { sendDocument, type DocumentFormat } from './send-document.ts'

/** Word text in the form of GB/T 9704, naming the official faces. @throws Problem unavailable */
export function renderDocx(document: OfficialDocument): Promise<Uint8Array> {
  return writeInProcess({ format: 'docx', document })
}

/** PDF in the form of GB/T 9704 with the bundled face. @throws Problem unavailable */
export function renderPdf(document: OfficialDocument): Promise<Uint8Array> {
  return writeInProcess({ format: 'pdf', document })
}

/** A workbook; cells that a spreadsheet could take for formulas are neutralised. @throws Problem unavailable */
export function renderWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeInProcess({ format: 'xlsx', sheets })
}
