import { assessmentRoutes as routes } from '@fengsui/contract/assessment'
import type { Actor } from '../../platform/actor.ts'
import { renderDocx, renderPdf, renderWorkbook, sendDocument } from '../../platform/documents/index.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { bulletinFileName, bulletinPaper, bulletinSheets } from './assessment-document.ts'
import { getBulletin, getEntry, getScheme, listBulletins, listEntries } from './assessment-views.ts'
import { draftBulletin, publishBulletin } from './draft-bulletin.ts'
import { decideObjection, objectToScore } from './object-to-score.ts'
import { addEntry, removeEntry, setScheme } from './set-scheme.ts'

export function bindAssessment(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getBulletin(objects, database, actor, id, clocks.business.now())
  const scheme = (actor: Actor) => getScheme(objects, database, actor, clocks.business.now())
  http.bind(routes.getAssessmentScheme, ({ actor }) => scheme(actor))
  http.bind(routes.setAssessmentScheme, async ({ actor, body }) => {
    await setScheme(deps, actor, body)
    return scheme(actor)
  })
  http.bind(routes.listAssessmentEntries, ({ actor, query }) => listEntries(objects, database, actor, query))
  http.bind(routes.addAssessmentEntry, async ({ actor, body }) => getEntry(objects, database, actor, (await addEntry(deps, actor, body)).id))
  http.bind(routes.removeAssessmentEntry, async ({ actor, ...call }) => getEntry(objects, database, actor, (await removeEntry(deps, actor, call)).id))
  http.bind(routes.listBulletins, ({ actor, query }) => listBulletins(objects, database, actor, query))
  http.bind(routes.getBulletin, ({ actor, params }) => view(actor, { id: params.bulletinId }))
  http.bind(routes.draftBulletin, async ({ actor, body }) => view(actor, await draftBulletin(deps, actor, body)))
  http.bind(routes.publishBulletin, async ({ actor, ...call }) => view(actor, await publishBulletin(deps, actor, call)))
  http.bind(routes.objectToScore, async ({ actor, ...call }) => view(actor, await objectToScore(deps, actor, call)))
  http.bind(routes.decideObjection, async ({ actor, ...call }) => view(actor, await decideObjection(deps, actor, call)))
  http.bind(routes.downloadBulletin, async ({ actor, params, query: { format }, reply }) => {
    const bulletin = await view(actor, { id: params.bulletinId })
    const paper = bulletinPaper(bulletin, clocks.business.now())
    const bytes = await (format === 'xlsx' ? renderWorkbook(bulletinSheets(bulletin)) : format === 'pdf' ? renderPdf(paper) : renderDocx(paper))
    return sendDocument(reply, { format, name: bulletinFileName(bulletin), bytes })
  })
}
