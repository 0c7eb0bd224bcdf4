import type { Equipment, EquipmentKind, FacilityKind, Team, TeamKind } from '@fengsui/contract/resources'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import type { ForceState } from './situation-layers.ts'

const teamSymbols: Readonly<Record<TeamKind, SymbolName>> = { comprehensive: 'force-team', fire: 'force-team', medical: 'force-medical', engineering: 'force-engineering', water: 'force-boat', utilities: 'force-power', militia: 'force-team', social: 'force-team' }
const equipmentSymbols: Readonly<Record<EquipmentKind, SymbolName>> = { boat: 'force-boat', pump: 'force-pump', generator: 'force-power', vehicle: 'force-truck', drone: 'force-drone', excavator: 'force-engineering', 'satellite-phone': 'force-comms', 'command-vehicle': 'force-command' }
const facilitySymbols: Readonly<Record<FacilityKind, SymbolName>> = { reservoir: 'facility-reservoir', sluice: 'facility-sluice', 'hazardous-site': 'facility-hazchem', hospital: 'facility-hospital', school: 'facility-school', 'nursing-home': 'facility-shelter', port: 'facility-port', 'scenic-area': 'facility-village' }

/** Symbols of resources, the same on lists, maps and forms. */
export const symbolOfTeam = (kind: TeamKind): SymbolName => teamSymbols[kind]
export const symbolOfEquipment = (kind: EquipmentKind): SymbolName => equipmentSymbols[kind]
export const symbolOfFacility = (kind: FacilityKind): SymbolName => facilitySymbols[kind]

/** How a team is painted on the map. */
export function stateOfTeam(readiness: Team['readiness']): ForceState {
  return readiness === 'committed' ? 'working' : readiness === 'unavailable' ? 'lost' : 'standby'
}

/** How a piece of equipment is painted on the map. */
export function stateOfEquipment(state: Equipment['state']): ForceState {
  return state === 'committed' ? 'working' : state === 'ready' ? 'standby' : 'lost'
}
