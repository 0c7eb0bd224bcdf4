/** The program that reads one table a user sent, and ends. It has no database, no network and no keys. */
import { readFile } from 'node:fs/promises'
import { readCsv } from './platform/tables/read-csv.ts'
import { readWorkbook } from './platform/tables/read-workbook.ts'
import { TableRefused, type TableAnswer, type TableRequest } from './platform/tables/table.ts'

async function read({ path, mediaType, limits }: TableRequest): Promise<TableAnswer> {
  try {
    const bytes = await readFile(path)
    return { table: mediaType.startsWith('text/') ? readCsv(bytes, limits) : await readWorkbook(bytes, limits) }
  } catch (error) {
    if (error instanceof TableRefused) return { refused: error.message }
    return { refused: '表格读不出来，文件可能已损坏。请另存为 xlsx 再传' }
  }
}

process.once('message', (request) => void read(request as TableRequest).then((answer) => process.send?.(answer, () => process.exit(0))))
process.on('disconnect', () => process.exit(0))
