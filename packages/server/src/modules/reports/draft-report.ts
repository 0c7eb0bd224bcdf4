import type { Json, ParsedRequest } from '@fengsui/contract/kernel'
import { Problem } from '@fengsui/contract/kernel'
import { isOpenReport, reportKindNames, reportStatusNames, type Report, type reportRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Incidents } from '../incidents/index.ts'
import { owesCasualties } from './clock-store.ts'
import { requireInReportingLine } from './report-policy.ts'
import { nextInSeries, reportTitle } from './report-rules.ts'
import { getOwnDesk, listSeries } from './report-store.ts'
import { requireNoSecretMarks } from './revise-draft.ts'

/** The issued report that a correction puts right. @throws Problem when it is not one of this series */
function requireCorrectable(series: readonly Report[], reportId: string): Report {
  const wrong = series.find((report) => report.id === reportId)
  if (wrong?.status !== 'issued') throw new Problem('invalid-input', '更正只能针对本单位就这个事件已报出的报告，请重新选择', [{ path: 'corrects.reportId', message: '没有这份已报出的报告' }])
  return wrong
}

/**
 * Drafts the next report of the desk's series about an incident. One draft is open at a time; one of another kind that was left
 * lying is discarded, for it can no longer be issued in order.
 */
export function draftReport(deps: ModuleDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.draftReport>): Promise<{ id: string }> {
  requireNoSecretMarks(body.elements, 'elements')
  if (body.corrects) requireNoSecretMarks({ wrong: body.corrects.wrong, why: body.corrects.why }, 'corrects')
  return deps.commands.run({ commandId: body.commandId, name: 'draft-report', actor: actor.label, input: { params, body } }, async (context) => {
    const incident = await incidents.lock(context, actor, params.incidentId)
    requireInReportingLine(actor, incident)
    const desk = await getOwnDesk(context.tx, actor)
    const series = await listSeries(deps.objects, context.tx, incident.id, desk.unitId)
    const sequence = nextInSeries(series.filter((report) => report.status === 'issued'), body.kind, incident.status, await owesCasualties(context.tx, incident.id, desk.unitId), body.corrects !== null)
    const corrected = body.corrects === null ? null : requireCorrectable(series, body.corrects.reportId)
    const open = series.find((report) => isOpenReport(report.status))
    if (open?.kind === body.kind) throw new Problem('conflict', `本单位已有一份起草中的${reportKindNames[body.kind]}，请打开那份草稿继续填写`)
    if (open?.status === 'inReview' || open?.status === 'approved') throw new Problem('conflict', `本单位有一份${reportKindNames[open.kind]}${reportStatusNames[open.status]}，请先签发报出或撤回，再起草${reportKindNames[body.kind]}`)
    // Nobody above hears of a draft before it is issued.
    const audience = { division: desk.divisionCode, units: [desk.unitId], ownPlaceOnly: true as const }
    if (open) context.record({ type: 'report.discarded', subject: incident.id, audience, changes: [{ object: 'report', id: open.id, set: { status: 'discarded' } }], note: { title: reportTitle(open.kind, open.sequence) } })
    const id = context.newId()
    const grade = incident.grade ?? incident.proposal?.grade ?? null
    context.record({
      type: 'report.drafted', subject: incident.id, audience,
      changes: [{
        object: 'report', id, created: true,
        set: {
          incidentId: incident.id, divisionCode: desk.divisionCode, fromUnitId: desk.unitId, kind: body.kind, sequence, number: '', status: 'draft', facts: body.facts as Json,
          ...(grade === null ? {} : { grade }), elements: context.protect(`report:${id}`, JSON.stringify(body.elements)), draftedAt: context.at, draftedByAccountId: actor.accountId, zero: false,
          ...(body.corrects && corrected ? { correctsReportId: corrected.id, correction: context.protect(`report:${id}`, JSON.stringify({ wrong: body.corrects.wrong, why: body.corrects.why })) } : {}),
        },
      }],
      note: { title: reportTitle(body.kind, sequence), from: desk.name, ...(corrected ? { corrects: corrected.number } : {}) },
    })
    return { id }
  })
}
