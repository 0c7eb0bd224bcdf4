import type { Incident } from '@fengsui/contract/incidents'
import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Report, reportRoutes, SigningRule, SigningWay } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { requireAction, signingAnswer } from './report-policy.ts'
import { findLeaderPost, hasPost } from './report-store.ts'
import { requireNoSecretMarks } from './revise-draft.ts'

type Body = ParsedRequest<typeof reportRoutes.issueReport>['body']

/** A call is recorded within a day of it. */
const CALL_RECORDED_WITHIN_MINUTES = 24 * 60

/** How a report is being signed. */
export interface SignOff {
  readonly way: SigningWay
  readonly signatoryPostId: string | null
  readonly urgentReason: string
}

/**
 * Whether this person may sign now, and as what. Where the rule wants a leader and none can be reached, the report goes out with the leader named who agreed
 * and the reason kept. @throws Problem saying what is missing
 */
export async function requireSignOff(context: CommandContext, actor: Actor, rule: SigningRule, given: { report: Report; incident: Incident; body: Body }): Promise<SignOff> {
  const { report, incident, body } = given
  requireAction(report, 'issue')
  if (body.signatoryPostId !== null && !(await hasPost(context.tx, actor, body.signatoryPostId))) throw new Problem('invalid-input', '没有这个签发职务，请从列表中选择', [{ path: 'signatoryPostId', message: '没有这个职务' }])
  const answer = signingAnswer(actor, rule, report, incident, body.by)
  if (answer.answer === 'may') return { way: answer.way, signatoryPostId: body.signatoryPostId, urgentReason: '' }
  if (answer.answer === 'not-yet') throw new Problem('rule-refused', answer.whyZh)
  if (body.urgentReason === '') throw new Problem('rule-refused', answer.whyZh, [{ path: 'urgentReason', message: '请写明先发的理由' }])
  requireNoSecretMarks({ urgentReason: body.urgentReason }, 'urgentReason')
  const signatoryPostId = body.signatoryPostId ?? (await findLeaderPost(context.tx, report.fromUnitId))
  if (signatoryPostId === null) throw new Problem('rule-refused', '请选择同意签发的领导职务', [{ path: 'signatoryPostId', message: '请选择签发职务' }])
  return { way: 'urgent', signatoryPostId, urgentReason: body.urgentReason }
}

/**
 * When a telephone report was made: it may be recorded afterwards, not before it happened. @returns null for written reports
 * @throws Problem naming the field
 */
export function requireCall(body: Body, incident: Pick<Incident, 'occurredAt'>, now: string): string | null {
  if (body.by !== 'phone') return null
  if (body.listener === '') throw new Problem('invalid-input', '电话报告要记下接听人', [{ path: 'listener', message: '请填写接电话的人' }])
  requireNoSecretMarks({ listener: body.listener, readBack: body.readBack }, 'phone')
  const at = body.spokenAt ?? now
  if (at > now) throw new Problem('invalid-input', '通话时刻不能晚于现在', [{ path: 'spokenAt', message: '通话时刻不能晚于现在' }])
  if (at < incident.occurredAt) throw new Problem('invalid-input', '通话时刻早于事发时间，请核对', [{ path: 'spokenAt', message: '早于事发时间' }])
  if (at < addMinutes(now, -CALL_RECORDED_WITHIN_MINUTES)) throw new Problem('invalid-input', '通话已过去一天以上，不能再补记为电话报告；请以书面续报说明', [{ path: 'spokenAt', message: '超过一天' }])
  return at
}
