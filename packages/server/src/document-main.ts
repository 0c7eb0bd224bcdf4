/** The program that writes documents for people to print or keep. It has no database, no network and no keys. */
import type { DocumentAnswer, DocumentRequest } from './platform/documents/document-process.ts'
import { writeDocx } from './platform/documents/write-docx.ts'
import { writePdf } from './platform/documents/write-pdf.ts'
import { writeWorkbook } from './platform/documents/write-workbook.ts'

function write(request: DocumentRequest): Promise<Uint8Array> {
  if (request.format === 'xlsx') return writeWorkbook(request.sheets)
  return request.format === 'docx' ? writeDocx(request.document) : writePdf(request.document)
}

async function answer(request: DocumentRequest): Promise<DocumentAnswer> {
  try {
    return { bytes: await write(request) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : '未知错误' }
  }
}

process.on('message', (request) => void answer(request as DocumentRequest).then((result) => process.send?.(result)))
process.on('disconnect', () => process.exit(0))
