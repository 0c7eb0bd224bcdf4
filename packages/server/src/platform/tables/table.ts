/** A cell as text; `formula` and `error` are cells whose value is not to be trusted. */
export type Cell = string | { readonly refused: 'formula' | 'error' }

/** The first sheet of a table: headings and rows as they stand, with their row numbers. */
export interface Table {
  readonly sheet: string
  readonly header: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[]
}

export interface TableLimits {
  readonly rows: number
  readonly columns: number
  readonly sheets: number
  /** Of everything in the file when unpacked. */
  readonly unpackedBytes: number
  readonly seconds: number
  /** Heap of the process that reads. */
  readonly megabytes: number
}

export const defaultTableLimits: TableLimits = { rows: 20_000, columns: 60, sheets: 20, unpackedBytes: 120 * 1024 * 1024, seconds: 60, megabytes: 512 }

/** What the reading process is asked and answers. */
export interface TableRequest {
  readonly path: string
  readonly mediaType: string
  readonly limits: TableLimits
}
export type TableAnswer = { readonly table: Table } | { readonly refused: string }

/** The table cannot be taken as it is; the message says what to do. */
export class TableRefused extends Error {}
