import { listLeaves } from './conditions.ts'
import type { Condition } from './conditions.ts'
import { getLevelContent } from './level-content.ts'
import type { PlanChapter, ResponseLevel, StructuredPlan, UnitRef } from './structured-plan.ts'
import { nameLevel, taskPhases } from './vocabulary.ts'
import type { TaskPhase } from './vocabulary.ts'

export interface PlanSectionText {
  /** `5.2`; chapters have no section number. */
  readonly number: string
  readonly titleZh: string
  readonly paragraphs: readonly string[]
}

export interface PlanChapterText {
  readonly number: string
  readonly titleZh: string
  readonly sections: readonly PlanSectionText[]
}

/**
 * Renders a structured plan as an official text: narrative chapters as written, and the parts that people execute
 * (organisation, triggers, actions, resources) from the structure itself, so that the two can never disagree.
 */
export function renderPlanText(plan: StructuredPlan): PlanChapterText[] {
  return plan.chapters.map((chapter, chapterIndex) => {
    const number = String(chapterIndex + 1)
    const sections = [...chapter.sections, ...generateSections(plan, chapter.generated)]
    return {
      number,
      titleZh: chapter.titleZh,
      sections: sections.map((section, index) => ({ number: `${number}.${String(index + 1)}`, ...section })),
    }
  })
}

type Section = Omit<PlanSectionText, 'number'>

function generateSections(plan: StructuredPlan, part: PlanChapter['generated']): Section[] {
  switch (part) {
    case 'organisation': return describeOrganisation(plan)
    case 'warning-levels': return describeWarningLevels(plan)
    case 'responses': return [...plan.responseLevels].sort((a, b) => b.level - a.level).map((level) => describeLevel(plan, level)).concat(describeEnd(plan))
    case 'resources': return describeResources(plan)
    case 'reporting': return describeReporting(plan)
    case undefined: return []
  }
}

const joinUnits = (units: readonly UnitRef[]) => units.map((unit) => unit.nameZh).join('、')

/** `（1）…；（2）…。` in the manner of official texts. */
function enumerate(items: readonly string[]): string[] {
  return items.map((item, index) => `（${String(index + 1)}）${item.replace(/[。；]$/u, '')}${index === items.length - 1 ? '。' : '；'}`)
}

function describeOrganisation(plan: StructuredPlan): Section[] {
  const { headquarters, groups, onSiteHeadquarters } = plan
  return [
    {
      titleZh: headquarters.nameZh,
      paragraphs: [
        `设${[headquarters.chief, ...headquarters.deputies].map((post) => post.nameZh).join('、')}。成员单位：${joinUnits(headquarters.members)}。`,
        `主要职责：`,
        ...enumerate(headquarters.duties),
        `指挥部办公室（${headquarters.office.nameZh}）承担日常工作，由${headquarters.officeDirector.nameZh}负责。`,
      ],
    },
    {
      titleZh: '工作组',
      paragraphs: groups.flatMap((group, index) => [
        `${String(index + 1)}. ${group.nameZh}。由${group.lead.nameZh}牵头${group.members.length === 0 ? '' : `，${joinUnits(group.members)}参加`}。${group.duties.map((duty) => duty.replace(/[。；]$/u, '')).join('；')}。`,
      ]),
    },
    {
      titleZh: '现场指挥部',
      paragraphs: [`根据需要设立现场指挥部，由${onSiteHeadquarters.commander.nameZh}负责，有权：`, ...enumerate(onSiteHeadquarters.powers)],
    },
  ]
}

const colourNames = { RED: '红色', ORANGE: '橙色', YELLOW: '黄色', BLUE: '蓝色' } as const

function describeWarningLevels(plan: StructuredPlan): Section[] {
  const levels = plan.warningLevels ?? []
  if (levels.length === 0) return []
  return [{
    titleZh: '预警分级',
    paragraphs: enumerate(levels.map(({ colour, textZh, usualResponseLevel }) =>
      `${colourNames[colour]}：${textZh.replace(/。$/u, '')}${usualResponseLevel === null ? '' : `，一般启动${nameLevel(usualResponseLevel)}响应`}`)),
  }]
}

function describeCondition(condition: Condition): string[] {
  if ('fact' in condition) return [condition.textZh]
  if ('any' in condition) return condition.any.flatMap(describeCondition)
  return [condition.all.map((each) => ('any' in each ? describeCondition(each).join('或者') : describeCondition(each).join('，'))).join('，且')]
}

function describeMinutes(minutes: number): string {
  if (minutes % 1440 === 0) return `${String(minutes / 1440)}天`
  return minutes % 60 === 0 ? `${String(minutes / 60)}小时` : `${String(minutes)}分钟`
}

function describeLevel(plan: StructuredPlan, level: ResponseLevel): Section {
  const lighter = plan.responseLevels.filter((each) => each.level > level.level).sort((a, b) => a.level - b.level)[0]
  const phases = Object.entries(taskPhases) as [TaskPhase, string][]
  const actions = phases.flatMap(([phase, phaseZh]) => level.tasks.filter((task) => task.phase === phase).map((task) =>
    `【${phaseZh}】${task.owner.nameZh}：${task.detailZh.replace(/[。；]$/u, '')}，${describeMinutes(task.deadlineMinutes)}内完成${task.repeatMinutes === undefined ? '' : `，此后每${describeMinutes(task.repeatMinutes)}反馈一次`}`))
  return {
    titleZh: level.nameZh,
    paragraphs: [
      `启动条件。出现下列情况之一的，启动${nameLevel(level.level)}响应：`,
      ...enumerate(describeCondition(level.triggers)),
      `启动程序。由${level.starter.nameZh}签发，载明响应事项、级别、预计期限（一般为${describeMinutes(level.expectedDurationHours * 60)}）和应急处置措施，并报上一级防汛防台抗旱指挥部。`,
      `应急处置措施${level.cumulative && lighter !== undefined ? `。在落实${nameLevel(lighter.level)}响应各项措施的基础上` : ''}：`,
      ...enumerate(level.measures),
      '响应行动：',
      ...enumerate(actions),
      ...(listLeaves(level.lowerWhen).length === 0 ? [] : [`降级条件：${describeCondition(level.lowerWhen).join('；')}。`]),
    ],
  }
}

function describeEnd(plan: StructuredPlan): Section[] {
  return [{ titleZh: '响应终止', paragraphs: ['谁启动、谁终止。符合下列条件的，终止响应并向社会公布：', ...enumerate(plan.endConditions)] }]
}

function describeResources(plan: StructuredPlan): Section[] {
  const gravest = [...plan.responseLevels].sort((a, b) => a.level - b.level)[0]
  if (gravest === undefined) return []
  return [{
    titleZh: `${nameLevel(gravest.level)}响应物资装备需求`,
    paragraphs: enumerate(getLevelContent(plan, gravest.level).resourceDemands.map((demand) =>
      `${plan.groups.find((group) => group.key === demand.forGroupKey)?.nameZh ?? ''}：${demand.itemZh}${String(demand.quantity)}${demand.unitZh}，${describeMinutes(demand.byMinutes)}内到位`)),
  }]
}

function describeReporting(plan: StructuredPlan): Section[] {
  return [{
    titleZh: '响应期间报送',
    paragraphs: enumerate(plan.reporting.map((rule) =>
      `${rule.levels.map(nameLevel).join('、')}响应期间，${rule.from.nameZh}每${describeMinutes(rule.everyMinutes)}向${rule.to.nameZh}报送${rule.contentZh.replace(/。$/u, '')}`)),
  }]
}
