import { dutyLifecycle, dutyStatusNames, endOfTerm, instructionLifecycle, instructionStatusNames, termText, type DueTerm, type DutyStatus, type InstructionDuty, type InstructionStatus, type SupervisionRule, type Urgency } from '@fengsui/contract/instructions'
import { divisionPrefix, legalDay, Problem } from '@fengsui/contract/kernel'

const advice: Record<DutyStatus, string> = {
  assigned: '请先签收', acknowledged: '请反馈进展或报告结果', inProgress: '请反馈进展或报告结果', reported: '结果已报，请等交办单位认可或退回',
  returned: '请按退回意见重新办理后报告结果', accepted: '已经办结，不用再操作', cancelled: '承办已取消，不用再操作',
}

/** @throws Problem lifecycle-refused that says what to do instead */
export function requireDutyMayBecome(duty: Pick<InstructionDuty, 'status'>, to: DutyStatus): void {
  if ((dutyLifecycle[duty.status] as readonly DutyStatus[]).includes(to)) return
  throw new Problem('lifecycle-refused', `现在是“${dutyStatusNames[duty.status]}”，不能改为“${dutyStatusNames[to]}”；${advice[duty.status]}`)
}

/** @throws Problem lifecycle-refused */
export function requireInstructionMayBecome(status: InstructionStatus, to: InstructionStatus): void {
  if ((instructionLifecycle[status] as readonly InstructionStatus[]).includes(to)) return
  throw new Problem('lifecycle-refused', `这件批示${instructionStatusNames[status]}，不能再${to === 'underway' ? '交办' : '办结或撤回'}；有新要求请另行登记`)
}

/** Whether the unit still owes something. */
export function isOwed(status: DutyStatus): boolean {
  return status === 'assigned' || status === 'acknowledged' || status === 'inProgress' || status === 'returned'
}

/** What keeps an instruction from being closed, or null. */
export function whyNotClose(duties: readonly Pick<InstructionDuty, 'status'>[]): string | null {
  const owed = duties.filter((duty) => isOwed(duty.status)).length
  const unread = duties.filter((duty) => duty.status === 'reported').length
  if (owed > 0) return `还有 ${owed} 个单位没有报告结果，请先催办，或取消其承办`
  return unread > 0 ? `还有 ${unread} 个单位的结果没有认可，请先认可或退回` : null
}

export interface Term {
  readonly dueAt: string
  readonly words: string
}

/** The term of a duty given now: the stated one, or the rule's for the urgency. @throws Problem invalid-input when it is over already */
export function decideTerm(at: string, due: DueTerm | null, urgency: Urgency, rule: SupervisionRule): Term {
  const term = due ?? rule.term[urgency]
  const dueAt = endOfTerm(at, term)
  if (dueAt <= at) throw new Problem('invalid-input', '办理时限已经过去，请填以后的时间', [{ path: 'due', message: '须晚于现在' }])
  return { dueAt, words: `${termText(term)}${due === null ? '（平台默认）' : ''}` }
}

/** `批示331099-2026-`; the year is that of Beijing. */
export function instructionNumberPrefix(divisionCode: string, at: string): string {
  return `批示${divisionPrefix(divisionCode)}-${legalDay(at).slice(0, 4)}-`
}

/** `督办单〔2026〕7号`. */
export function supervisionNumber(at: string, ordinal: number): string {
  return `督办单〔${legalDay(at).slice(0, 4)}〕${ordinal}号`
}
