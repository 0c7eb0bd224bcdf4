import { orgRoutes } from '@fengsui/contract/org'
import type { ModuleDeps } from '../../platform/module.ts'
import { appointPost } from './appoint-post.ts'
import { createPerson } from './create-person.ts'
import { createUnit } from './create-unit.ts'
import { listDivisions } from './division-views.ts'
import { getPerson, getPost, listPersons, listPosts } from './person-views.ts'
import { getUnit, listHeadquarters, listUnits } from './unit-views.ts'
import { updatePerson } from './update-person.ts'
import { updateUnit } from './update-unit.ts'

/** Binds the organisation's routes. */
export function bindOrg(deps: ModuleDeps): void {
  const { http, database, objects } = deps
  http.bind(orgRoutes.listDivisions, async ({ actor, query }) => listDivisions(objects, database, actor, query))
  http.bind(orgRoutes.listUnits, async ({ actor, query }) => listUnits(objects, database, actor, query))
  http.bind(orgRoutes.createUnit, async ({ actor, body }) => getUnit(objects, database, (await createUnit(deps, actor, body)).id))
  http.bind(orgRoutes.updateUnit, async ({ actor, params, body }) => getUnit(objects, database, (await updateUnit(deps, actor, { ...params, ...body })).id))
  http.bind(orgRoutes.listPersons, async ({ actor, query }) => listPersons(database, actor, query))
  http.bind(orgRoutes.createPerson, async ({ actor, body }) => getPerson(database, actor, (await createPerson(deps, actor, body)).id))
  http.bind(orgRoutes.updatePerson, async ({ actor, params, body }) => getPerson(database, actor, (await updatePerson(deps, actor, { ...params, ...body })).id))
  http.bind(orgRoutes.appointPost, async ({ actor, params, body }) => getPost(objects, database, (await appointPost(deps, actor, { ...params, ...body })).id))
  http.bind(orgRoutes.listPosts, async ({ actor, query }) => listPosts(objects, database, actor, query))
  http.bind(orgRoutes.listHeadquarters, async ({ actor, query }) => listHeadquarters(objects, database, actor, query))
}
