import { digestKindNames, digestRoutes as routes } from '@fengsui/contract/digests'
import { renderDocx, renderPdf, sendDocument } from '../../platform/documents/index.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { digestDocument } from './digest-document.ts'
import { getDigest, listDigests, listOwnSchedules } from './digest-views.ts'
import { discardDigest, draftDigestNow, redraftDigest } from './draft-digest.ts'
import { issueDigest } from './issue-digest.ts'
import { setDigestSchedule } from './keep-schedule.ts'
import { receiveDigest } from './receive-digest.ts'
import { reviseDigest } from './revise-digest.ts'

export function bindDigests(deps: ModuleDeps): void {
  const { http, objects, database } = deps
  http.bind(routes.listDigests, ({ actor, query }) => listDigests(objects, database, actor, query))
  http.bind(routes.getDigest, ({ actor, params }) => getDigest(objects, database, actor, params.digestId))
  http.bind(routes.draftDigest, async ({ actor, body }) => getDigest(objects, database, actor, (await draftDigestNow(deps, actor, { body })).id))
  http.bind(routes.reviseDigest, async ({ actor, params, body }) => getDigest(objects, database, actor, (await reviseDigest(deps, actor, { params, body })).id))
  http.bind(routes.redraftDigest, async ({ actor, params, body }) => getDigest(objects, database, actor, (await redraftDigest(deps, actor, { params, body })).id))
  http.bind(routes.discardDigest, async ({ actor, params, body }) => getDigest(objects, database, actor, (await discardDigest(deps, actor, { params, body })).id))
  http.bind(routes.issueDigest, async ({ actor, params, body }) => getDigest(objects, database, actor, (await issueDigest(deps, actor, { params, body })).id))
  http.bind(routes.receiveDigest, async ({ actor, params, body }) => getDigest(objects, database, actor, (await receiveDigest(deps, actor, { params, body })).id))
  http.bind(routes.listDigestSchedules, ({ actor }) => listOwnSchedules(objects, database, actor))
  http.bind(routes.setDigestSchedule, async ({ actor, body }) => {
    await setDigestSchedule(deps, actor, { body })
    return listOwnSchedules(objects, database, actor)
  })
  http.bind(routes.getDigestDocument, async ({ actor, params, query, reply }) => {
    const digest = await getDigest(objects, database, actor, params.digestId)
    const paper = digestDocument(digest)
    return sendDocument(reply, { format: query.format, name: `${digest.placeName}${digestKindNames[digest.kind]}${digest.day}`, bytes: await (query.format === 'pdf' ? renderPdf(paper) : renderDocx(paper)), inline: true })
  })
}
