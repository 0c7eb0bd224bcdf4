import { divisionAt, divisionLevelOf, divisionLevels, isWithin } from '../../kernel/index.ts'
import type { InstantiatedPost, PlanOrganisation, UnresolvedReference } from './instantiated-plan.ts'
import type { PostRef, UnitRef } from './structured-plan.ts'

type OrgUnit = PlanOrganisation['units'][number]

/** The flood office is a desk of the emergency bureau in most places: not a gap when only the bureau is registered. */
const hostingRoles: Readonly<Record<string, readonly string[]>> = {
  'flood-office': ['flood-office', 'emergency'],
  'upper-headquarters': ['upper-headquarters', 'flood-office', 'emergency'],
}

interface ResolvedUnit {
  readonly unitId: string
  readonly divisionCode: string | null
  readonly fallback: boolean
}

export interface OrganisationResolver {
  readonly officeUnitId: string
  readonly unresolved: readonly UnresolvedReference[]
  /** Units for a reference: one, or all when the plan says each. Never empty: the HQ office stands in. */
  resolveUnits(ref: UnitRef, path: string): readonly ResolvedUnit[]
  resolvePost(ref: PostRef, path: string): Pick<InstantiatedPost, 'personId' | 'unitId'>
  /** Head of a group: its appointed lead, else the head of the leading unit. */
  resolveGroupLead(leadUnitId: string, nameZh: string, path: string): string | null
}

/** Codes from the area upward to its province, without the area itself; nearest first. */
function listAncestors(area: string): string[] {
  const own = divisionLevels.indexOf(divisionLevelOf(area))
  return divisionLevels.slice(0, own).map((level) => divisionAt(area, level)).reverse()
}

/**
 * Looks duties and posts up in the organisation of a place. Order of the organisation's lists does not matter: ties go
 * to the smallest id, so that two runs give the same answer. Everything that is not found is written down once.
 */
export function createOrganisationResolver(organisation: PlanOrganisation, area: string, office: UnitRef): OrganisationResolver {
  const units = [...organisation.units].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const unresolved = new Map<string, UnresolvedReference>()
  const note = (path: string, nameZh: string, whyZh: string) => {
    if (!unresolved.has(path)) unresolved.set(path, { path, nameZh, whyZh })
  }

  function findUnit(role: string): OrgUnit | undefined {
    const places = role === 'upper-headquarters' ? listAncestors(area) : [area]
    for (const place of places) {
      for (const wanted of hostingRoles[role] ?? [role]) {
        const found = units.find((unit) => unit.role === wanted && unit.divisionCode === place)
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  const officeUnit = findUnit(office.unitRole) ?? findUnit('emergency') ?? findUnit('duty-office')
  const officeUnitId = officeUnit?.id ?? organisation.fallbackUnitId
  if (officeUnit === undefined) {
    note('headquarters.office', office.nameZh, '本地未登记该单位，暂由启动响应的单位承担办公室工作，请在组织管理中补登')
  }

  function standIn(ref: UnitRef, path: string): ResolvedUnit {
    note(path, ref.nameZh, '本地未登记承担该职责的单位，暂交指挥部办公室，请指定承办单位')
    return { unitId: officeUnitId, divisionCode: null, fallback: true }
  }

  return {
    officeUnitId,
    get unresolved() {
      return [...unresolved.values()]
    },
    resolveUnits(ref, path) {
      if (ref.each === true) {
        const all = units.filter((unit) => unit.role === ref.unitRole && unit.divisionCode !== area && isWithin(unit.divisionCode, area))
        if (all.length > 0) {
          return all
            .map((unit) => ({ unitId: unit.id, divisionCode: unit.divisionCode, fallback: false }))
            .sort((a, b) => (a.divisionCode < b.divisionCode ? -1 : a.divisionCode > b.divisionCode ? 1 : 0))
        }
        return [standIn(ref, path)]
      }
      const found = findUnit(ref.unitRole)
      return [found === undefined ? standIn(ref, path) : { unitId: found.id, divisionCode: found.divisionCode, fallback: false }]
    },
    resolvePost(ref, path) {
      const holders = organisation.posts.filter((post) => post.key === ref.postKey && post.divisionCode === area)
      const holder = holders.find((post) => post.personId !== null) ?? holders[0]
      if (holder === undefined) {
        note(path, ref.nameZh, '本地未设该职务，通知暂发指挥部办公室，请在组织管理中设置并任命')
        return { personId: null, unitId: officeUnitId }
      }
      if (holder.personId === null) note(path, ref.nameZh, '该职务空缺，通知暂发所在单位，请任命')
      return { personId: holder.personId, unitId: holder.unitId }
    },
    resolveGroupLead(leadUnitId, nameZh, path) {
      const ofUnit = organisation.posts.filter((post) => post.unitId === leadUnitId && post.personId !== null)
      const lead = ofUnit.find((post) => post.key === 'group-lead') ?? ofUnit.find((post) => post.lead)
      if (lead === undefined) note(path, nameZh, '牵头单位未登记负责人，请任命组长')
      return lead?.personId ?? null
    },
  }
}
