import type { Incident } from '@fengsui/contract/incidents'
import { isWithin, Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Report, reportRoutes } from '@fengsui/contract/reports'
import { covers, type Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ReportDeps } from './report-deps.ts'
import type { Incidents } from '../incidents/index.ts'
import { phasesMetBy, planClocks, type ClockPlan, type ClockSituation } from './clock-rules.ts'
import { loadClockSituation, owesCasualties } from './clock-store.ts'
import { recordClockPlan, recordMet } from './record-clocks.ts'
import { findFormInForce } from './document-form-store.ts'
import { requireOwnReport, signingRuleOn } from './report-policy.ts'
import { applyFacts, chooseRecipients, formatReportNumber, listMissingElements, nextInSeries, purposeOf, reportTitle, sameFacts, type Addressee } from './report-rules.ts'
import { digestOfSealed } from './report-seal.ts'
import { getDivisionName, getReportRow, listAddressees, listDesks, listSeries, nextReportOrdinal, readElements } from './report-store.ts'
import { keepSignature } from './seal-store.ts'
import { requireCall, requireSignOff } from './sign-off.ts'

type Body = ParsedRequest<typeof reportRoutes.issueReport>['body']
const NOTHING: ClockPlan = { start: [], cancel: [], miss: [] }

/** Units that get the report. @throws Problem when one the author added does not exist, or nobody is left */
async function resolveRecipients(context: CommandContext, report: Report, body: Body, situation: ClockSituation, plan: ClockPlan): Promise<Addressee[]> {
  const [up] = (await listDesks(context.tx, report.divisionCode)).filter((desk) => desk.divisionCode !== report.divisionCode && isWithin(report.divisionCode, desk.divisionCode)).reverse()
  const cancelled = new Set(plan.cancel.map(({ clock }) => clock.id))
  const running = [...situation.clocks.filter((clock) => clock.status === 'running' && !cancelled.has(clock.id)), ...plan.start].filter((clock) => clock.fromUnitId === report.fromUnitId)
  const ids = chooseRecipients({ by: body.by, running, nextUpUnitId: up?.unitId ?? null, alsoTo: body.alsoTo })
  const units = await listAddressees(context.tx, ids)
  const unknown = body.alsoTo.findIndex((id) => id === report.fromUnitId || !units.some((unit) => unit.unitId === id))
  if (unknown >= 0) throw new Problem('invalid-input', '另报单位中有不存在、已停用的单位或本单位，请重新选择', [{ path: `alsoTo.${unknown}`, message: '没有这个收件单位' }])
  const recipients = ids.flatMap((id) => units.filter((unit) => unit.unitId === id))
  if (recipients.length === 0) throw new Problem('rule-refused', '没有收件单位：上级值班室尚未建立，请在“另报”中选择收件单位', [{ path: 'alsoTo', message: '请选择收件单位' }])
  return recipients
}

async function requireComplete(context: CommandContext, report: Report, incident: Incident): Promise<void> {
  if (report.kind !== 'final') return
  const missing = listMissingElements(report, await readElements(context.tx, report), incident)
  if (missing.length === 0) return
  throw new Problem('rule-refused', `终报还缺：${missing.map((element) => element.labelZh).join('、')}，请补齐后再签发`, missing.map((element) => ({ path: `elements.${element.field}`, message: `请填写${element.labelZh}` })))
}

/**
 * Signs a draft and sends it. Its figures become the incident's (one entry serves all); the clocks of its recipients stop at this
 * instant, late or not. A first report may be incomplete (先报后核), a final one may not.
 */
export function issueReport(deps: ReportDeps, incidents: Incidents, actor: Actor, { params, body }: ParsedRequest<typeof reportRoutes.issueReport>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'issue-report', actor: actor.label, input: { params, body } }, async (context) => {
    const { objects } = deps
    const seen = await getReportRow(objects, context.tx, actor, params.reportId)
    requireOwnReport(actor, seen)
    const incident = await incidents.lock(context, actor, seen.incidentId)
    const report = await getReportRow(objects, context.tx, actor, params.reportId, true)
    const signOff = await requireSignOff(context, actor, signingRuleOn(deps.rulesAsOf()), { report, incident, body })
    const spokenAt = requireCall(body, incident, context.at)
    const issued = (await listSeries(objects, context.tx, incident.id, report.fromUnitId)).filter((other) => other.status === 'issued')
    nextInSeries(issued, report.kind, incident.status, await owesCasualties(context.tx, incident.id, report.fromUnitId), report.correctsReportId !== null)
    await requireComplete(context, report, incident)

    const facts = applyFacts(incident.facts, report.facts)
    const bringsNews = incident.status !== 'closed' && covers(actor.scope, incident.divisionCode) && !sameFacts(facts, incident.facts)
    const situation = await loadClockSituation(objects, context.tx, incident, context.at)
    // News of three deaths is owed to the province as well: this report goes there at once instead of starting a clock it could have met.
    const plan = bringsNews ? planClocks({ ...situation, incident: { ...incident, facts } }, { at: context.at, changedAt: context.at, asOf: deps.rulesAsOf() }) : NOTHING
    const recipients = await resolveRecipients(context, report, body, situation, plan)

    const placeName = await getDivisionName(context.tx, report.divisionCode)
    const word = (await findFormInForce(objects, context.tx, report.fromUnitId, context.at))?.numberWord ?? null
    const number = formatReportNumber(placeName, context.at, await nextReportOrdinal(context.tx, report.fromUnitId, placeName, context.at, word), word)
    const zero = report.kind === 'followUp' && sameFacts(report.facts, issued.at(-1)?.facts ?? {})
    const protect = (text: string) => context.protect(`report:${report.id}`, text)
    const [listener, readBack, urgentReason] = [protect(body.by === 'phone' ? body.listener : ''), protect(body.by === 'phone' ? body.readBack : ''), protect(signOff.urgentReason)]
    const grade = incident.grade ?? incident.proposal?.grade ?? null
    const deliveries = recipients.map((unit) => ({
      toUnitId: unit.unitId, purpose: purposeOf(report.divisionCode, unit), by: body.by, sentAt: spokenAt ?? context.at, ...(spokenAt === null ? {} : { spokenAt }),
      ...(listener ? { listener: { ...listener } } : {}), ...(readBack ? { readBack: { ...readBack } } : {}),
    }))
    const signed: Report = { ...report, status: 'issued', issuedAt: context.at, number, zero, signatoryPostId: signOff.signatoryPostId, grade, issuedByAccountId: actor.accountId, signingWay: signOff.way, urgentReason: urgentReason ? { ...urgentReason } : null }
    const sealDigest = digestOfSealed({ report: signed, deliveries })
    const { id: _, ...said } = { ...signed, sealDigest }
    context.record({
      type: 'report.issued', subject: incident.id, audience: { division: report.divisionCode, units: [report.fromUnitId, ...recipients.map((unit) => unit.unitId)] },
      changes: [
        // Drafts were nobody else's business: those above hear of the report here for the first time, so the entry says all of it.
        { object: 'report', id: report.id, set: said as Change['set'] },
        ...deliveries.map((delivery): Change => ({ object: 'report-delivery', id: context.newId(), created: true, set: { reportId: report.id, incidentId: incident.id, divisionCode: report.divisionCode, status: 'sent', ...delivery } })),
      ],
      note: { title: reportTitle(report.kind, report.sequence), number, zero, by: body.by, way: signOff.way, ...(spokenAt === null ? {} : { spokenAt }), ...(report.correctsReportId === null ? {} : { corrects: issued.find((other) => other.id === report.correctsReportId)?.number ?? '' }), to: recipients.map((unit) => unit.name), place: placeName },
    })
    for (const unit of recipients) {
      context.openTo(`incident:${incident.id}`, unit.unitId)
      context.openTo(`report:${report.id}`, unit.unitId)
    }
    if (bringsNews) incidents.addFacts(context, incident, report.facts)
    const started = recordClockPlan(context, incident.id, plan, situation.desks)
    const cancelled = new Set(plan.cancel.map(({ clock }) => clock.id))
    const phases = phasesMetBy(report.kind, body.by)
    const answered = [...situation.clocks.filter((clock) => clock.status === 'running' && !cancelled.has(clock.id)), ...started]
      .filter((clock) => clock.fromUnitId === report.fromUnitId && phases.includes(clock.phase) && recipients.some((unit) => unit.unitId === clock.toUnitId))
    recordMet(context, answered, report.id, spokenAt ?? context.at)
    await keepSignature(context.tx, deps.signingKey, { reportId: report.id, digest: sealDigest, at: context.at })
    return { id: report.id }
  })
}
