import { resourceRoutes as routes } from '@fengsui/contract/resources'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { readArea } from './area-rules.ts'
import { confirmResource, createFacility, createShelter, updateFacility, updateShelter } from './keep-places.ts'
import { createEquipment, createTeam, reportPosition, setEquipmentState, setTeamReadiness, updateEquipment, updateTeam } from './keep-team.ts'
import { getOne, listEquipment, listFacilities, listShelterArrivals, listShelters, listTeams, readEquipment, readFacilities, readShelters, readTeams, type Reader } from './resource-views.ts'
import { admitToShelter, closeShelter, leaveShelter, openShelters } from './run-shelter.ts'
import { getSurroundings } from './surroundings-views.ts'

type Done = { id: string }

export function bindResources(deps: ModuleDeps): void {
  const { http, objects, database, clocks } = deps
  const by = (actor: Actor): Reader => ({ objects, db: database, actor, now: clocks.business.now() })
  const team = (actor: Actor, { id }: Done) => getOne((where, tail) => readTeams(by(actor), where, tail), id)
  const equipment = (actor: Actor, { id }: Done) => getOne((where, tail) => readEquipment(by(actor), where, tail), id)
  const shelter = (actor: Actor, { id }: Done) => getOne((where, tail) => readShelters(by(actor), where, tail), id)
  const facility = (actor: Actor, { id }: Done) => getOne((where, tail) => readFacilities(by(actor), where, tail), id)
  http.bind(routes.listTeams, ({ actor, query }) => listTeams(by(actor), query))
  http.bind(routes.createTeam, async ({ actor, body }) => team(actor, await createTeam(deps, actor, { body })))
  http.bind(routes.updateTeam, async ({ actor, params, body }) => team(actor, await updateTeam(deps, actor, { params, body })))
  http.bind(routes.setTeamReadiness, async ({ actor, params, body }) => team(actor, await setTeamReadiness(deps, actor, { params, body })))
  http.bind(routes.listEquipment, ({ actor, query }) => listEquipment(by(actor), query))
  http.bind(routes.createEquipment, async ({ actor, body }) => equipment(actor, await createEquipment(deps, actor, { body })))
  http.bind(routes.updateEquipment, async ({ actor, params, body }) => equipment(actor, await updateEquipment(deps, actor, { params, body })))
  http.bind(routes.setEquipmentState, async ({ actor, params, body }) => equipment(actor, await setEquipmentState(deps, actor, { params, body })))
  http.bind(routes.reportPosition, ({ actor, body }) => reportPosition(deps, actor, { body }))
  http.bind(routes.confirmResource, ({ actor, body }) => confirmResource(deps, actor, { body }))
  http.bind(routes.listShelters, ({ actor, query }) => listShelters(by(actor), query))
  http.bind(routes.createShelter, async ({ actor, body }) => shelter(actor, await createShelter(deps, actor, { body })))
  http.bind(routes.updateShelter, async ({ actor, params, body }) => shelter(actor, await updateShelter(deps, actor, { params, body })))
  http.bind(routes.openShelters, ({ actor, body }) => openShelters(deps, actor, { body }))
  http.bind(routes.closeShelter, async ({ actor, params, body }) => shelter(actor, await closeShelter(deps, actor, { params, body })))
  http.bind(routes.admitToShelter, ({ actor, params, body }) => admitToShelter(deps, actor, { params, body }))
  http.bind(routes.leaveShelter, async ({ actor, params, body }) => shelter(actor, await leaveShelter(deps, actor, { params, body })))
  http.bind(routes.listShelterArrivals, ({ actor, params, query }) => listShelterArrivals(by(actor), params.shelterId, query))
  http.bind(routes.listFacilities, ({ actor, query }) => listFacilities(by(actor), query))
  http.bind(routes.createFacility, async ({ actor, body }) => facility(actor, await createFacility(deps, actor, { body })))
  http.bind(routes.updateFacility, async ({ actor, params, body }) => facility(actor, await updateFacility(deps, actor, { params, body })))
  http.bind(routes.getSurroundings, ({ actor, query }) => getSurroundings(by(actor), readArea(query)))
}
