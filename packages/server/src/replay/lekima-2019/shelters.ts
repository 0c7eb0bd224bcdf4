import { routes } from '@fengsui/contract'
import type { Json } from '@fengsui/contract/kernel'
import { kept } from '../cast.ts'
import { StepFailed, type StepApi } from '../scenario.ts'
import { allPages } from './stage.ts'

interface Place {
  [field: string]: Json
  id: string
  county: string
  capacity: number
}

/** All shelters in the order of their places. */
function shelters(api: StepApi): Promise<Place[]> {
  return api.once('shelters', async () => {
    const all = await allPages((after) => api.read('city-duty', routes.listShelters, { query: { limit: 500, ...(after === undefined ? {} : { after }) } }))
    return all.toSorted((a, b) => a.divisionCode.localeCompare(b.divisionCode) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id)).map(({ id, divisionCode, capacity }) => ({ id, county: divisionCode.slice(0, 6), capacity }))
  })
}

/** Opens every shelter of the city. */
export async function openShelters(api: StepApi): Promise<void> {
  const shelterIds = (await shelters(api)).map((shelter) => shelter.id)
  const { opened } = await api.command('city-commander', routes.openShelters, { body: { shelterIds, incidentId: api.known(kept.typhoon) } })
  if (opened !== shelterIds.length) throw new StepFailed(`应开放 ${shelterIds.length} 处避难场所，实际 ${opened} 处`)
}

/** The school building in 玉环 with room for 500. */
const isCollege = (place: Place) => place.county === '331083' && place.capacity === 500
/** People per shelter: every third one takes people, a third of its room; the school in 玉环 430. */
export function admission(place: Place, index: number): number {
  if (isCollege(place)) return 430
  return index % 3 === 0 ? Math.floor(place.capacity / 3) : 0
}

/** Registers those who came, by the counties' governments. */
export async function admit(api: StepApi): Promise<void> {
  for (const [index, place] of (await shelters(api)).entries()) {
    const people = admission(place, index)
    if (people === 0) continue
    await api.command(`sim-${place.county}-county-government`, routes.admitToShelter, { params: { shelterId: place.id }, body: { people, fromDivisionCode: null, incidentId: api.known(kept.typhoon), redirectToId: null } })
  }
}

/** Everybody leaves; the shelters close. */
export async function emptyShelters(api: StepApi): Promise<void> {
  const open = await api.once('shelters-at-the-end', async () => {
    const all = await allPages((after) => api.read('city-duty', routes.listShelters, { query: { limit: 500, ...(after === undefined ? {} : { after }) } }))
    return all.filter((shelter) => shelter.occupancy > 0).map(({ id, divisionCode, occupancy }) => ({ id, county: divisionCode.slice(0, 6), occupancy })).sort((a, b) => a.id.localeCompare(b.id))
  })
  for (const { id, county, occupancy } of open) await api.command(`sim-${county}-county-government`, routes.leaveShelter, { params: { shelterId: id }, body: { people: occupancy } })
}
