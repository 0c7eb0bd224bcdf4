import { addMinutes, beijingShort } from '../../kernel/index.ts'
import type { Instant } from '../../kernel/index.ts'
import type {
  InstantiatedGroup, InstantiatedNotice, InstantiatedPlan, InstantiatedPost, InstantiatedTask, PlanOrganisation,
} from './instantiated-plan.ts'
import { getLevelContent, getResponseLevel } from './level-content.ts'
import type { LevelContent } from './level-content.ts'
import { createOrganisationResolver } from './resolve-organisation.ts'
import type { OrganisationResolver } from './resolve-organisation.ts'
import type { PlanNotice, PlanTask, StructuredPlan } from './structured-plan.ts'
import { nameLevel } from './vocabulary.ts'
import type { NoticePlaceholder, ResponseLevelNumber } from './vocabulary.ts'

export interface InstantiateInput {
  readonly plan: StructuredPlan
  readonly level: ResponseLevelNumber
  readonly incident: { readonly nameZh: string }
  readonly organisation: PlanOrganisation
  /** When the level takes effect; all deadlines count from here. */
  readonly startedAt: Instant
  readonly newId: () => string
}

interface Context extends InstantiateInput {
  readonly content: LevelContent
  readonly resolver: OrganisationResolver
}

/**
 * Turns a level of a plan into a headquarters with groups, posts, seats, tasks, notices and demands for one place.
 * Nothing is dropped: what the place does not have goes to the HQ office and is listed in `unresolved`.
 * Throws RangeError when the plan does not have the level.
 */
export function instantiatePlan(input: InstantiateInput): InstantiatedPlan {
  const { plan, level, organisation, startedAt, newId } = input
  const own = getResponseLevel(plan, level)
  const resolver = createOrganisationResolver(organisation, plan.areaDivisionCode, plan.headquarters.office)
  const context: Context = { ...input, content: getLevelContent(plan, level), resolver }
  const headquartersId = newId()
  const memberUnitIds = collectUnits(plan.headquarters.members.map((ref, index) =>
    resolver.resolveUnits(ref, `headquarters.members.${String(index)}`)))
  const groups = formGroups(context)
  const posts = fillPosts(context, groups)
  const tasks = assignTasks(context, groups)
  const seats = plan.seats.map((seat) => ({
    room: seat.room,
    nameZh: seat.unit.nameZh,
    unitId: firstUnit(resolver, seat.unit, `seats.${seat.room}`).unitId,
  }))
  const involved = [...new Set([
    ...memberUnitIds,
    ...groups.flatMap((group) => [group.leadUnitId, ...group.memberUnitIds]),
    ...tasks.map((task) => task.ownerUnitId),
  ])]
  const notices = addressNotices(context, involved)
  const demands = context.content.resourceDemands.map((demand) => ({
    id: newId(),
    key: demand.key,
    itemZh: demand.itemZh,
    quantity: demand.quantity,
    unitZh: demand.unitZh,
    groupId: getGroup(groups, demand.forGroupKey).id,
    neededBy: addMinutes(startedAt, demand.byMinutes),
  }))
  return {
    headquarters: {
      id: headquartersId,
      nameZh: plan.headquarters.nameZh,
      level,
      officeUnitId: resolver.officeUnitId,
      memberUnitIds,
      startedAt,
      expectedUntil: addMinutes(startedAt, own.expectedDurationHours * 60),
      measures: context.content.measures,
    },
    groups, posts, seats, tasks, notices, demands,
    unresolved: resolver.unresolved,
  }
}

function collectUnits(resolved: readonly (readonly { unitId: string; fallback: boolean }[])[]): string[] {
  return [...new Set(resolved.flat().filter((unit) => !unit.fallback).map((unit) => unit.unitId))]
}

function firstUnit(resolver: OrganisationResolver, ref: PlanTask['owner'], path: string) {
  const [first] = resolver.resolveUnits(ref, path)
  return first ?? { unitId: resolver.officeUnitId, divisionCode: null, fallback: true }
}

/** An unknown group key is a fault of the plan (`planProblems` names it); the first group takes the item over. */
function getGroup(groups: readonly InstantiatedGroup[], key: string): InstantiatedGroup {
  const group = groups.find((each) => each.key === key) ?? groups[0]
  if (group === undefined) throw new RangeError('a plan has at least one group')
  return group
}

function formGroups({ plan, resolver, newId }: Context): InstantiatedGroup[] {
  return plan.groups.map((group) => ({
    id: newId(),
    key: group.key,
    nameZh: group.nameZh,
    leadUnitId: firstUnit(resolver, group.lead, `groups.${group.key}.lead`).unitId,
    memberUnitIds: collectUnits(group.members.map((ref, index) =>
      resolver.resolveUnits(ref, `groups.${group.key}.members.${String(index)}`))),
    duties: group.duties,
  }))
}

function fillPosts({ plan, resolver, newId }: Context, groups: readonly InstantiatedGroup[]): InstantiatedPost[] {
  const { chief, deputies, officeDirector } = plan.headquarters
  const named = [
    { ref: chief, path: 'headquarters.chief' },
    ...deputies.map((ref, index) => ({ ref, path: `headquarters.deputies.${String(index)}` })),
    { ref: officeDirector, path: 'headquarters.officeDirector' },
    { ref: plan.onSiteHeadquarters.commander, path: 'onSiteHeadquarters.commander' },
  ].map(({ ref, path }): InstantiatedPost => ({
    id: newId(), key: ref.postKey, nameZh: ref.nameZh, groupId: null, ...resolver.resolvePost(ref, path),
  }))
  const leads = groups.map((group): InstantiatedPost => ({
    id: newId(),
    key: 'group-lead',
    nameZh: `${group.nameZh}组长`,
    groupId: group.id,
    unitId: group.leadUnitId,
    personId: resolver.resolveGroupLead(group.leadUnitId, `${group.nameZh}组长`, `groups.${group.key}.person`),
  }))
  return [...named, ...leads]
}

interface PlacedTask {
  readonly task: PlanTask
  readonly key: string
  readonly unitId: string
  readonly divisionCode: string | null
  readonly fallback: boolean
}

/** One entry per owner. Two units of one division that carry the same role are told apart by their id. */
function placeTask(resolver: OrganisationResolver, task: PlanTask): PlacedTask[] {
  const owners = resolver.resolveUnits(task.owner, `tasks.${task.key}.owner`)
  return owners.map((owner) => {
    const twins = owners.filter((other) => other.divisionCode === owner.divisionCode).length
    const suffix = task.owner.each !== true || owner.divisionCode === null
      ? ''
      : `@${owner.divisionCode}${twins > 1 ? `/${owner.unitId}` : ''}`
    return { task, key: `${task.key}${suffix}`, ...owner }
  })
}

/** A task of one place waits for the same place's earlier task where there is one, else for all of that key. */
function findPredecessors(placed: readonly PlacedTask[], own: PlacedTask): string[] {
  return (own.task.dependsOn ?? []).flatMap((key) => {
    const candidates = placed.filter((each) => each.task.key === key)
    const samePlace = candidates.filter((each) => own.task.owner.each === true && each.task.owner.each === true && each.divisionCode === own.divisionCode)
    return (samePlace.length > 0 ? samePlace : candidates).map((each) => each.key)
  })
}

function assignTasks({ content, resolver, startedAt, newId }: Context, groups: readonly InstantiatedGroup[]): InstantiatedTask[] {
  const placed = content.tasks.flatMap((task) => placeTask(resolver, task))
  return placed.map((own) => {
    const group = getGroup(groups, own.task.groupKey)
    return {
      id: newId(),
      key: own.key,
      planTaskKey: own.task.key,
      groupId: group.id,
      groupKey: group.key,
      ownerUnitId: own.unitId,
      ownerIsFallback: own.fallback,
      titleZh: own.task.titleZh,
      detailZh: own.task.detailZh,
      phase: own.task.phase,
      assignedAt: startedAt,
      dueAt: addMinutes(startedAt, own.task.deadlineMinutes),
      repeatMinutes: own.task.repeatMinutes ?? null,
      evidenceRequired: own.task.evidenceRequired,
      dependsOn: findPredecessors(placed, own),
    }
  })
}

function addressNotices(context: Context, involved: readonly string[]): InstantiatedNotice[] {
  const { content, startedAt, newId } = context
  return content.notices.flatMap((notice) => {
    const acknowledgeBy = addMinutes(startedAt, notice.deadlineMinutes)
    const textZh = fillTemplate(notice.textZh, context, acknowledgeBy)
    return listAddressees(context, notice, involved).map(({ suffix, ...to }) => ({
      id: newId(), key: `${notice.key}${suffix}`, ...to, textZh, acknowledgeBy,
    }))
  })
}

type Addressee = Pick<InstantiatedNotice, 'toUnitId' | 'toPersonId'> & { suffix: string }

function listAddressees({ resolver }: Context, { key, to }: PlanNotice, involved: readonly string[]): Addressee[] {
  if ('allUnitsOfLevel' in to) {
    return involved.map((unitId) => ({ toUnitId: unitId, toPersonId: null, suffix: `@${unitId}` }))
  }
  if ('postKey' in to) {
    const { personId, unitId } = resolver.resolvePost(to, `notices.${key}.to`)
    return [{ toUnitId: unitId, toPersonId: personId, suffix: '' }]
  }
  return resolver.resolveUnits(to, `notices.${key}.to`).map(({ unitId }) => ({
    toUnitId: unitId, toPersonId: null, suffix: to.each === true ? `@${unitId}` : '',
  }))
}

function fillTemplate(template: string, { plan, level, incident, startedAt }: Context, acknowledgeBy: Instant): string {
  const values: Record<NoticePlaceholder, string> = {
    incident: incident.nameZh,
    level: nameLevel(level),
    plan: plan.title,
    headquarters: plan.headquarters.nameZh,
    startedAt: beijingShort(startedAt),
    deadline: beijingShort(acknowledgeBy),
  }
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as NoticePlaceholder] : whole)
}
