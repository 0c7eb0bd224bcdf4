import { statisticsRoutes as routes } from '@fengsui/contract/statistics'
import { renderWorkbook, sendDocument } from '../../platform/documents/index.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { statisticsSheets } from './statistics-document.ts'
import { getIncidentStatistics } from './statistics-views.ts'

export function bindStatistics({ http, database }: ModuleDeps): void {
  http.bind(routes.getIncidentStatistics, ({ actor, query }) => getIncidentStatistics(database, actor, query))
  http.bind(routes.downloadIncidentStatistics, async ({ actor, query, reply }) => {
    const statistics = await getIncidentStatistics(database, actor, query)
    return sendDocument(reply, { format: 'xlsx', name: `${statistics.place.name}突发事件统计 ${query.from}至${query.to}`, bytes: await renderWorkbook(statisticsSheets(statistics)) })
  })
}
