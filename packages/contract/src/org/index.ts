import { z } from 'zod'
import { CommandId, DivisionCode, DivisionLevel, Id, pageOf, PageQuery, Position, Protected, route, text } from '../kernel/index.ts'

/** A place of the jurisdiction tree (ORG-1). */
export const Division = z.object({
  code: z.string(),
  name: z.string(),
  level: DivisionLevel,
  parentCode: z.string().nullable(),
  /** Statistical unit (开发区、农场 …): counted in statistics, has no government of its own. */
  statistical: z.boolean(),
  /** Exists only in the demo. */
  fictional: z.boolean(),
  position: Position.nullable(),
  /** Residents; null where not known. */
  population: z.number().nullable(),
})
export type Division = z.infer<typeof Division>

/** What a unit does in an emergency; plans name units by this so that one plan text runs in any place. Values: `unitRoles` in `plans/structured`. */
export const UnitRole = z.string().regex(/^[a-z][a-z-]{1,40}$/, '请从列表中选择应急职责')

export const Unit = z.object({
  id: Id,
  name: z.string(),
  role: UnitRole,
  divisionCode: z.string(),
  parentId: Id.nullable(),
  /** Watched round the clock; the duty office of a place is where reports arrive. */
  staffedAllHours: z.boolean(),
  position: Position.nullable(),
  status: z.enum(['active', 'retired']),
})
export type Unit = z.infer<typeof Unit>

/** A post (职务) in a unit; `key` is the name plans use (chief, duty-leader …). */
export const Post = z.object({ id: Id, unitId: Id, divisionCode: z.string(), key: z.string(), name: z.string(), lead: z.boolean(), personId: Id.nullable() })
export type Post = z.infer<typeof Post>

/** A person; the name is personal data and kept apart. */
export const Person = z.object({ id: Id, unitId: Id, divisionCode: z.string(), name: Protected, title: z.string(), status: z.enum(['active', 'left']) })
export type Person = z.infer<typeof Person>

export const contactKinds = { mobile: '手机', 'duty-phone': '值班电话', landline: '座机', satellite: '卫星电话', radio: '电台呼号', email: '邮箱' } as const
export const ContactKind = z.enum(Object.keys(contactKinds) as [keyof typeof contactKinds, ...(keyof typeof contactKinds)[]])
export type ContactKind = z.infer<typeof ContactKind>
/** A way to reach a person or a unit's duty desk. `removed` ones are no longer in use and never shown. */
export const ContactPoint = z.object({ id: Id, personId: Id.nullable(), unitId: Id, divisionCode: z.string(), kind: ContactKind, value: Protected, preferred: z.boolean(), status: z.enum(['active', 'removed']) })
export type ContactPoint = z.infer<typeof ContactPoint>

/** A special HQ (专项指挥部) of a place's emergency committee (ORG-3). */
export const SpecialHeadquarters = z.object({
  id: Id, name: z.string(), divisionCode: z.string(), hazard: z.string(), officeUnitId: Id, chiefPostId: Id.nullable(),
  members: z.array(z.object({ unitId: Id, duty: z.string() })),
})
export type SpecialHeadquarters = z.infer<typeof SpecialHeadquarters>

export const PersonView = z.object({ id: Id, name: z.string(), title: z.string(), unitId: Id, unitName: z.string(), divisionCode: z.string(), posts: z.array(z.string()), contacts: z.array(z.object({ id: Id, kind: ContactKind, value: z.string(), preferred: z.boolean() })) })
export type PersonView = z.infer<typeof PersonView>

export const PhoneNumber = z.string().regex(/^\+?[0-9][0-9-]{4,19}$/, '电话只能含数字和横线')

export const orgRoutes = {
  listDivisions: route({
    method: 'GET', path: '/divisions', access: 'signed-in', tag: '组织', summary: '行政区划：按上级列出，或按名称、拼音、代码查找',
    schema: { query: z.object({ parent: DivisionCode.optional(), q: z.string().max(40).optional(), level: DivisionLevel.optional(), limit: z.coerce.number().int().min(1).max(4000).default(200) }), response: z.object({ items: z.array(Division.extend({ path: z.string() })) }) },
  }),
  listUnits: route({ method: 'GET', path: '/units', access: 'signed-in', tag: '组织', summary: '辖区内单位', schema: { query: PageQuery.extend({ q: z.string().max(40).optional(), divisionCode: DivisionCode.optional() }), response: pageOf(Unit.extend({ divisionName: z.string(), people: z.number() })) } }),
  createUnit: route({ method: 'POST', path: '/units', access: 'org:edit', tag: '组织', summary: '新建单位', schema: { body: z.object({ commandId: CommandId, name: text(2, 60), role: UnitRole, divisionCode: DivisionCode, parentId: Id.nullable().default(null), staffedAllHours: z.boolean().default(false), position: Position.nullable().default(null) }), response: Unit } }),
  updateUnit: route({ method: 'POST', path: '/units/:unitId', access: 'org:edit', tag: '组织', summary: '修改单位', schema: { params: z.object({ unitId: Id }), body: z.object({ commandId: CommandId, name: text(2, 60), role: UnitRole, staffedAllHours: z.boolean(), status: z.enum(['active', 'retired']) }), response: Unit } }),
  listPersons: route({ method: 'GET', path: '/persons', access: 'org:read', tag: '组织', summary: '通讯录（无权者见到脱敏电话）', schema: { query: PageQuery.extend({ q: z.string().max(40).optional(), unitId: Id.optional() }), response: pageOf(PersonView) } }),
  createPerson: route({
    method: 'POST', path: '/persons', access: 'org:edit', tag: '组织', summary: '新建人员及联系方式',
    schema: { body: z.object({ commandId: CommandId, unitId: Id, name: text(1, 40), title: text(1, 40), contacts: z.array(z.object({ kind: ContactKind, value: text(3, 60), preferred: z.boolean() })).max(8, '联系方式最多 8 个') }), response: PersonView },
  }),
  updatePerson: route({
    method: 'POST', path: '/persons/:personId', access: 'org:edit', tag: '组织', summary: '修改人员职务、状态、联系方式（联系方式整体替换）',
    schema: { params: z.object({ personId: Id }), body: z.object({ commandId: CommandId, name: text(1, 40), title: text(1, 40), status: z.enum(['active', 'left']), contacts: z.array(z.object({ kind: ContactKind, value: text(3, 60), preferred: z.boolean() })).max(8, '联系方式最多 8 个') }), response: PersonView },
  }),
  appointPost: route({ method: 'POST', path: '/posts/:postId/appointment', access: 'org:edit', tag: '组织', summary: '任命职务', schema: { params: z.object({ postId: Id }), body: z.object({ commandId: CommandId, personId: Id.nullable() }), response: Post } }),
  listPosts: route({ method: 'GET', path: '/posts', access: 'org:read', tag: '组织', summary: '职务', schema: { query: z.object({ unitId: Id.optional(), divisionCode: DivisionCode.optional() }), response: z.object({ items: z.array(Post.extend({ personName: z.string().nullable(), unitName: z.string() })) }) } }),
  listHeadquarters: route({ method: 'GET', path: '/special-headquarters', access: 'org:read', tag: '组织', summary: '应急委专项指挥部', schema: { query: z.object({ divisionCode: DivisionCode.optional() }), response: z.object({ items: z.array(SpecialHeadquarters.extend({ officeName: z.string(), divisionName: z.string(), chiefName: z.string().nullable(), members: z.array(z.object({ unitId: Id, unitName: z.string(), duty: z.string() })) })) }) } }),
}
