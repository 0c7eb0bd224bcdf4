import type { Change } from '@fengsui/contract/kernel'
import type { PostKey, UnitRole } from '@fengsui/contract/plans/structured'
import type { CommandContext } from '../platform/commands/context.ts'
import type { DemoDivision } from './demo-geography.ts'
import { demoHeadquarters, memberDuties } from './demo-headquarters.ts'
import type { PeopleSource } from './demo-people.ts'
import { listPosts, listUnitRoles, nameUnit } from './demo-units.ts'

/** Names a unit made here. */
export const unitKey = (divisionCode: string, role: UnitRole): string => `${divisionCode}/${role}`
/** Names the first holder of a post of a unit, or the information officer of a village. */
export const holderKey = (divisionCode: string, role: UnitRole, post: PostKey | 'information-officer'): string => `${divisionCode}/${role}/${post}`

/** Round the clock; everything else goes home. */
const staffedRoles = new Set<UnitRole>(['duty-office', 'flood-office', 'fire', 'town-government'])
const placedRoles = new Set<UnitRole>(['duty-office', 'county-government', 'town-government'])

/** Collects the changes that make the organisation of the demo, one journal entry for each place that governs. */
export class OrganisationSeed {
  readonly unitIds = new Map<string, string>()
  readonly holders = new Map<string, { personId: string; postId: string | null }>()
  readonly #ctx: CommandContext
  readonly #people: PeopleSource

  constructor(ctx: CommandContext, people: PeopleSource) {
    this.#ctx = ctx
    this.#people = people
  }

  /** Records units, posts and people of a province, city or county with its towns and villages. Statistical units have none of their own. */
  recordPlace(place: DemoDivision, below: readonly DemoDivision[], withHeadquarters: boolean): void {
    const governed = below.filter((each) => !each.statistical)
    const changes = [
      ...this.#units(place, null),
      ...governed.filter((each) => each.level === 'town').flatMap((town) => this.#units(town, this.unitIds.get(unitKey(place.code, 'county-government')) ?? null)),
      // People live in statistical villages (开发区、农场) too: where there is no town government their officer belongs to the county's.
      ...below.filter((each) => each.level === 'village').flatMap((village) => this.#informationOfficer(village, place)),
      ...(withHeadquarters ? this.#headquarters(place) : []),
    ]
    this.#ctx.record({ type: 'unit.imported', stream: `division:${place.code}`, audience: { division: place.code }, changes })
  }

  /** A person without a post, in a unit made before. */
  addPerson(unitId: string, divisionCode: string, title: string): { id: string; changes: Change[] } {
    const id = this.#ctx.newId()
    const subject = `person:${id}`
    return {
      id,
      changes: [
        { object: 'person', id, created: true, set: { unitId, divisionCode, name: this.#ctx.protect(subject, this.#people.nextName()), title, status: 'active' } },
        this.#contact(unitId, divisionCode, id, 'mobile'),
      ],
    }
  }

  #units(place: DemoDivision, parentId: string | null): Change[] {
    return listUnitRoles(place).flatMap((role) => {
      const id = this.#ctx.newId()
      this.unitIds.set(unitKey(place.code, role), id)
      const unit: Change = {
        object: 'unit',
        id,
        created: true,
        set: {
          name: nameUnit(place, role), role, divisionCode: place.code, staffedAllHours: staffedRoles.has(role), status: 'active',
          ...(parentId === null ? {} : { parentId }), ...(placedRoles.has(role) ? { position: place.position } : {}),
        },
      }
      return [unit, ...this.#posts(place, role, id), ...(role === 'duty-office' ? [this.#contact(id, place.code, null, 'duty-phone')] : [])]
    })
  }

  #posts(place: DemoDivision, role: UnitRole, unitId: string): Change[] {
    return listPosts(place.level, role).flatMap(({ key, name, lead }) => {
      const person = this.addPerson(unitId, place.code, name)
      const postId = this.#ctx.newId()
      const holder = holderKey(place.code, role, key)
      if (!this.holders.has(holder)) this.holders.set(holder, { personId: person.id, postId })
      return [...person.changes, { object: 'post', id: postId, created: true, set: { unitId, divisionCode: place.code, key, name, lead, personId: person.id } }]
    })
  }

  #informationOfficer(village: DemoDivision, place: DemoDivision): Change[] {
    const unitId = this.unitIds.get(unitKey(village.parentCode ?? '', 'town-government')) ?? this.unitIds.get(unitKey(place.code, 'county-government'))
    if (unitId === undefined) return []
    const person = this.addPerson(unitId, village.code, '信息员')
    this.holders.set(holderKey(village.code, 'town-government', 'information-officer'), { personId: person.id, postId: null })
    return person.changes
  }

  #contact(unitId: string, divisionCode: string, personId: string | null, kind: 'mobile' | 'duty-phone'): Change {
    const subject = personId === null ? `unit:${unitId}` : `person:${personId}`
    return {
      object: 'contact-point',
      id: this.#ctx.newId(),
      created: true,
      set: { unitId, divisionCode, kind, value: this.#ctx.protect(subject, this.#people.nextPhone()), preferred: true, status: 'active', ...(personId === null ? {} : { personId }) },
    }
  }

  #headquarters(place: DemoDivision): Change[] {
    return demoHeadquarters.map((headquarters) => {
      const members = headquarters.members.flatMap((role) => {
        const unitId = this.unitIds.get(unitKey(place.code, role))
        return unitId === undefined ? [] : [{ unitId, duty: memberDuties[role] ?? '' }]
      })
      const chiefPostId = this.holders.get(holderKey(place.code, 'flood-office', headquarters.chief))?.postId ?? null
      return {
        object: 'special-headquarters',
        id: this.#ctx.newId(),
        created: true,
        set: { name: place.name + headquarters.name, divisionCode: place.code, hazard: headquarters.hazard, officeUnitId: this.unitIds.get(unitKey(place.code, headquarters.office)) ?? '', ...(chiefPostId === null ? {} : { chiefPostId }), members },
      }
    })
  }
}
