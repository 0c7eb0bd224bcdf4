import { legalDayAt } from '@fengsui/contract/calendar'
import { Problem } from '@fengsui/contract/kernel'
import type { RosterImport } from '@fengsui/contract/rosters'
import type { Actor } from '../../platform/actor.ts'
import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { defaultTableLimits } from '../../platform/tables/table.ts'
import { readTable } from '../../platform/tables/table-process.ts'
import { findUpload } from '../attachments/index.ts'
import { mapColumns, readRosterRows, spanOf, type RowError } from './read-roster-table.ts'
import { requireMayEdit } from './roster-policy.ts'
import { getUnit } from './roster-store.ts'
import { buildSheet, seatsOf } from './sheet-rules.ts'
import { loadSheet, requirePeriod, unitView } from './sheet-views.ts'

const MOST_ROWS = 2000
const SHOWN = 300

/** Reads a roster out of a table this account has uploaded; changes nothing. Seats come back only when every row is right. */
export async function previewRosterImport(deps: ModuleDeps & { readonly folder: FileFolder }, actor: Actor, given: { sha256: string; unitId: string }): Promise<RosterImport> {
  const unit = await getUnit(deps.database, actor, given.unitId)
  requireMayEdit(actor, unit)
  const file = await findUpload(deps.database, given.sha256, actor.accountId)
  if (!file) throw new Problem('not-found', '没有找到您传的这份表格，可能已超过 24 小时，请重新上传')
  if (!/spreadsheetml|^text\//.test(file.mediaType)) throw new Problem('unsupported-media-type', '这不是表格。请传 xlsx，或 CSV 文本；老的 xls 请先另存为 xlsx')
  const table = await readTable(deps.folder.pathOf(given.sha256), file.mediaType, { ...defaultTableLimits, rows: MOST_ROWS })
  const { at, errors } = mapColumns(table.header)
  const span = errors.length > 0 ? null : spanOf(table, at)
  const answer = (all: readonly RowError[], rest: Pick<RosterImport, 'assignments' | 'preview'> = { assignments: [], preview: null }): RosterImport => ({ sheet: table.sheet, rows: table.rows.length, fromDay: span?.fromDay ?? null, toDay: span?.toDay ?? null, errors: all.slice(0, SHOWN), errorCount: all.length, ...rest })
  if (errors.length > 0) return answer(errors)
  if (span === null) return answer([{ row: null, column: '日期', message: '没有一行的日期能读出来，请用模板填写' }])
  requirePeriod(span)
  const parts = await loadSheet(deps.objects, deps.database, { unitId: unit.unitId, ...span })
  const people = parts.members.filter(({ status }) => status === 'active').map(({ personId, roles }) => ({ personId, roles, name: parts.nameOf(personId) }))
  const read = readRosterRows(table, at, seatsOf(parts.patterns, span.fromDay, span.toDay), people)
  if (read.errors.length > 0) return answer(read.errors)
  return answer([], { assignments: read.assignments, preview: buildSheet(parts, read.assignments, { unit: unitView(actor, unit), roster: null }, { published: false, today: legalDayAt(deps.clocks.business.now()) }) })
}
