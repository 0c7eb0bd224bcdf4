import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { verificationRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { recordCancelled, recordMet } from './record-clocks.ts'
import { isPhoneReply, requireOrderTransition, requirePossibleCall } from './verification-rules.ts'
import { isAsked, requireAsked, requireAsking, requireEitherSide } from './verification-policy.ts'
import { findAnsweringReport, lockOrder, lockOrderClocks } from './verification-store.ts'

type Routes = typeof verificationRoutes

/** The asked desk has seen the order. */
export function receiveVerificationOrder(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<Routes['receiveVerificationOrder']>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'receive-verification-order', actor: actor.label, input: { params, body } }, async (context) => {
    const order = await lockOrder(deps.objects, context.tx, actor, params.verificationOrderId)
    requireAsked(actor, order.sides)
    if (order.receivedAt !== null) throw new Problem('lifecycle-refused', '这份核实指令已经签收，不必再签')
    if (order.status === 'withdrawn') throw new Problem('lifecycle-refused', '这份核实指令已撤销')
    context.record({
      type: 'verification-order.received', subject: order.incidentId, audience: { division: order.divisionCode, units: [order.toUnitId, order.fromUnitId] },
      changes: [{ object: 'verification-order', id: order.id, set: { receivedAt: context.at } }], note: { number: order.number, by: order.sides.to.name },
    })
    return { id: order.id }
  })
}

/** Writes down the answer given by telephone; the clock is judged by when the call was, and the entry says when and by whom it was written down. */
export function recordPhoneAnswer(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<Routes['recordPhoneAnswer']>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'record-phone-answer', actor: actor.label, input: { params, body } }, async (context) => {
    const order = await lockOrder(deps.objects, context.tx, actor, params.verificationOrderId)
    requireEitherSide(actor, order.sides)
    const answeredAt = requirePossibleCall(order, body.answeredAt, context.at)
    const by = isAsked(actor, order.sides) ? order.sides.to : order.sides.from
    const subject = `verification-order:${order.id}`
    context.record({
      type: 'verification-order.phone-answered', subject: order.incidentId, audience: { division: order.divisionCode, units: [order.fromUnitId, order.toUnitId] },
      changes: [{
        object: 'verification-order', id: order.id,
        set: {
          phoneAnsweredAt: answeredAt, phoneRecordedAt: context.at, phoneRecordedByUnitId: by.unitId, phoneListener: { ...context.protect(subject, body.listener) }, phoneWords: { ...context.protect(subject, body.words) },
          ...(order.receivedAt === null ? { receivedAt: answeredAt } : {}),
        },
      }],
      note: { number: order.number, from: order.sides.to.name, recordedBy: by.name, answeredAt },
    })
    recordMet(context, (await lockOrderClocks(deps.objects, context.tx, order.id)).filter((clock) => isPhoneReply(clock.ruleId)), null, answeredAt)
    return { id: order.id }
  })
}

/** The written answer: words, or a report that went to who asked. It also stops the telephone's clock, for nobody waits for a call any more. */
export function answerVerificationOrder(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<Routes['answerVerificationOrder']>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'answer-verification-order', actor: actor.label, input: { params, body } }, async (context) => {
    const order = await lockOrder(deps.objects, context.tx, actor, params.verificationOrderId)
    requireAsked(actor, order.sides)
    requireOrderTransition(order.status, 'answered')
    if (body.reportId === null && body.words.length < 4) throw new Problem('invalid-input', '请写明核实结果，或选择已报给下达单位的报告', [{ path: 'words', message: '请写明核实结果' }])
    const report = body.reportId === null ? null : await findAnsweringReport(context.tx, order, body.reportId)
    if (body.reportId !== null && report === null) throw new Problem('invalid-input', '这份报告不能作为反馈：须由本单位书面报给下达指令的单位', [{ path: 'reportId', message: '不是报给下达单位的报告' }])
    if (report && !report.afterOrder) throw new Problem('rule-refused', '这份报告报出在前、指令下达在后，请另写核实结果', [{ path: 'reportId', message: '早于下达指令' }])
    const answeredAt = report?.issuedAt ?? context.at
    context.record({
      type: 'verification-order.answered', subject: order.incidentId, audience: { division: order.divisionCode, units: [order.fromUnitId, order.toUnitId] },
      changes: [{
        object: 'verification-order', id: order.id,
        set: {
          status: 'answered', writtenAnsweredAt: answeredAt, ...(body.reportId === null ? {} : { writtenReportId: body.reportId }),
          ...(body.words === '' ? {} : { writtenWords: { ...context.protect(`verification-order:${order.id}`, body.words) } }), ...(order.receivedAt === null ? { receivedAt: answeredAt } : {}),
        },
      }],
      note: { number: order.number, from: order.sides.to.name, ...(report ? { report: report.number } : {}) },
    })
    recordMet(context, await lockOrderClocks(deps.objects, context.tx, order.id), body.reportId, answeredAt)
    return { id: order.id }
  })
}

/** Who asked takes the order back; what was late already stays late. */
export function withdrawVerificationOrder(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<Routes['withdrawVerificationOrder']>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'withdraw-verification-order', actor: actor.label, input: { params, body } }, async (context) => {
    const order = await lockOrder(deps.objects, context.tx, actor, params.verificationOrderId)
    requireAsking(actor, order.sides)
    requireOrderTransition(order.status, 'withdrawn')
    context.record({
      type: 'verification-order.withdrawn', subject: order.incidentId, audience: { division: order.divisionCode, units: [order.toUnitId, order.fromUnitId] },
      changes: [{ object: 'verification-order', id: order.id, set: { status: 'withdrawn', withdrawnAt: context.at, withdrawReason: { ...context.protect(`verification-order:${order.id}`, body.reason) } } }],
      note: { number: order.number, by: order.sides.from.name },
    })
    for (const clock of await lockOrderClocks(deps.objects, context.tx, order.id)) recordCancelled(context, clock, '核实指令已撤销')
    return { id: order.id }
  })
}
