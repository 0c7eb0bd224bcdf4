import type { LegalBasis, Verification } from '../incidents/grading/index.ts'
import type { ReportStatus } from './report-lifecycle.ts'

/** When a report needs a leader's signature, and when drafter and signer must be two persons. Dated. */
export interface SigningRule {
  readonly id: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly basis: LegalBasis
  readonly verified: Verification
  /** Which part of it is the platform's own default. */
  readonly defaultNoteZh: string
  /** From this grade up (1 is gravest) a leader signs. */
  readonly leaderFromGrade: 1 | 2 | 3 | 4
  /** From this number of dead a leader signs, whatever the grade. */
  readonly leaderFromDead: number
  /** From this grade up the paper is 特急, from the next 加急. */
  readonly extraUrgentFromGrade: 1 | 2 | 3 | 4
  readonly urgentFromGrade: 1 | 2 | 3 | 4
}

export const signingRules: readonly SigningRule[] = [
  {
    id: 'signing.platform-1', validFrom: '2012-07-01', validTo: null,
    basis: { instrument: '党政机关公文处理工作条例（中办发〔2012〕14号）', article: '第二十二条', issuedBy: '中共中央办公厅、国务院办公厅' }, verified: 'from-memory',
    defaultNoteZh: '较大及以上、死亡 3 人及以上须由带班领导签发，且与拟稿人不是同一人；Ⅱ级及以上特急、Ⅲ级加急。等级界线为平台默认值',
    leaderFromGrade: 3, leaderFromDead: 3, extraUrgentFromGrade: 2, urgentFromGrade: 3,
  },
]

/** The rule in force on a legal day (`YYYY-MM-DD`, Beijing). */
export function signingRuleAt(day: string): SigningRule {
  const rule = signingRules.filter((each) => each.validFrom <= day && (each.validTo === null || day < each.validTo)).at(-1) ?? signingRules[0]
  if (!rule) throw new Error('no signing rule')
  return rule
}

/** How a report came to be signed; kept with it. */
export const signingWayNames = {
  plain: '一般事件，值班员签发', leader: '带班领导签发', reviewed: '审核通过后签发', phoneFirst: '电话先报', urgent: '紧急先发，领导补签',
} as const
export type SigningWay = keyof typeof signingWayNames

export interface SigningCase {
  readonly kind: 'initial' | 'followUp' | 'final'
  readonly by: 'system' | 'phone'
  readonly status: ReportStatus
  readonly grade: number | null
  readonly dead: number | null
  /** Whether who issues also drafted it. */
  readonly isDrafter: boolean
  /** Whether who issues may sign as a leader. */
  readonly isLeader: boolean
}

export type SigningAnswer =
  /** It may go out now. */
  | { readonly answer: 'may'; readonly way: Exclude<SigningWay, 'urgent'> }
  /** It may go out if a signatory who agreed is named and the reason given; a leader countersigns later. */
  | { readonly answer: 'urgent-only'; readonly whyZh: string }
  | { readonly answer: 'not-yet'; readonly whyZh: string }

/** Whether the rule wants a leader's signature on a report. */
export function needsLeader(rule: SigningRule, { grade, dead }: Pick<SigningCase, 'grade' | 'dead'>): boolean {
  return (grade !== null && grade <= rule.leaderFromGrade) || (dead ?? 0) >= rule.leaderFromDead
}

/**
 * Whether a report may be signed and sent by this person now. First reports and follow-ups never wait for somebody who sleeps (先报后核): they go
 * out with the signatory who agreed named and the reason kept. Only the final report, which nobody waits for, waits for its review.
 */
export function decideSigning(rule: SigningRule, given: SigningCase): SigningAnswer {
  if (given.status === 'returned') return { answer: 'not-yet', whyZh: '这份稿子已退回，请按意见修改后重新送审' }
  if (given.status === 'approved') return { answer: 'may', way: 'reviewed' }
  if (!needsLeader(rule, given)) return { answer: 'may', way: given.isLeader ? 'leader' : 'plain' }
  if (given.kind === 'initial' && given.by === 'phone') return { answer: 'may', way: 'phoneFirst' }
  if (given.isLeader && (given.kind === 'initial' || !given.isDrafter)) return { answer: 'may', way: 'leader' }
  const why = given.isLeader ? '较大及以上事件的报告，拟稿人和签发人不能是同一人' : '较大及以上事件的报告须由带班领导签发'
  if (given.kind === 'final') return { answer: 'not-yet', whyZh: `${why}；请送审，由另一位领导审核` }
  return { answer: 'urgent-only', whyZh: `${why}；来不及送审的，写明同意签发的领导职务和理由先发，随后补签` }
}

/** Whether somebody may review a report: where a leader's signature is wanted, not one's own draft. */
export function mayReview(rule: SigningRule, given: Pick<SigningCase, 'grade' | 'dead' | 'isDrafter'>): boolean {
  return !given.isDrafter || !needsLeader(rule, given)
}

/** 紧急程度 of the paper. */
export function urgencyOf(rule: SigningRule, grade: number | null): '特急' | '加急' | null {
  if (grade === null || grade > rule.urgentFromGrade) return null
  return grade <= rule.extraUrgentFromGrade ? '特急' : '加急'
}
