import { findResponseLevel } from './level-content.ts'
import type { StructuredPlan } from './structured-plan.ts'
import { nameLevel, postKeys } from './vocabulary.ts'
import type { PostKey, ResponseLevelNumber } from './vocabulary.ts'

/** Posts that hold signing power over a response, most senior first; the others carry out. */
const signingOrder: readonly string[] = [
  'chief', 'executive-deputy', 'deputy', 'office-director',
] satisfies readonly PostKey[]

export interface AuthorityAnswer {
  readonly allowed: boolean
  readonly reasonZh: string
}

function isAtLeast(post: string, required: string): boolean {
  const rank = signingOrder.indexOf(post)
  return rank !== -1 && (post === required || rank < signingOrder.indexOf(required))
}

function namePost(post: string): string {
  return Object.hasOwn(postKeys, post) ? postKeys[post as PostKey] : post
}

/** Whether a post may sign the start of the level: the post the plan names, or one senior to it. */
export function whoMayStart(plan: StructuredPlan, level: ResponseLevelNumber, post: string): AuthorityAnswer {
  const found = findResponseLevel(plan, level)
  if (found === undefined) return { allowed: false, reasonZh: `本预案未设${nameLevel(level)}响应，请选择预案规定的级别。` }
  const required = found.starter
  if (post === required.postKey) return { allowed: true, reasonZh: `${nameLevel(level)}响应由${required.nameZh}签发。` }
  if (isAtLeast(post, required.postKey)) {
    return { allowed: true, reasonZh: `${nameLevel(level)}响应由${required.nameZh}签发，${namePost(post)}为其上级，可以签发。` }
  }
  return { allowed: false, reasonZh: `${nameLevel(level)}响应须由${required.nameZh}签发，请报其签发。` }
}

/** 谁启动、谁终止 (国家突发事件总体应急预案 2025 3.3.6): the post that started, or one senior to it, ends the response. */
export function whoMayEnd(startedByPost: string, post: string): AuthorityAnswer {
  if (post === startedByPost || isAtLeast(post, startedByPost)) {
    return { allowed: true, reasonZh: `响应由${namePost(startedByPost)}启动，${namePost(post)}可以终止。` }
  }
  return { allowed: false, reasonZh: `谁启动、谁终止：响应由${namePost(startedByPost)}启动，请报其终止。` }
}

/** The four things a decision to start a response must state. 突发事件应对法 第七十一、七十二条. */
export const statutoryFields = {
  matterZh: '响应事项',
  level: '响应级别',
  expectedDurationHours: '预计期限',
  measures: '应急处置措施',
} as const
export type StatutoryField = keyof typeof statutoryFields

export interface StartDecision {
  readonly matterZh?: string | null | undefined
  readonly level?: number | null | undefined
  readonly expectedDurationHours?: number | null | undefined
  readonly measures?: readonly string[] | null | undefined
}

export interface StatutoryGap {
  readonly field: StatutoryField
  readonly labelZh: string
  readonly messageZh: string
  readonly legalBasis: string
}

/** Names what a decision to start a response still lacks; empty when all four statutory fields are there. */
export function findStatutoryGaps(decision: StartDecision): StatutoryGap[] {
  const { matterZh, level, expectedDurationHours: hours, measures } = decision
  const present: Record<StatutoryField, boolean> = {
    matterZh: (matterZh ?? '').trim() !== '',
    level: level === 1 || level === 2 || level === 3 || level === 4,
    expectedDurationHours: typeof hours === 'number' && Number.isFinite(hours) && hours > 0,
    measures: (measures ?? []).some((measure) => measure.trim() !== ''),
  }
  return (Object.keys(statutoryFields) as StatutoryField[])
    .filter((field) => !present[field])
    .map((field) => ({
      field,
      labelZh: statutoryFields[field],
      messageZh: `请填写${statutoryFields[field]}后再启动响应。`,
      legalBasis: '《中华人民共和国突发事件应对法》第七十一条、第七十二条',
    }))
}
