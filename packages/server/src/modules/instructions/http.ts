import { instructionRoutes as routes } from '@fengsui/contract/instructions'
import type { Actor } from '../../platform/actor.ts'
import { renderDocx, renderPdf, sendDocument } from '../../platform/documents/index.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { closeInstruction, withdrawInstruction } from './close-instruction.ts'
import { cancelDuty, decideExtension, decideFeedback } from './decide-duty.ts'
import { assignInstruction, giveInstruction } from './give-instruction.ts'
import { instructionSheet, supervisionSheet } from './instruction-document.ts'
import { getInstruction, getNotice, listInstructions } from './instruction-views.ts'
import { issueSupervision } from './issue-supervision.ts'
import { acknowledgeDuty, askExtension, giveFeedback } from './work-on-duty.ts'

export function bindInstructions(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const view = async (actor: Actor, { id }: { id: string }) => getInstruction(objects, database, actor, id)
  http.bind(routes.listInstructions, ({ actor, query }) => listInstructions(objects, database, actor, query))
  http.bind(routes.getInstruction, ({ actor, params }) => getInstruction(objects, database, actor, params.instructionId))
  http.bind(routes.giveInstruction, async ({ actor, body }) => view(actor, await giveInstruction(deps, actor, body)))
  http.bind(routes.assignInstruction, async ({ actor, ...call }) => view(actor, await assignInstruction(deps, actor, call)))
  http.bind(routes.closeInstruction, async ({ actor, ...call }) => view(actor, await closeInstruction(deps, actor, call)))
  http.bind(routes.withdrawInstruction, async ({ actor, ...call }) => view(actor, await withdrawInstruction(deps, actor, call)))
  http.bind(routes.acknowledgeDuty, async ({ actor, ...call }) => view(actor, await acknowledgeDuty(deps, actor, call)))
  http.bind(routes.giveFeedback, async ({ actor, ...call }) => view(actor, await giveFeedback(deps, actor, call)))
  http.bind(routes.decideFeedback, async ({ actor, ...call }) => view(actor, await decideFeedback(deps, actor, call)))
  http.bind(routes.cancelDuty, async ({ actor, ...call }) => view(actor, await cancelDuty(deps, actor, call)))
  http.bind(routes.askExtension, async ({ actor, ...call }) => view(actor, await askExtension(deps, actor, call)))
  http.bind(routes.decideExtension, async ({ actor, ...call }) => view(actor, await decideExtension(deps, actor, call)))
  http.bind(routes.issueSupervision, async ({ actor, ...call }) => view(actor, await issueSupervision(deps, actor, call)))
  http.bind(routes.downloadInstruction, async ({ actor, params, query: { format }, reply }) => {
    const instruction = await getInstruction(objects, database, actor, params.instructionId)
    const sheet = instructionSheet(instruction, clocks.business.now())
    return sendDocument(reply, { format, name: `批示办理单 ${instruction.number}`, bytes: await (format === 'pdf' ? renderPdf(sheet) : renderDocx(sheet)) })
  })
  http.bind(routes.downloadSupervision, async ({ actor, params, query: { format }, reply }) => {
    const { instruction, duty, notice } = await getNotice(objects, database, actor, params.noticeId)
    const sheet = supervisionSheet(instruction, duty, notice, clocks.business.now())
    return sendDocument(reply, { format, name: notice.number === '' ? '督办单（待签发）' : notice.number, bytes: await (format === 'pdf' ? renderPdf(sheet) : renderDocx(sheet)) })
  })
}
