import { importKinds, importRoutes, type ImportColumn } from '@fengsui/contract/imports'
import { writeTemplate } from '../../platform/tables/write-template.ts'
import { commitImport } from './commit-import.ts'
import { previewImport, requireMayImport, type ImportDeps } from './preview-import.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Binds imports from tables. */
export function bindImports(deps: ImportDeps): void {
  const { http } = deps
  http.bind(importRoutes.previewImport, async ({ actor, body }) => previewImport(deps, actor, body))
  http.bind(importRoutes.commitImport, async ({ actor, body }) => commitImport(deps, actor, body))
  http.bind(importRoutes.downloadImportTemplate, async ({ actor, params, reply }) => {
    requireMayImport(actor, params.kind)
    const { name, columns } = importKinds[params.kind]
    const template = await writeTemplate(name, (columns as readonly ImportColumn[]).map(({ title, required = false, hint, choices = [], example }) => ({ title, required, hint, choices, example })))
    return reply.type(XLSX).header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}导入模板.xlsx`)}`).header('cache-control', 'no-store').send(template)
  })
}
