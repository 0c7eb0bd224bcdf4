import { listLeaves } from './conditions.ts'
import type { Condition, ConditionLeaf } from './conditions.ts'
import { getLevelContent } from './level-content.ts'
import type { LevelContent } from './level-content.ts'
import type { PlanTask, ResponseLevel, StructuredPlan, UnitRef } from './structured-plan.ts'
import { nameLevel, noticePlaceholders, planFacts, postKeys, responseLevelNumbers, unitRoles, warningColours } from './vocabulary.ts'

export interface PlanProblem {
  readonly severity: 'error' | 'warning'
  /** Where in the plan, for example `responseLevels.2.tasks.boats-return`. */
  readonly path: string
  readonly messageZh: string
}

type Note = (severity: PlanProblem['severity'], path: string, messageZh: string) => void

/**
 * Checks a plan against itself, before any organisation is looked at: levels without triggers or tasks, references to
 * groups, posts, duties and facts that do not exist, impossible deadlines. Empty = the plan can be executed as written.
 */
export function planProblems(plan: StructuredPlan): PlanProblem[] {
  const problems: PlanProblem[] = []
  const note: Note = (severity, path, messageZh) => problems.push({ severity, path, messageZh })
  checkOrganisation(plan, note)
  checkRepeated(plan.responseLevels.map((level) => String(level.level)), 'responseLevels', '响应级别', note)
  for (const level of responseLevelNumbers) {
    if (!plan.responseLevels.some((each) => each.level === level)) {
      note('warning', 'responseLevels', `未规定${nameLevel(level)}响应，请补充或说明理由。`)
    }
  }
  for (const level of plan.responseLevels) checkLevel(plan, level, note)
  checkGroupsHaveWork(plan, note)
  return problems
}

function checkOrganisation(plan: StructuredPlan, note: Note): void {
  const { headquarters, groups, seats, onSiteHeadquarters, reporting } = plan
  checkRepeated(groups.map((group) => group.key), 'groups', '工作组代号', note)
  checkRepeated(seats.map((seat) => seat.room), 'seats', '席位房间号', note)
  checkPost(headquarters.chief.postKey, headquarters.chief.nameZh, 'headquarters.chief', note)
  headquarters.deputies.forEach((post, index) => { checkPost(post.postKey, post.nameZh, `headquarters.deputies.${String(index)}`, note) })
  checkPost(headquarters.officeDirector.postKey, headquarters.officeDirector.nameZh, 'headquarters.officeDirector', note)
  checkPost(onSiteHeadquarters.commander.postKey, onSiteHeadquarters.commander.nameZh, 'onSiteHeadquarters.commander', note)
  checkUnit(headquarters.office, 'headquarters.office', note)
  headquarters.members.forEach((unit, index) => { checkUnit(unit, `headquarters.members.${String(index)}`, note) })
  const members = new Set([headquarters.office.unitRole, ...headquarters.members.map((unit) => unit.unitRole)])
  for (const group of groups) {
    checkUnit(group.lead, `groups.${group.key}.lead`, note)
    if (!members.has(group.lead.unitRole)) note('error', `groups.${group.key}.lead`, `${group.nameZh}的牵头单位“${group.lead.nameZh}”不是指挥部成员单位，请列入成员单位。`)
    if (group.lead.each === true) note('error', `groups.${group.key}.lead`, `${group.nameZh}只能有一个牵头单位，请写明具体单位。`)
    group.members.forEach((unit, index) => { checkUnit(unit, `groups.${group.key}.members.${String(index)}`, note) })
  }
  for (const seat of seats) checkUnit(seat.unit, `seats.${seat.room}`, note)
  for (const rule of reporting) {
    checkUnit(rule.from, `reporting.${rule.key}.from`, note)
    checkUnit(rule.to, `reporting.${rule.key}.to`, note)
  }
}

function checkLevel(plan: StructuredPlan, level: ResponseLevel, note: Note): void {
  const path = `responseLevels.${String(level.level)}`
  const nameZh = nameLevel(level.level)
  const content = getLevelContent(plan, level.level)
  if (listLeaves(level.triggers).length === 0) note('error', `${path}.triggers`, `${nameZh}响应没有启动条件，请补充。`)
  if (content.tasks.length === 0) note('error', `${path}.tasks`, `${nameZh}响应没有任务，请补充。`)
  if (content.measures.length === 0) note('error', `${path}.measures`, `${nameZh}响应没有应急处置措施（应对法第七十二条要求载明），请补充。`)
  if (content.notices.length === 0) note('warning', `${path}.notices`, `${nameZh}响应没有通知对象，请补充。`)
  if (listLeaves(level.lowerWhen).length === 0 && level.level !== 4) note('warning', `${path}.lowerWhen`, `${nameZh}响应没有降级条件，请补充。`)
  if (listLeaves(level.endWhen).length === 0) note('warning', `${path}.endWhen`, `${nameZh}响应没有终止条件，请补充。`)
  checkPost(level.starter.postKey, level.starter.nameZh, `${path}.starter`, note)
  const posts = [plan.headquarters.chief, ...plan.headquarters.deputies, plan.headquarters.officeDirector]
  if (!posts.some((post) => post.postKey === level.starter.postKey)) {
    note('error', `${path}.starter`, `${nameZh}响应的签发人“${level.starter.nameZh}”不在指挥部组成人员中，请核对。`)
  }
  for (const part of ['triggers', 'lowerWhen', 'endWhen'] as const) checkCondition(level[part], `${path}.${part}`, note)
  checkRepeated(level.tasks.map((task) => task.key), `${path}.tasks`, '任务代号', note)
  checkRepeated(level.notices.map((notice) => notice.key), `${path}.notices`, '通知代号', note)
  checkRepeated(level.resourceDemands.map((demand) => demand.key), `${path}.resourceDemands`, '资源需求代号', note)
  checkTasks(plan, level, content, note)
  const groupKeys = new Set(plan.groups.map((group) => group.key))
  for (const demand of level.resourceDemands) {
    if (!groupKeys.has(demand.forGroupKey)) note('error', `${path}.resourceDemands.${demand.key}`, `资源“${demand.itemZh}”指向不存在的工作组“${demand.forGroupKey}”，请改正。`)
  }
  for (const notice of level.notices) {
    const at = `${path}.notices.${notice.key}`
    if ('unitRole' in notice.to) checkUnit(notice.to, at, note)
    if ('postKey' in notice.to) checkPost(notice.to.postKey, notice.to.nameZh, at, note)
    for (const [, name = ''] of notice.textZh.matchAll(/\{\{(.*?)\}\}/gu)) {
      if (!Object.hasOwn(noticePlaceholders, name)) note('error', at, `通知模板中的“{{${name}}}”无法填写，可用：${Object.keys(noticePlaceholders).join('、')}。`)
    }
  }
}

function checkTasks(plan: StructuredPlan, level: ResponseLevel, content: LevelContent, note: Note): void {
  const groupKeys = new Set(plan.groups.map((group) => group.key))
  const byKey = new Map(content.tasks.map((task) => [task.key, task]))
  for (const task of level.tasks) {
    const path = `responseLevels.${String(level.level)}.tasks.${task.key}`
    checkUnit(task.owner, path, note)
    if (!groupKeys.has(task.groupKey)) note('error', path, `任务“${task.titleZh}”属于不存在的工作组“${task.groupKey}”，请改正。`)
    for (const key of task.dependsOn ?? []) {
      const before = byKey.get(key)
      if (before === undefined) note('error', path, `任务“${task.titleZh}”的前置任务“${key}”在本级响应中不存在，请改正。`)
      else if (before.deadlineMinutes > task.deadlineMinutes) note('warning', path, `任务“${task.titleZh}”的时限早于其前置任务“${before.titleZh}”，请调整。`)
    }
    if (isInCycle(task, byKey)) note('error', path, `任务“${task.titleZh}”的前置任务互相等待，请改正。`)
  }
}

function isInCycle(start: PlanTask, byKey: ReadonlyMap<string, PlanTask>): boolean {
  const seen = new Set<string>()
  const pending = [...(start.dependsOn ?? [])]
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (key === start.key) return true
    if (seen.has(key)) continue
    seen.add(key)
    pending.push(...(byKey.get(key)?.dependsOn ?? []))
  }
  return false
}

function checkGroupsHaveWork(plan: StructuredPlan, note: Note): void {
  const busy = new Set(plan.responseLevels.flatMap((level) => level.tasks.map((task) => task.groupKey)))
  for (const group of plan.groups) {
    if (!busy.has(group.key)) note('warning', `groups.${group.key}`, `${group.nameZh}在各级响应中都没有任务，请补充任务或撤销该组。`)
  }
}

function checkUnit(ref: UnitRef, path: string, note: Note): void {
  if (!Object.hasOwn(unitRoles, ref.unitRole)) note('error', path, `单位“${ref.nameZh}”的职责“${ref.unitRole}”无法识别，请选择规范的单位职责。`)
}

function checkPost(postKey: string, nameZh: string, path: string, note: Note): void {
  if (!Object.hasOwn(postKeys, postKey)) note('error', path, `职务“${nameZh}”（${postKey}）无法识别，请选择规范的职务。`)
}

function checkCondition(condition: Condition, path: string, note: Note): void {
  for (const leaf of listLeaves(condition)) {
    if (!Object.hasOwn(planFacts, leaf.fact)) {
      note('error', path, `条件“${leaf.textZh}”用到无法识别的指标“${leaf.fact}”，系统不能自动判断，请改用规范指标。`)
    } else if (!isComparable(leaf)) {
      note('error', path, `条件“${leaf.textZh}”的取值与指标不符，系统不能自动判断，请改正。`)
    }
  }
}

function isComparable({ fact, op, value }: ConditionLeaf): boolean {
  const { kind } = planFacts[fact as keyof typeof planFacts]
  const values = Array.isArray(value) ? value : [value]
  if (Array.isArray(value) !== (op === 'in')) return false
  switch (kind) {
    case 'boolean': return op === '=' && values.every((each) => typeof each === 'boolean')
    case 'colour': return (op === '=' || op === 'in') && values.every((each) => warningColours.some((colour) => colour === each))
    case 'level': return (op === '=' || op === 'in') && values.every((each) => each === 0 || responseLevelNumbers.some((level) => level === each))
    default: return values.every((each) => typeof each === 'number')
  }
}

function checkRepeated(keys: readonly string[], path: string, nameZh: string, note: Note): void {
  const repeated = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
  if (repeated.length > 0) note('error', path, `${nameZh}重复：${repeated.join('、')}，请改为各不相同。`)
}
