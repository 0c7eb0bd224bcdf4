import { disasterStatisticsRoutes as routes } from '@fengsui/contract/disaster-statistics'
import { renderDocx, renderPdf, renderWorkbook, sendDocument, type DocumentFormat } from '../../platform/documents/index.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { acceptReturn, sendBackReturn } from './decide-return.ts'
import { readListPaper, readReturnPaper, readTablePaper, type Paper } from './document-views.ts'
import { getEntry, listEntries } from './entry-views.ts'
import { addEntry, changeEntry, removeEntry } from './keep-entries.ts'
import { changeProcess, openProcess, setStage } from './keep-process.ts'
import { getOverview } from './overview-views.ts'
import { getProcessView, listProcesses } from './process-views.ts'
import { reportFigures, reportZero } from './report-figures.ts'
import { getReturn, listReturns } from './return-views.ts'
import { saveReturn } from './save-return.ts'
import { startReturn } from './start-return.ts'
import { submitReturn } from './submit-return.ts'

const render = (paper: Paper, format: DocumentFormat): Promise<Uint8Array> => (format === 'xlsx' ? renderWorkbook(paper.sheets) : format === 'docx' ? renderDocx(paper.document) : renderPdf(paper.document))

export function bindDisasterStatistics(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const process = (actor: Parameters<typeof getProcessView>[2], { id }: { id: string }) => getProcessView(objects, database, actor, id)
  const form = (actor: Parameters<typeof getReturn>[2], { id }: { id: string }) => getReturn(objects, database, actor, id)
  const entry = (actor: Parameters<typeof getEntry>[2], { id }: { id: string }) => getEntry(objects, database, actor, id)
  const clock = () => ({ at: clocks.business.now(), asOf: deps.rulesAsOf() })

  http.bind(routes.listDisasterProcesses, ({ actor, query }) => listProcesses(objects, database, actor, query))
  http.bind(routes.getDisasterProcess, ({ actor, params }) => process(actor, { id: params.processId }))
  http.bind(routes.openDisasterProcess, async ({ actor, body }) => process(actor, await openProcess(deps, actor, body)))
  http.bind(routes.changeDisasterProcess, async ({ actor, params, body }) => process(actor, await changeProcess(deps, actor, { params, body })))
  http.bind(routes.setDisasterStage, async ({ actor, params, body }) => process(actor, await setStage(deps, actor, { params, body })))
  http.bind(routes.getDisasterOverview, ({ actor, params, query }) => getOverview(objects, database, actor, { ...params, ...query }, clock()))

  http.bind(routes.listDisasterReturns, ({ actor, query }) => listReturns(database, actor, query))
  http.bind(routes.getDisasterReturn, ({ actor, params }) => form(actor, { id: params.returnId }))
  http.bind(routes.startDisasterReturn, async ({ actor, params, body }) => form(actor, await startReturn(deps, actor, { params, body })))
  http.bind(routes.saveDisasterReturn, async ({ actor, params, body }) => form(actor, await saveReturn(deps, actor, { params, body })))
  http.bind(routes.submitDisasterReturn, async ({ actor, params, body }) => form(actor, await submitReturn(deps, actor, { params, body })))
  http.bind(routes.acceptDisasterReturn, async ({ actor, params, body }) => form(actor, await acceptReturn(deps, actor, { params, body })))
  http.bind(routes.sendBackDisasterReturn, async ({ actor, params, body }) => form(actor, await sendBackReturn(deps, actor, { params, body })))
  http.bind(routes.reportDisasterFigures, async ({ actor, params, body }) => form(actor, await reportFigures(deps, actor, { params, body })))
  http.bind(routes.reportDisasterZero, async ({ actor, params, body }) => form(actor, await reportZero(deps, actor, { params, body })))

  http.bind(routes.listDisasterEntries, ({ actor, query }) => listEntries(objects, database, actor, query))
  http.bind(routes.addDisasterEntry, async ({ actor, params, body }) => entry(actor, await addEntry(deps, actor, { params, body })))
  http.bind(routes.changeDisasterEntry, async ({ actor, params, body }) => entry(actor, await changeEntry(deps, actor, { params, body })))
  http.bind(routes.removeDisasterEntry, async ({ actor, params, body }) => entry(actor, await removeEntry(deps, actor, { params, body })))

  http.bind(routes.downloadDisasterReturn, async ({ actor, params, query, reply }) => {
    const paper = await readReturnPaper(objects, database, actor, params.returnId)
    return sendDocument(reply, { format: query.format, name: paper.name, bytes: await render(paper, query.format) })
  })
  http.bind(routes.downloadDisasterTable, async ({ actor, params, query, reply }) => {
    const paper = await readTablePaper(objects, database, actor, { ...params, ...query }, clock())
    return sendDocument(reply, { format: query.format, name: paper.name, bytes: await render(paper, query.format) })
  })
  http.bind(routes.downloadDisasterList, async ({ actor, params, query, reply }) => {
    const paper = await readListPaper(objects, database, actor, { ...params, ...query }, clocks.business.now())
    return sendDocument(reply, { format: query.format, name: paper.name, bytes: await render(paper, query.format) })
  })
}
