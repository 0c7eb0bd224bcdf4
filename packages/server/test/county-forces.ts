import { routes, type RouteName } from '@fengsui/contract'
import { COUNTY_A, MARK } from './county-marks.ts'
import type { TestCaller, TestNode } from './test-node.ts'

export interface CountyForces {
  teamId: string
  equipmentId: string
  shelterId: string
  facilityId: string
  warehouseId: string
  itemId: string
  lotId: string
}

/** One of every kind of force, shelter and goods in county A, all marked. */
export async function fillForces(test: TestNode, duty: TestCaller, incidentId: string): Promise<CountyForces> {
  const command = () => ({ commandId: test.newId() })
  const { unitId } = duty.actor
  const position = { longitude: 120.95, latitude: 28.6 }
  const team = await test.call(duty, routes.createTeam, { body: { ...command(), name: `${MARK}队`, kind: 'water', capabilities: ['water-rescue'], unitId, strength: 20, basePosition: position } })
  const equipment = await test.call(duty, routes.createEquipment, { body: { ...command(), number: `${MARK}1`, name: `${MARK}艇`, kind: 'boat', unitId, teamId: team.id, basePosition: position } })
  const shelter = await test.call(duty, routes.createShelter, { body: { ...command(), name: `${MARK}避难点`, kind: 'emergency', unitId, position, indoor: true, capacity: 100 } })
  await test.call(duty, routes.openShelters, { body: { ...command(), shelterIds: [shelter.id], incidentId } })
  await test.call(duty, routes.admitToShelter, { params: { shelterId: shelter.id }, body: { ...command(), people: 9 } })
  const facility = await test.call(duty, routes.createFacility, { body: { ...command(), name: `${MARK}水库`, kind: 'reservoir', unitId, divisionCode: COUNTY_A, position } })
  const warehouse = await test.call(duty, routes.createWarehouse, { body: { ...command(), name: `${MARK}库`, mode: 'physical', unitId, position } })
  const item = await test.call(duty, routes.createItem, { body: { ...command(), code: '1010101', name: `${MARK}毯`, unit: '床' } })
  const lot = await test.call(duty, routes.receiveStock, { params: { warehouseId: warehouse.id }, body: { ...command(), itemId: item.id, quantity: 100, number: `${MARK}批`, document: `${MARK}单` } })
  await test.call(duty, routes.issueStock, { params: { warehouseId: warehouse.id }, body: { ...command(), lines: [{ itemId: item.id, quantity: 3 }], receiverUnitId: unitId, incidentId, papersLater: true, note: `${MARK}说明` } })
  await test.call(duty, routes.setMinimum, { params: { warehouseId: warehouse.id }, body: { ...command(), itemId: item.id, quantity: 500 } })
  return { teamId: team.id, equipmentId: equipment.id, shelterId: shelter.id, facilityId: facility.id, warehouseId: warehouse.id, itemId: item.id, lotId: lot.id }
}

/** Valid bodies of the commands on them, for a caller who may not. */
export function forceBodies(county: CountyForces & { unitId: string }): Partial<Record<RouteName, () => object>> {
  const position = { longitude: 120.95, latitude: 28.6 }
  const { unitId } = county
  return {
    updateTeam: () => ({ name: '某队', kind: 'water', capabilities: ['water-rescue'], unitId, strength: 2, status: 'active' }), setTeamReadiness: () => ({ readiness: 'resting' }), updateEquipment: () => ({ number: '1', name: '某艇', kind: 'boat', unitId, status: 'active' }), setEquipmentState: () => ({ state: 'damaged' }),
    updateShelter: () => ({ name: '某点', kind: 'emergency', unitId, position, indoor: true, capacity: 50, status: 'active' }), admitToShelter: () => ({ people: 1 }), leaveShelter: () => ({ people: 1 }), updateFacility: () => ({ name: '某库', kind: 'reservoir', unitId, divisionCode: COUNTY_A, position, status: 'active' }),
    updateWarehouse: () => ({ name: '某库', mode: 'physical', unitId, position, status: 'active' }), receiveStock: () => ({ itemId: county.itemId, quantity: 1 }), issueStock: () => ({ lines: [{ itemId: county.itemId, quantity: 1 }], receiverUnitId: unitId, document: 'CK1' }), setMinimum: () => ({ itemId: county.itemId, quantity: 1 }),
    scrapStock: () => ({ quantity: 1, document: 'BF1' }), countLot: () => ({ counted: 1, note: '盘点' }),
  }
}
