import { z } from 'zod'
import { CommandId, DivisionCode, Id, pageOf, PageQuery, Position, route, text } from '../kernel/index.ts'

export { confirmDays, fatigueHours } from './defaults.ts'

/** Kinds of rescue teams (RES-1); the demo has all eight. */
export const teamKinds = { comprehensive: '综合应急救援', fire: '消防救援', medical: '医疗救护', engineering: '工程抢险', water: '水上救援', utilities: '通信电力保障', militia: '民兵预备役', social: '社会救援' } as const
export type TeamKind = keyof typeof teamKinds
export const TeamKind = z.enum(Object.keys(teamKinds) as [TeamKind, ...TeamKind[]])

/** What a team can do; requests ask for these, not for names. */
export const capabilities = { 'water-rescue': '水上救援', evacuation: '人员转移', search: '搜索营救', medical: '医疗救治', 'road-clearing': '道路抢通', dike: '堤防抢护', power: '电力抢修', communications: '通信保障', drainage: '排涝', hazmat: '危化处置', feeding: '饮食保障' } as const
export type Capability = keyof typeof capabilities
export const Capability = z.enum(Object.keys(capabilities) as [Capability, ...Capability[]])

export const readinessNames = { ready: '待命', standby: '备勤', committed: '执行任务', resting: '休整', unavailable: '不可用' } as const
export type Readiness = keyof typeof readinessNames
export const Readiness = z.enum(Object.keys(readinessNames) as [Readiness, ...Readiness[]])
/** What may follow what; `committed` is entered and left by dispatch alone. */
export const readinessLifecycle = {
  ready: ['standby', 'committed', 'resting', 'unavailable'],
  standby: ['ready', 'committed', 'resting', 'unavailable'],
  committed: ['ready', 'resting', 'unavailable'],
  resting: ['ready', 'standby', 'unavailable'],
  unavailable: ['ready', 'standby', 'resting'],
} as const satisfies Record<Readiness, readonly Readiness[]>

/** A rescue team with its strength in people (RES-1). `position` is where it is now, `basePosition` where it is stationed. */
export const Team = z.object({
  id: Id, name: z.string(), kind: TeamKind, capabilities: z.array(Capability), divisionCode: z.string(), unitId: Id, leaderPersonId: Id.nullable(), strength: z.number(), readiness: Readiness,
  position: Position.nullable(), basePosition: Position.nullable(), committedDispatchId: Id.nullable(), /** Since when it works without rest; fatigue counts from here. */ committedAt: z.string().nullable(), movedAt: z.string().nullable(), confirmedAt: z.string(), status: z.enum(['active', 'retired']),
})
export type Team = z.infer<typeof Team>

/** Single pieces of equipment that are sent by number, as boats are (RES-5). */
export const equipmentKinds = { boat: '冲锋舟（艇）', pump: '移动泵车', generator: '发电机（车）', vehicle: '运输车辆', drone: '无人机', excavator: '挖掘机', 'satellite-phone': '卫星电话', 'command-vehicle': '指挥车' } as const
export type EquipmentKind = keyof typeof equipmentKinds
export const EquipmentKind = z.enum(Object.keys(equipmentKinds) as [EquipmentKind, ...EquipmentKind[]])
export const equipmentStateNames = { ready: '完好', committed: '已调出', damaged: '损坏', maintenance: '检修', lost: '丢失' } as const
export type EquipmentState = keyof typeof equipmentStateNames
export const EquipmentState = z.enum(Object.keys(equipmentStateNames) as [EquipmentState, ...EquipmentState[]])
/** What may follow what; `committed` is entered and left by dispatch alone. */
export const equipmentLifecycle = {
  ready: ['committed', 'damaged', 'maintenance', 'lost'],
  committed: ['ready', 'damaged', 'lost'],
  damaged: ['maintenance', 'ready', 'lost'],
  maintenance: ['ready', 'damaged'],
  lost: ['ready'],
} as const satisfies Record<EquipmentState, readonly EquipmentState[]>
export const Equipment = z.object({
  id: Id, number: z.string(), name: z.string(), kind: EquipmentKind, divisionCode: z.string(), unitId: Id, teamId: Id.nullable(), /** People carried, or the figure that `capacityUnit` names. */ capacity: z.number().nullable(), capacityUnit: z.string().nullable(), state: EquipmentState,
  position: Position.nullable(), basePosition: Position.nullable(), committedDispatchId: Id.nullable(), movedAt: z.string().nullable(), confirmedAt: z.string(), status: z.enum(['active', 'retired']),
})
export type Equipment = z.infer<typeof Equipment>

/** Shelters (避难场所, GB 51143, GB/T 44013): classes by how long they may be lived in. */
export const shelterKinds = { emergency: '紧急', 'short-term': '短期固定', 'medium-term': '中期固定', 'long-term': '长期固定', centre: '中心' } as const
export type ShelterKind = keyof typeof shelterKinds
export const ShelterKind = z.enum(Object.keys(shelterKinds) as [ShelterKind, ...ShelterKind[]])
export const shelterStateNames = { closed: '未开放', open: '开放', full: '已满', ended: '已关闭' } as const
export type ShelterState = keyof typeof shelterStateNames
/** `full` follows from occupancy, the rest from people. */
export const shelterLifecycle = { closed: ['open'], open: ['full', 'ended'], full: ['open', 'ended'], ended: ['open'] } as const satisfies Record<ShelterState, readonly ShelterState[]>
export const Shelter = z.object({
  id: Id, name: z.string(), kind: ShelterKind, divisionCode: z.string(), unitId: Id, position: Position.nullable(), indoor: z.boolean(), /** Persons, by the standard's area per person. */ capacity: z.number(), occupancy: z.number(), peakOccupancy: z.number(), /** People who came and were sent on because it was full. */ redirected: z.number(), facilities: z.array(z.string()),
  state: z.enum(['closed', 'open', 'full', 'ended']), openedAt: z.string().nullable(), incidentId: Id.nullable(), confirmedAt: z.string(), status: z.enum(['active', 'retired']),
})
export type Shelter = z.infer<typeof Shelter>

/** A group that came to a shelter: how many were taken in, how many sent on and where to. Those sent on have a second record where they go, which says where they came from; so `admitted` may be added up, `people` may not. */
export const ShelterArrival = z.object({ id: Id, shelterId: Id, incidentId: Id.nullable(), divisionCode: z.string(), fromDivisionCode: z.string().nullable(), people: z.number(), admitted: z.number(), redirected: z.number(), redirectedToId: Id.nullable(), redirectedFromId: Id.nullable(), departed: z.number(), arrivedAt: z.string() })
export type ShelterArrival = z.infer<typeof ShelterArrival>

/** Places to watch (RES-7). */
export const facilityKinds = { reservoir: '水库', sluice: '水闸', 'hazardous-site': '危化企业', hospital: '医院', school: '学校', 'nursing-home': '养老机构', port: '港口渔港', 'scenic-area': '景区' } as const
export type FacilityKind = keyof typeof facilityKinds
export const FacilityKind = z.enum(Object.keys(facilityKinds) as [FacilityKind, ...FacilityKind[]])
export const Facility = z.object({ id: Id, name: z.string(), kind: FacilityKind, divisionCode: z.string(), unitId: Id.nullable(), position: Position.nullable(), /** Named figures with their unit in the name: `床位（张）`, `总库容（万立方米）`. */ figures: z.record(z.string(), z.number()), confirmedAt: z.string(), status: z.enum(['active', 'retired']) })
export type Facility = z.infer<typeof Facility>

const named = { unitName: z.string(), placeName: z.string(), /** The owner has not confirmed the record for longer than the rule allows. */ stale: z.boolean(), mayEdit: z.boolean() }
export const TeamView = Team.extend({ ...named, leaderName: z.string().nullable(), /** Hours at work without rest, and whether that is over the limit. */ hoursAtWork: z.number().nullable(), tired: z.boolean(), boats: z.number() })
export type TeamView = z.infer<typeof TeamView>
export const EquipmentView = Equipment.extend(named)
export type EquipmentView = z.infer<typeof EquipmentView>
export const ShelterView = Shelter.extend({ ...named, free: z.number() })
export type ShelterView = z.infer<typeof ShelterView>
export const FacilityView = Facility.extend({ unitName: z.string().nullable(), placeName: z.string(), stale: z.boolean(), mayEdit: z.boolean() })
export type FacilityView = z.infer<typeof FacilityView>

const filter = PageQuery.extend({ q: z.string().max(40).optional(), divisionCode: DivisionCode.optional() })
const TeamFields = { name: text(2, 60), kind: TeamKind, capabilities: z.array(Capability).min(1, '至少选一项能力').max(11), unitId: Id, leaderPersonId: Id.nullable().default(null), strength: z.number('请填人数').int('人数应为整数').min(1, '人数至少 1 人').max(5000, '人数最多 5000 人'), basePosition: Position.nullable().default(null) }
const EquipmentFields = { number: text(1, 30), name: text(2, 60), kind: EquipmentKind, unitId: Id, teamId: Id.nullable().default(null), capacity: z.number().min(0).max(1_000_000).nullable().default(null), capacityUnit: text(0, 10).nullable().default(null), basePosition: Position.nullable().default(null) }
const ShelterFields = { name: text(2, 60), kind: ShelterKind, unitId: Id, position: Position, indoor: z.boolean(), capacity: z.number('请填容量').int('容量应为整数').min(1, '容量至少 1 人').max(200_000, '容量最多 20 万人'), facilities: z.array(text(1, 20)).max(20).default([]) }
const FacilityFields = { name: text(2, 60), kind: FacilityKind, unitId: Id.nullable().default(null), divisionCode: DivisionCode, position: Position, figures: z.record(z.string().max(20), z.number()).default({}) }
const people = z.number('请填人数').int('人数应为整数').min(1, '人数至少 1 人').max(200_000, '人数最多 20 万人')
const TeamParams = z.object({ teamId: Id })
const EquipmentParams = z.object({ equipmentId: Id })
const ShelterParams = z.object({ shelterId: Id })
const command = z.object({ commandId: CommandId })

/** A ring `longitude,latitude;longitude,latitude;…` of at least three and at most 500 corners, or a circle round `longitude`,`latitude`. */
export const SurroundingsQuery = z.object({ longitude: z.coerce.number().optional(), latitude: z.coerce.number().optional(), radiusMetres: z.coerce.number().int().min(50, '半径至少 50 米').max(100_000, '半径最多 100 千米').optional(), ring: z.string().max(20_000).optional() })
const near = { distanceMetres: z.number() }
/** Surroundings (周边分析, MAP-2): who, what, how many people, which stock. Distances from the circle's centre or the ring's centroid, nearest first. */
export const Surroundings = z.object({
  centre: Position, areaSquareMetres: z.number(),
  people: z.object({ villages: z.number(), population: z.number(), places: z.array(z.object({ divisionCode: z.string(), name: z.string(), population: z.number().nullable(), officerName: z.string().nullable(), ...near })) }),
  teams: z.array(TeamView.extend(near)), equipment: z.array(EquipmentView.extend(near)), shelters: z.array(ShelterView.extend(near)), facilities: z.array(FacilityView.extend(near)),
  warehouses: z.array(z.object({ id: Id, name: z.string(), position: Position.nullable(), placeName: z.string(), goods: z.array(z.object({ itemId: Id, name: z.string(), unit: z.string(), quantity: z.number() })), ...near })),
  incidents: z.array(z.object({ id: Id, title: z.string(), grade: z.number().nullable(), status: z.string(), ...near })),
})
export type Surroundings = z.infer<typeof Surroundings>

export const resourceRoutes = {
  listTeams: route({ method: 'GET', path: '/teams', access: 'resource:read', tag: '资源', summary: '救援队伍', schema: { query: filter.extend({ kind: TeamKind.optional(), readiness: Readiness.optional() }), response: pageOf(TeamView) } }),
  createTeam: route({ method: 'POST', path: '/teams', access: 'resource:edit', tag: '资源', summary: '登记队伍', schema: { body: command.extend(TeamFields), response: TeamView } }),
  updateTeam: route({ method: 'POST', path: '/teams/:teamId', access: 'resource:edit', tag: '资源', summary: '修改队伍', schema: { params: TeamParams, body: command.extend({ ...TeamFields, status: z.enum(['active', 'retired']) }), response: TeamView } }),
  setTeamReadiness: route({ method: 'POST', path: '/teams/:teamId/readiness', access: 'resource:edit', tag: '资源', summary: '队伍待命、备勤、休整、不可用（调出与归队由调度改）', schema: { params: TeamParams, body: command.extend({ readiness: Readiness.exclude(['committed']) }), response: TeamView } }),
  listEquipment: route({ method: 'GET', path: '/equipment', access: 'resource:read', tag: '资源', summary: '装备（舟艇、泵车、车辆等）', schema: { query: filter.extend({ kind: EquipmentKind.optional(), state: EquipmentState.optional() }), response: pageOf(EquipmentView) } }),
  createEquipment: route({ method: 'POST', path: '/equipment', access: 'resource:edit', tag: '资源', summary: '登记装备', schema: { body: command.extend(EquipmentFields), response: EquipmentView } }),
  updateEquipment: route({ method: 'POST', path: '/equipment/:equipmentId', access: 'resource:edit', tag: '资源', summary: '修改装备', schema: { params: EquipmentParams, body: command.extend({ ...EquipmentFields, status: z.enum(['active', 'retired']) }), response: EquipmentView } }),
  setEquipmentState: route({ method: 'POST', path: '/equipment/:equipmentId/state', access: 'resource:edit', tag: '资源', summary: '装备完好、损坏、检修、丢失（调出与归还由调度改）', schema: { params: EquipmentParams, body: command.extend({ state: EquipmentState.exclude(['committed']) }), response: EquipmentView } }),
  reportPosition: route({ method: 'POST', path: '/positions', access: 'resource:edit', tag: '资源', summary: '上报队伍、装备现在的位置', schema: { body: command.extend({ kind: z.enum(['team', 'equipment']), id: Id, position: Position }), response: z.object({ id: Id }) } }),
  confirmResource: route({ method: 'POST', path: '/confirmations', access: 'resource:edit', tag: '资源', summary: '管理单位确认数据仍然属实', schema: { body: command.extend({ kind: z.enum(['team', 'equipment', 'shelter', 'facility', 'warehouse']), ids: z.array(Id).min(1).max(500) }), response: z.object({ confirmed: z.number() }) } }),
  listShelters: route({ method: 'GET', path: '/shelters', access: 'resource:read', tag: '避难场所', summary: '避难场所、容量与在住人数', schema: { query: filter.extend({ state: z.enum(['closed', 'open', 'full', 'ended']).optional(), incidentId: Id.optional() }), response: pageOf(ShelterView).extend({ totals: z.object({ shelters: z.number(), open: z.number(), capacity: z.number(), openCapacity: z.number(), occupancy: z.number() }) }) } }),
  createShelter: route({ method: 'POST', path: '/shelters', access: 'resource:edit', tag: '避难场所', summary: '登记避难场所', schema: { body: command.extend(ShelterFields), response: ShelterView } }),
  updateShelter: route({ method: 'POST', path: '/shelters/:shelterId', access: 'resource:edit', tag: '避难场所', summary: '修改避难场所', schema: { params: ShelterParams, body: command.extend({ ...ShelterFields, status: z.enum(['active', 'retired']) }), response: ShelterView } }),
  openShelters: route({ method: 'POST', path: '/shelter-openings', access: 'evacuation:edit', tag: '避难场所', summary: '开放一批避难场所', schema: { body: command.extend({ shelterIds: z.array(Id).min(1, '至少选一处').max(500), incidentId: Id }), response: z.object({ opened: z.number() }) } }),
  closeShelter: route({ method: 'POST', path: '/shelters/:shelterId/closing', access: 'evacuation:edit', tag: '避难场所', summary: '关闭避难场所（须已清空）', schema: { params: ShelterParams, body: command, response: ShelterView } }),
  /** People are never turned away into the void: those over capacity are sent on to the nearest open shelter with room, or the command says that there is none. */
  admitToShelter: route({ method: 'POST', path: '/shelters/:shelterId/arrivals', access: 'evacuation:edit', tag: '避难场所', summary: '到达登记：满员的部分自动分流到最近有空位的场所', schema: { params: ShelterParams, body: command.extend({ people, fromDivisionCode: DivisionCode.nullable().default(null), incidentId: Id.nullable().default(null), redirectToId: Id.nullable().default(null) }), response: z.object({ arrivalId: Id, admitted: z.number(), redirected: z.number(), redirectedToId: Id.nullable(), redirectedToName: z.string().nullable() }) } }),
  leaveShelter: route({ method: 'POST', path: '/shelters/:shelterId/departures', access: 'evacuation:edit', tag: '避难场所', summary: '离开登记', schema: { params: ShelterParams, body: command.extend({ people }), response: ShelterView } }),
  listShelterArrivals: route({ method: 'GET', path: '/shelters/:shelterId/arrivals', access: 'resource:read', tag: '避难场所', summary: '到达与分流记录', schema: { params: ShelterParams, query: PageQuery, response: pageOf(ShelterArrival.extend({ fromName: z.string().nullable(), redirectedToName: z.string().nullable(), redirectedFromName: z.string().nullable() })) } }),
  listFacilities: route({ method: 'GET', path: '/facilities', access: 'resource:read', tag: '资源', summary: '重点设施', schema: { query: filter.extend({ kind: FacilityKind.optional() }), response: pageOf(FacilityView) } }),
  createFacility: route({ method: 'POST', path: '/facilities', access: 'resource:edit', tag: '资源', summary: '登记重点设施', schema: { body: command.extend(FacilityFields), response: FacilityView } }),
  updateFacility: route({ method: 'POST', path: '/facilities/:facilityId', access: 'resource:edit', tag: '资源', summary: '修改重点设施', schema: { params: z.object({ facilityId: Id }), body: command.extend({ ...FacilityFields, status: z.enum(['active', 'retired']) }), response: FacilityView } }),
  getSurroundings: route({ method: 'GET', path: '/surroundings', access: 'resource:read', tag: '一张图', summary: '周边分析：范围内的人、队伍、装备、物资、场所、设施', schema: { query: SurroundingsQuery, response: Surroundings } }),
}
