import { rosterRoutes as routes } from '@fengsui/contract/rosters'
import { beijingShort } from '@fengsui/contract/kernel'
import { renderDocx, renderPdf, renderWorkbook, sendDocument } from '../../platform/documents/index.ts'
import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { getLeaderAbsence, listLeaderAbsences, listSigningDeputies } from './absence-views.ts'
import { answerDutyChange, askDutyChange, decideDutyChange, replaceOnDuty, withdrawDutyChange } from './change-duty.ts'
import { getDutyChange, listDutyChanges, listMyShifts, listShiftCandidates } from './change-views.ts'
import { discardRoster, previewRoster, saveRoster } from './draft-roster.ts'
import { fileRoster, receiveRosterFiling } from './file-roster.ts'
import { getRosterFiling, listRosterFilings } from './filing-views.ts'
import { cancelDutyLeave, recordDutyLeave } from './keep-leaves.ts'
import { getDutyPhone, getOnDuty } from './on-duty-views.ts'
import { previewRosterImport } from './preview-import.ts'
import { publishRoster } from './publish-roster.ts'
import { decideLeaderAbsence, endLeaderAbsence, registerLeaderAbsence } from './register-absence.ts'
import { rosterDocument, rosterSheets, rosterTitle, templateSheets } from './roster-document.ts'
import { getLeaveView, getRosterSetup, getRosterView, listRosters, listRosterUnits, memberViews } from './roster-views.ts'
import { listMembers } from './roster-store.ts'
import { saveDutyMembers } from './save-members.ts'
import { setDutyPattern } from './set-pattern.ts'
import { getRoster, getRosterSheet } from './sheet-views.ts'
import { endSigningDeputy, setSigningDeputy } from './signing-deputies.ts'

export function bindRosters(deps: ModuleDeps & { readonly folder: FileFolder }): void {
  const { http, objects, database } = deps
  const now = () => deps.clocks.business.now()

  http.bind(routes.listRosterUnits, ({ actor, query }) => listRosterUnits(database, actor, query.divisionCode))
  http.bind(routes.getRosterSetup, ({ actor, params }) => getRosterSetup(objects, database, actor, params.unitId, now()))
  http.bind(routes.setDutyPattern, async ({ actor, params, body }) => getRosterSetup(objects, database, actor, (await setDutyPattern(deps, actor, { params, body })).id, now()))
  http.bind(routes.saveDutyMembers, async ({ actor, params, body }) => ({ items: await memberViews(database, await listMembers(objects, database, (await saveDutyMembers(deps, actor, { params, body })).id)) }))
  http.bind(routes.recordDutyLeave, async ({ actor, params, body }) => getLeaveView(objects, database, actor, (await recordDutyLeave(deps, actor, { params, body })).id))
  http.bind(routes.cancelDutyLeave, async ({ actor, params, body }) => getLeaveView(objects, database, actor, (await cancelDutyLeave(deps, actor, { params, body })).id))

  http.bind(routes.listRosters, ({ actor, query }) => listRosters(objects, database, actor, query))
  http.bind(routes.getRosterSheet, ({ actor, query }) => getRosterSheet(objects, database, actor, query, now()))
  http.bind(routes.getRoster, ({ actor, params }) => getRoster(objects, database, actor, params.rosterId, now()))
  http.bind(routes.previewRoster, ({ actor, body }) => previewRoster(deps, actor, body))
  http.bind(routes.saveRoster, async ({ actor, body }) => getRosterView(objects, database, actor, (await saveRoster(deps, actor, { body })).id))
  http.bind(routes.publishRoster, async ({ actor, params, body }) => getRosterView(objects, database, actor, (await publishRoster(deps, actor, { params, body })).id))
  http.bind(routes.discardRoster, async ({ actor, params, body }) => getRosterView(objects, database, actor, (await discardRoster(deps, actor, { params, body })).id))
  http.bind(routes.downloadRoster, async ({ actor, query, reply }) => {
    const sheet = await getRosterSheet(objects, database, actor, query, now())
    const name = rosterTitle(sheet)
    if (query.format === 'xlsx') return sendDocument(reply, { format: 'xlsx', name, bytes: await renderWorkbook(rosterSheets(sheet)) })
    const document = rosterDocument(sheet, { dutyPhone: await getDutyPhone(database, actor, query.unitId), printedAt: beijingShort(now()) })
    return sendDocument(reply, { format: query.format, name, bytes: query.format === 'pdf' ? await renderPdf(document) : await renderDocx(document), inline: true })
  })
  http.bind(routes.downloadRosterTemplate, async ({ actor, query, reply }) => {
    const sheet = await getRosterSheet(objects, database, actor, query, now())
    return sendDocument(reply, { format: 'xlsx', name: `${sheet.unit.unitName}值班表导入模板`, bytes: await renderWorkbook(templateSheets(sheet)) })
  })
  http.bind(routes.previewRosterImport, ({ actor, body }) => previewRosterImport(deps, actor, body))

  http.bind(routes.listMyShifts, ({ actor }) => listMyShifts(objects, database, actor, now()))
  http.bind(routes.listShiftCandidates, ({ actor, params }) => listShiftCandidates(objects, database, actor, params.shiftId, now()))
  http.bind(routes.replaceOnDuty, async ({ actor, params, body }) => getDutyChange(objects, database, actor, (await replaceOnDuty(deps, actor, { params, body })).id))
  http.bind(routes.listDutyChanges, ({ actor, query }) => listDutyChanges(objects, database, actor, query))
  http.bind(routes.askDutyChange, async ({ actor, body }) => getDutyChange(objects, database, actor, (await askDutyChange(deps, actor, { body })).id))
  http.bind(routes.answerDutyChange, async ({ actor, params, body }) => getDutyChange(objects, database, actor, (await answerDutyChange(deps, actor, { params, body })).id))
  http.bind(routes.decideDutyChange, async ({ actor, params, body }) => getDutyChange(objects, database, actor, (await decideDutyChange(deps, actor, { params, body })).id))
  http.bind(routes.withdrawDutyChange, async ({ actor, params, body }) => getDutyChange(objects, database, actor, (await withdrawDutyChange(deps, actor, { params, body })).id))
  http.bind(routes.getOnDuty, ({ actor, query }) => getOnDuty(database, actor, now(), query.unitId))

  http.bind(routes.listRosterFilings, ({ actor, query }) => listRosterFilings(objects, database, actor, query))
  http.bind(routes.fileRoster, async ({ actor, params, body }) => getRosterFiling(objects, database, actor, (await fileRoster(deps, actor, { params, body })).id))
  http.bind(routes.receiveRosterFiling, async ({ actor, params, body }) => getRosterFiling(objects, database, actor, (await receiveRosterFiling(deps, actor, { params, body })).id))

  http.bind(routes.listLeaderAbsences, ({ actor, query }) => listLeaderAbsences(objects, database, actor, query, now()))
  http.bind(routes.registerLeaderAbsence, async ({ actor, body }) => getLeaderAbsence(objects, database, actor, (await registerLeaderAbsence(deps, actor, { body })).id, now()))
  http.bind(routes.decideLeaderAbsence, async ({ actor, params, body }) => getLeaderAbsence(objects, database, actor, (await decideLeaderAbsence(deps, actor, { params, body })).id, now()))
  http.bind(routes.endLeaderAbsence, async ({ actor, params, body }) => getLeaderAbsence(objects, database, actor, (await endLeaderAbsence(deps, actor, { params, body })).id, now()))
  http.bind(routes.listSigningDeputies, async ({ actor }) => ({ items: await listSigningDeputies(objects, database, actor) }))
  http.bind(routes.setSigningDeputy, async ({ actor, body }) => getPair(actor, (await setSigningDeputy(deps, actor, { body })).id))
  http.bind(routes.endSigningDeputy, async ({ actor, params, body }) => getPair(actor, (await endSigningDeputy(deps, actor, { params, body })).id))

  async function getPair(actor: Parameters<typeof listSigningDeputies>[2], id: string) {
    const [pair] = await listSigningDeputies(objects, database, actor, id)
    if (!pair) throw new Error('the pair just written is not there')
    return pair
  }
}
