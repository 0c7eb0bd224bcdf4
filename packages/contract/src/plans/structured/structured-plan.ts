import { z } from 'zod'
import { DivisionCode, isCarriableText } from '../../kernel/index.ts'
import { Condition } from './conditions.ts'
import { evidenceKinds, planKinds, taskPhases } from './vocabulary.ts'
import type { PlanKind, TaskPhase } from './vocabulary.ts'

/**
 * The structured form of a contingency plan: what an official text says, in a shape a program can execute.
 * Roles, posts and facts are plain words here; `planProblems` names those that are not in the vocabulary, so that an
 * imperfect plan can be stored, shown and corrected instead of being refused.
 */

const Zh = (max: number) => z.string().trim().min(1).max(max).refine(isCarriableText, '含有不能保存的字符，请删除后重试')
const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u).max(60)
const Minutes = z.int().min(1).max(60 * 24 * 30)

/** A unit by duty. `each` = every unit that carries the role (各县（市、区）人民政府); otherwise exactly one. */
export const UnitRef = z.strictObject({
  unitRole: Key,
  nameZh: Zh(60),
  each: z.boolean().optional(),
})
export type UnitRef = z.infer<typeof UnitRef>

export const PostRef = z.strictObject({ postKey: Key, nameZh: Zh(60) })
export type PostRef = z.infer<typeof PostRef>

/** Addressee of a notice: one duty, one post, or every unit that has something to do at the level. */
export const NoticeTarget = z.union([UnitRef, PostRef, z.strictObject({ allUnitsOfLevel: z.literal(true) })])
export type NoticeTarget = z.infer<typeof NoticeTarget>

export const PlanGroup = z.strictObject({
  key: Key,
  nameZh: Zh(40),
  lead: UnitRef,
  members: z.array(UnitRef).max(40),
  duties: z.array(Zh(300)).min(1).max(20),
})
export type PlanGroup = z.infer<typeof PlanGroup>

/** Deadlines count from the moment the response level takes effect. */
export const PlanTask = z.strictObject({
  key: Key,
  groupKey: Key,
  owner: UnitRef,
  titleZh: Zh(60),
  detailZh: Zh(500),
  phase: z.enum(Object.keys(taskPhases) as [TaskPhase, ...TaskPhase[]]),
  deadlineMinutes: Minutes,
  /** Feedback is repeated at this interval after the first; absent = once. */
  repeatMinutes: Minutes.optional(),
  evidenceRequired: z.array(z.enum(Object.keys(evidenceKinds) as [keyof typeof evidenceKinds])).max(7),
  dependsOn: z.array(Key).max(10).optional(),
})
export type PlanTask = z.infer<typeof PlanTask>

export const PlanNotice = z.strictObject({
  key: Key,
  to: NoticeTarget,
  /** Template; `{{incident}}` and the other names of `noticePlaceholders` are filled in when it is sent. */
  textZh: Zh(500),
  /** Minutes to acknowledge, from the start of the level. */
  deadlineMinutes: Minutes,
})
export type PlanNotice = z.infer<typeof PlanNotice>

export const ResourceDemand = z.strictObject({
  key: Key,
  itemZh: Zh(40),
  quantity: z.int().min(1).max(10_000_000),
  unitZh: Zh(10),
  forGroupKey: Key,
  byMinutes: Minutes,
})
export type ResourceDemand = z.infer<typeof ResourceDemand>

/** Response levels are graded 1..4 with 1 the highest (突发事件应对法 第七十一条). */
const LevelNumber = z.literal([1, 2, 3, 4])

export const ResponseLevel = z.strictObject({
  level: LevelNumber,
  nameZh: Zh(40),
  /** Who signs the start, and therefore the end (谁启动、谁终止). A more senior post may sign too. */
  starter: PostRef,
  /** Also everything the next lighter level holds; entries with the same key replace those inherited. */
  cumulative: z.boolean(),
  triggers: Condition,
  expectedDurationHours: z.int().min(1).max(24 * 60),
  measures: z.array(Zh(300)).max(40),
  tasks: z.array(PlanTask).max(200),
  notices: z.array(PlanNotice).max(100),
  resourceDemands: z.array(ResourceDemand).max(100),
  lowerWhen: Condition,
  endWhen: Condition,
})
export type ResponseLevel = z.infer<typeof ResponseLevel>

/** Narrative chapter. `generated` appends the text that follows from the structure, so text and structure agree. */
export const PlanChapter = z.strictObject({
  titleZh: Zh(40),
  sections: z.array(z.strictObject({ titleZh: Zh(60), paragraphs: z.array(Zh(1200)).min(1).max(40) })).max(40),
  generated: z.enum(['organisation', 'warning-levels', 'responses', 'resources', 'reporting']).optional(),
})
export type PlanChapter = z.infer<typeof PlanChapter>

export const StructuredPlan = z.strictObject({
  title: Zh(80),
  number: z.string().trim().min(1).max(40),
  issuerZh: Zh(60),
  kind: z.enum(Object.keys(planKinds) as [PlanKind, ...PlanKind[]]),
  /** Type codes in the manner of GB/T 35561 (11B01 台风 …). */
  hazards: z.array(z.string().regex(/^1[0-9][A-Z][0-9]{2}$/u)).min(1).max(30),
  areaDivisionCode: DivisionCode,
  version: z.string().trim().min(1).max(20),
  /** Legal day (Asia/Shanghai) from which the plan is in force. */
  validFrom: z.iso.date(),
  legalBasis: z.array(Zh(120)).min(1).max(40),
  headquarters: z.strictObject({
    nameZh: Zh(60),
    chief: PostRef,
    deputies: z.array(PostRef).max(20),
    members: z.array(UnitRef).min(1).max(60),
    office: UnitRef,
    officeDirector: PostRef,
    duties: z.array(Zh(300)).max(20),
  }),
  groups: z.array(PlanGroup).min(1).max(30),
  onSiteHeadquarters: z.strictObject({ commander: PostRef, powers: z.array(Zh(200)).min(1).max(20) }),
  /** Rooms of the command centre and the unit that sits there. */
  seats: z.array(z.strictObject({ room: z.string().regex(/^[0-9A-Z-]{1,10}$/u), unit: UnitRef })).max(60),
  /** Warning levels are about what is expected, response levels about what government does: never the same field. */
  warningLevels: z.array(z.strictObject({
    colour: z.enum(['RED', 'ORANGE', 'YELLOW', 'BLUE']),
    textZh: Zh(300),
    /** The response level this plan normally answers the colour with; null when it does not say. */
    usualResponseLevel: LevelNumber.nullable(),
  })).max(8).optional(),
  responseLevels: z.array(ResponseLevel).min(1).max(4),
  reporting: z.array(z.strictObject({
    key: Key,
    levels: z.array(LevelNumber).min(1).max(4),
    from: UnitRef,
    to: UnitRef,
    everyMinutes: Minutes,
    contentZh: Zh(300),
  })).max(40),
  endConditions: z.array(Zh(200)).min(1).max(20),
  chapters: z.array(PlanChapter).max(20),
})
export type StructuredPlan = z.infer<typeof StructuredPlan>
