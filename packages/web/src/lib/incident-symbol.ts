import type { SymbolName } from '../ui/symbols/symbols.ts'

/** Longest prefix first; codes in the manner of GB/T 35561. */
const byPrefix: readonly (readonly [prefix: string, symbol: SymbolName])[] = [
  ['11B01', 'hazard-typhoon'],
  ['11B03', 'hazard-rain'],
  ['11E02', 'hazard-flood'],
  ['12A', 'hazard-collapse'],
  ['12B', 'hazard-collapse'],
  ['12C', 'hazard-collapse'],
  ['12D', 'hazard-hazchemLeak'],
  ['12G', 'hazard-fire'],
  ['12H', 'hazard-roadblock'],
  ['12P', 'hazard-blackout'],
  ['12Q', 'hazard-hazchemLeak'],
  ['11A', 'hazard-flood'],
  ['11B', 'hazard-rain'],
  ['11C', 'hazard-earthquake'],
  ['11D', 'hazard-landslide'],
  ['11G', 'hazard-fire'],
]

/** The hazard symbol of an incident or signal type; the plain danger mark for types without their own. */
export function findIncidentSymbol(typeCode: string): SymbolName {
  return byPrefix.find(([prefix]) => typeCode.startsWith(prefix))?.[1] ?? 'hazard-incident'
}
