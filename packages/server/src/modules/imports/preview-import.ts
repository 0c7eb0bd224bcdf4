import { importKinds, MAX_IMPORT_ROWS, type ImportKind, type ImportPreview } from '@fengsui/contract/imports'
import { Problem } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { defaultTableLimits, type Table } from '../../platform/tables/table.ts'
import { readTable } from '../../platform/tables/table-process.ts'
import { findUpload } from '../attachments/index.ts'
import { checkTable, countValid } from './check-rows.ts'

const SHOWN_ERRORS = 300
const SAMPLE_ROWS = 8

/** What imports work with. */
export interface ImportDeps extends ModuleDeps {
  readonly folder: FileFolder
}

/** @throws Problem forbidden */
export function requireMayImport(actor: Actor, kind: ImportKind): void {
  const { permission, name } = importKinds[kind]
  if (!actor.permissions.has(permission)) throw new Problem('forbidden', `您的角色不能导入${name}；确有需要请找系统管理员`)
}

/** The table this account uploaded, read from the same content every time. @throws Problem `not-found`, `unsupported-media-type`, `rule-refused` */
export async function openTable(deps: ImportDeps, actor: Actor, sha256: string): Promise<Table> {
  const file = await findUpload(deps.database, sha256, actor.accountId)
  if (!file) throw new Problem('not-found', '没有找到您传的这份表格，可能已超过 24 小时，请重新上传')
  if (!/spreadsheetml|^text\//.test(file.mediaType)) throw new Problem('unsupported-media-type', '这不是表格。请传 xlsx，或 CSV 文本；老的 xls 请先另存为 xlsx')
  return readTable(deps.folder.pathOf(sha256), file.mediaType, { ...defaultTableLimits, rows: MAX_IMPORT_ROWS })
}

/** Checks a table and says what must be corrected; changes nothing. */
export async function previewImport(deps: ImportDeps, actor: Actor, given: { sha256: string; kind: ImportKind }): Promise<ImportPreview> {
  requireMayImport(actor, given.kind)
  const table = await openTable(deps, actor, given.sha256)
  const checked = await checkTable(deps.database, actor, given.kind, table)
  const { columns } = importKinds[given.kind]
  const shown = columns.flatMap(({ key, title }) => (checked.map.at.has(key) ? [{ title, index: checked.map.at.get(key) ?? 0 }] : []))
  return {
    kind: given.kind, sheet: table.sheet, rows: table.rows.length, valid: countValid(table, checked), errorCount: checked.errors.length, errors: checked.errors.slice(0, SHOWN_ERRORS), ignored: [...checked.map.ignored],
    columns: shown.map(({ title }) => title),
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ row, cells }) => ({ row, cells: shown.map(({ index }) => (typeof cells[index] === 'string' ? cells[index] : '（公式）')) })),
  }
}
