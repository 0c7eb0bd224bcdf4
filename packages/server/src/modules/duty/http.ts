import { dutyRoutes as routes } from '@fengsui/contract/duty'
import type { Actor } from '../../platform/actor.ts'
import { renderDocx, renderPdf, renderWorkbook, sendDocument } from '../../platform/documents/index.ts'
import { dismissPhoneCall, handleFax, takePhoneCall } from './desk-phone.ts'
import { draftHandover, noteHandover, withdrawHandover } from './draft-handover.ts'
import { endSpotCheckRule, setSpotCheckRule } from './draw-checks.ts'
import { getDayLog, getNoteLine } from './day-log-views.ts'
import type { DutyDeps } from './duty-deps.ts'
import { findReadableUnit } from './duty-store.ts'
import { getFax, getPhoneCall, listFaxes, listLinkedCases, listPhoneCalls } from './gateway-views.ts'
import { handoverDocument } from './handover-document.ts'
import { submitLinkedCase } from './linked-case.ts'
import { dayLogDocument, dayLogSheets, phoneLogSheets } from './log-documents.ts'
import { loadAccountNames } from './name-views.ts'
import { submitFax, submitPhoneEvents, submitRecording } from './phone-events.ts'
import { addToPhoneLog, correctPhoneLog, makeSignalOfPhoneLog, writePhoneLog } from './phone-log.ts'
import { getPhoneLog, listPhoneLogs, listPhoneLogsForExport } from './phone-log-views.ts'
import { getDutyDesk, getHandover, getWatch, listHandovers, listWatches } from './shift-views.ts'
import { acceptHandover, signHandover } from './sign-handover.ts'
import { getSpotCheck, getSpotCheckRule, getSpotChecks, getSpotCheckStatistics, listCheckableUnits, listSpotCheckDraws, listSpotChecks } from './spot-check-views.ts'
import { makeSpotChecks, recordSpotCheck } from './spot-checks.ts'
import { takeDuty } from './take-duty.ts'
import { correctDutyNote, writeDutyNote } from './write-note.ts'

/** Lines of one exported workbook. */
const MOST_EXPORTED = 10_000

export function bindDuty(deps: DutyDeps): void {
  bindShift(deps)
  bindLogs(deps)
  bindSpotChecks(deps)
  bindGateway(deps)
}

/** Who prints, and when. */
async function printedBy(deps: DutyDeps, actor: Actor): Promise<{ at: string; byName: string }> {
  return { at: deps.clocks.business.now(), byName: (await loadAccountNames(deps.database, [actor.accountId]))(actor.accountId) }
}

function bindShift(deps: DutyDeps): void {
  const { http } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getHandover(deps, actor, id)
  http.bind(routes.getDutyDesk, ({ actor }) => getDutyDesk(deps, actor))
  http.bind(routes.listWatches, ({ actor, query }) => listWatches(deps, actor, query))
  http.bind(routes.takeDuty, async ({ actor, body }) => getWatch(deps, actor, (await takeDuty(deps, actor, body)).id))
  http.bind(routes.listHandovers, ({ actor, query }) => listHandovers(deps, actor, query))
  http.bind(routes.getHandover, ({ actor, params }) => getHandover(deps, actor, params.handoverId))
  http.bind(routes.draftHandover, async ({ actor, body }) => view(actor, await draftHandover(deps, actor, body)))
  http.bind(routes.noteHandover, async ({ actor, params, body }) => view(actor, await noteHandover(deps, actor, { params, body })))
  http.bind(routes.signHandover, async ({ actor, params, body }) => view(actor, await signHandover(deps, actor, { params, body })))
  http.bind(routes.acceptHandover, async ({ actor, params, body }) => view(actor, await acceptHandover(deps, actor, { params, body })))
  http.bind(routes.withdrawHandover, async ({ actor, params, body }) => view(actor, await withdrawHandover(deps, actor, { params, body })))
  http.bind(routes.downloadHandover, async ({ actor, params, query, reply }) => {
    const handover = await getHandover(deps, actor, params.handoverId)
    const paper = handoverDocument(handover, await printedBy(deps, actor))
    return sendDocument(reply, { format: query.format, name: `交接班记录 ${handover.number}`, bytes: await (query.format === 'docx' ? renderDocx(paper) : renderPdf(paper)), inline: true })
  })
}

function bindLogs(deps: DutyDeps): void {
  const { http } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getPhoneLog(deps, actor, id)
  http.bind(routes.getDayLog, ({ actor, query }) => getDayLog(deps, actor, query))
  http.bind(routes.writeDutyNote, async ({ actor, body }) => getNoteLine(deps, actor, (await writeDutyNote(deps, actor, body)).id))
  http.bind(routes.correctDutyNote, async ({ actor, params, body }) => getNoteLine(deps, actor, (await correctDutyNote(deps, actor, { params, body })).id))
  http.bind(routes.downloadDayLog, async ({ actor, query, reply }) => {
    const log = await getDayLog(deps, actor, query)
    const paper = dayLogDocument(log, await printedBy(deps, actor))
    const bytes = await (query.format === 'xlsx' ? renderWorkbook(dayLogSheets(log)) : query.format === 'docx' ? renderDocx(paper) : renderPdf(paper))
    return sendDocument(reply, { format: query.format, name: `值班日志 ${log.unitName} ${log.day}`, bytes, inline: true })
  })
  http.bind(routes.listPhoneLogs, ({ actor, query }) => listPhoneLogs(deps, actor, query))
  http.bind(routes.writePhoneLog, async ({ actor, body }) => view(actor, await writePhoneLog(deps, actor, body)))
  http.bind(routes.addToPhoneLog, async ({ actor, params, body }) => view(actor, await addToPhoneLog(deps, actor, { params, body })))
  http.bind(routes.correctPhoneLog, async ({ actor, params, body }) => view(actor, await correctPhoneLog(deps, actor, { params, body })))
  http.bind(routes.makeSignalOfPhoneLog, async ({ actor, params, body }) => view(actor, await makeSignalOfPhoneLog(deps, actor, { params, body })))
  http.bind(routes.downloadPhoneLogs, async ({ actor, query, reply }) => {
    const unit = await findReadableUnit(deps.database, actor, query.unitId)
    const logs = await listPhoneLogsForExport(deps, actor, query, MOST_EXPORTED + 1)
    return sendDocument(reply, { format: 'xlsx', name: `值班电话记录 ${unit.name}`, bytes: await renderWorkbook(phoneLogSheets(logs.slice(0, MOST_EXPORTED), unit.name, logs.length > MOST_EXPORTED)) })
  })
}

function bindSpotChecks(deps: DutyDeps): void {
  const { http } = deps
  http.bind(routes.listSpotChecks, ({ actor, query }) => listSpotChecks(deps, actor, query))
  http.bind(routes.getSpotCheckStatistics, async ({ actor, query }) => ({ items: await getSpotCheckStatistics(deps, actor, query) }))
  http.bind(routes.listCheckableUnits, async ({ actor, query }) => ({ items: await listCheckableUnits(deps, actor, query.q) }))
  http.bind(routes.makeSpotCheck, async ({ actor, body }) => ({ items: await getSpotChecks(deps, actor, await makeSpotChecks(deps, actor, body)) }))
  http.bind(routes.recordSpotCheck, async ({ actor, body }) => getSpotCheck(deps, actor, (await recordSpotCheck(deps, actor, body)).id))
  http.bind(routes.getSpotCheckRule, ({ actor }) => getSpotCheckRule(deps, actor))
  http.bind(routes.setSpotCheckRule, async ({ actor, body }) => {
    await setSpotCheckRule(deps, actor, body)
    return getSpotCheckRule(deps, actor)
  })
  http.bind(routes.endSpotCheckRule, async ({ actor, body }) => {
    await endSpotCheckRule(deps, actor, body)
    return getSpotCheckRule(deps, actor)
  })
  http.bind(routes.listSpotCheckDraws, ({ actor, query }) => listSpotCheckDraws(deps, actor, query))
}

function bindGateway(deps: DutyDeps): void {
  const { http } = deps
  http.bind(routes.submitPhoneEvents, ({ actor, body }) => submitPhoneEvents(deps, actor, body))
  http.bind(routes.submitRecording, ({ actor, body }) => submitRecording(deps, actor, body))
  http.bind(routes.submitFax, ({ actor, body }) => submitFax(deps, actor, body))
  http.bind(routes.submitLinkedCase, ({ actor, body }) => submitLinkedCase(deps, actor, body))
  http.bind(routes.listPhoneCalls, ({ actor, query }) => listPhoneCalls(deps, actor, query))
  http.bind(routes.takePhoneCall, async ({ actor, params, body }) => getPhoneCall(deps, actor, (await takePhoneCall(deps, actor, { params, body })).id))
  http.bind(routes.dismissPhoneCall, async ({ actor, params, body }) => getPhoneCall(deps, actor, (await dismissPhoneCall(deps, actor, { params, body })).id))
  http.bind(routes.listFaxes, ({ actor, query }) => listFaxes(deps, actor, query))
  http.bind(routes.handleFax, async ({ actor, params, body }) => getFax(deps, actor, (await handleFax(deps, actor, { params, body })).id))
  http.bind(routes.listLinkedCases, ({ actor, query }) => listLinkedCases(deps, actor, query))
}
