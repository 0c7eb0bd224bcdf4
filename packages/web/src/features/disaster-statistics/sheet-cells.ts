import { getFigureForm, getIndicator, listFindings, NOW, readCell, valueProblem, type Finding, type FormValue, type FormValues, type ReturnKind, type ReturnView } from '@fengsui/contract/disaster-statistics'

/** A row of the entry sheet: a heading, or an indicator with the keys of its cells. */
export type SheetRow = { readonly kind: 'heading'; readonly text: string } | { readonly kind: 'figure'; readonly code: string; readonly name: string; readonly unit: string; readonly indent: 0 | 1; readonly keys: readonly string[]; /** Belongs to another form and is shown here too. */ readonly shared: boolean }

/** Rows of one form. Present values only while they are asked for. */
export function listSheetRows(formCode: string, kind: ReturnKind): SheetRow[] {
  return getFigureForm(formCode).lines.map((line): SheetRow => {
    if ('heading' in line) return { kind: 'heading', text: line.heading }
    const dual = kind !== 'final' && getIndicator(line.code).dual
    return { kind: 'figure', code: line.code, name: line.name, unit: line.unit, indent: line.indent, keys: dual ? [line.code, `${line.code}${NOW}`] : [line.code], shared: !line.code.startsWith(formCode) }
  })
}

/** What is in the sheet while it is typed: words per key, so that nothing typed is lost. */
export type Typed = Readonly<Record<string, string>>

export function typedOf(values: FormValues): Typed {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, String(value)]])))
}

/** Typed words as values: what cannot be a value stays out of `values` and is named in `problems`. */
export function readTyped(typed: Typed): { values: Record<string, FormValue>; problems: Readonly<Record<string, string>> } {
  const values: Record<string, FormValue> = {}
  const problems: Record<string, string> = {}
  for (const [key, words] of Object.entries(typed)) {
    const value = readCell(key, words)
    if (value === null) continue
    const problem = value === undefined ? '应填数字' : valueProblem(key, value)
    if (problem !== null) problems[key] = problem
    else if (value !== undefined) values[key] = value
  }
  return { values, problems }
}

/**
 * Cells that a pasted block fills, from the cell at `key` downward and to the right, over headings. Text cells of a spreadsheet block (names, units)
 * that stand before the numbers are not skipped: copy only the column of figures.
 */
export function pasteInto(rows: readonly SheetRow[], key: string, block: string): Typed {
  const figures = rows.flatMap((row) => (row.kind === 'figure' ? [row] : []))
  const start = figures.findIndex((row) => row.keys.includes(key))
  const column = figures[start]?.keys.indexOf(key) ?? -1
  if (start < 0 || column < 0) return {}
  const lines = block.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')
  return Object.fromEntries(lines.flatMap((line, down) => line.split('\t').flatMap((cell, right) => {
    const target = figures[start + down]?.keys[column + right]
    return target === undefined ? [] : [[target, cell.trim()]]
  })))
}

/** The key above or below in the same column; null at the end. */
export function neighbourKey(rows: readonly SheetRow[], key: string, step: 1 | -1): string | null {
  const figures = rows.flatMap((row) => (row.kind === 'figure' ? [row] : []))
  const at = figures.findIndex((row) => row.keys.includes(key))
  const column = figures[at]?.keys.indexOf(key) ?? 0
  for (let index = at + step; index >= 0 && index < figures.length; index += step) {
    const row = figures[index]
    const found = row?.keys[column] ?? row?.keys[0]
    if (found !== undefined) return found
  }
  return null
}

/** The same findings the server will have. */
export function findInReturn(view: ReturnView, values: FormValues, kind: ReturnKind, process: { readonly hazard: string | null; readonly startedAt: string | null }): Finding[] {
  const kept = kind === 'final' ? Object.fromEntries(Object.entries(values).filter(([key]) => !key.endsWith(NOW))) : values
  return listFindings({ formSet: view.formSet, kind, values: kept, last: view.last?.values ?? null, below: view.below?.values ?? null, lists: view.lists, process: { hazard: process.hazard, startedOn: process.startedAt ?? '' } })
}
