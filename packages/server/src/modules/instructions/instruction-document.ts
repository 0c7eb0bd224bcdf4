import { directionNames, dutyRoleNames, dutyStatusNames, instructionStatusNames, mediumNames, supervisionReasonNames, urgencyNames, type DutyView, type InstructionView } from '@fengsui/contract/instructions'
import { beijingShort, legalDay } from '@fengsui/contract/kernel'
import type { OfficialDocument } from '../../platform/documents/document.ts'

const dayWords = (at: string): string => {
  const day = legalDay(at)
  return `${day.slice(0, 4)}年${Number(day.slice(4, 6))}月${Number(day.slice(6, 8))}日`
}
const time = (at: string | null): string => (at === null ? '' : beijingShort(at))
const paragraph = (text: string) => ({ kind: 'paragraph' as const, text, indent: true })

/** 批示办理单: what was instructed, to whom, until when, and what became of it so far. Plain paper without a red head. */
export function instructionSheet(instruction: InstructionView, at: string): OfficialDocument {
  return {
    head: null,
    title: '批示办理单',
    addressees: null,
    body: [
      {
        kind: 'table', widths: [18, 32, 18, 32], head: [],
        rows: [
          ['登记号', instruction.number, '状态', instructionStatusNames[instruction.status]],
          ['批示领导', `${instruction.issuer}（${directionNames[instruction.direction]}）`, '批示时间', time(instruction.givenAt)],
          ['方式', mediumNames[instruction.medium], '缓急', urgencyNames[instruction.urgency]],
          ['登记单位', instruction.byUnitName, '事件', instruction.incidentTitle ?? '—'],
        ],
      },
      { kind: 'heading', level: 1, text: `一、事由` }, paragraph(instruction.title),
      { kind: 'heading', level: 1, text: '二、批示内容' }, ...instruction.words.split('\n').filter((line) => line.trim() !== '').map(paragraph),
      { kind: 'heading', level: 1, text: '三、交办与办理' },
      {
        kind: 'table', widths: [26, 10, 18, 18, 14, 14], head: [['承办单位', '分工', '办理时限', '报告结果', '状态', '督办'].map((text) => ({ text }))],
        rows: instruction.duties.map((duty) => [duty.unitName, dutyRoleNames[duty.role], `${time(duty.dueAt)}${duty.extensions > 0 ? '（已延期）' : ''}`, time(duty.reportedAt), `${dutyStatusNames[duty.status]}${duty.overdueAt === null ? '' : '，逾期'}`, duty.notices.filter((notice) => notice.status === 'issued').map((notice) => notice.number).join('、') || '—']),
      },
      ...instruction.duties.flatMap((duty) => duty.feedbacks.map((feedback) => paragraph(`${time(feedback.givenAt)} ${duty.unitName}${feedback.kind === 'result' ? '报告结果' : '反馈进展'}：${feedback.words}`))),
      ...(instruction.outcome === null ? [] : [{ kind: 'heading' as const, level: 1 as const, text: instruction.status === 'withdrawn' ? '四、撤回理由' : '四、办结意见' }, paragraph(instruction.outcome)]),
    ],
    signature: { issuer: instruction.byUnitName, date: dayWords(at) },
    imprint: null,
    notes: [`打印时间 ${beijingShort(at)}（北京时间）`],
  }
}

/** 督办单: numbered, with the reason, what is asked and until when. A draft says that it is one. */
export function supervisionSheet(instruction: InstructionView, duty: DutyView, notice: DutyView['notices'][number], at: string): OfficialDocument {
  const issuedAt = notice.issuedAt ?? at
  const late = notice.reason === 'overdue' ? `办理时限为 ${time(duty.dueAt)}，至今未报告办理结果` : notice.reason === 'unacknowledged' ? `应于 ${time(duty.acknowledgeBy)} 前签收，至今未签收` : '按领导要求督办'
  return {
    head: { issuer: instruction.byUnitName, number: notice.number === '' ? null : notice.number, signatory: null, urgency: instruction.urgency === 'extraUrgent' ? '特急' : instruction.urgency === 'urgent' ? '加急' : null },
    title: `关于办理“${instruction.title}”的督办单`,
    addressees: duty.unitName,
    body: [
      paragraph(`${time(instruction.givenAt)}，${instruction.issuer}作出批示（${instruction.number}）：${instruction.words}`),
      paragraph(`该批示于 ${time(duty.assignedAt)} 交办你单位${dutyRoleNames[duty.role]}。督办事由：${supervisionReasonNames[notice.reason]}，${late}。`),
      ...(notice.words === null ? [] : [paragraph(`督办要求：${notice.words}`)]),
      ...(notice.feedbackBy === null ? [] : [paragraph(`请于 ${time(notice.feedbackBy)} 前书面反馈办理结果；不能按期办结的，说明原因并申请延期。`)]),
    ],
    signature: { issuer: instruction.byUnitName, date: dayWords(issuedAt) },
    imprint: { copiesTo: notice.copiesToNames.length === 0 ? null : notice.copiesToNames.join('，'), issuedBy: instruction.byUnitName, issuedOn: `${dayWords(issuedAt)}印发` },
    notes: notice.status === 'draft' ? ['待签发，不作正式文书使用'] : [],
  }
}
