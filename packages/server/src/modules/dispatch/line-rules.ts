import type { RequestLine } from '@fengsui/contract/dispatch'
import { capabilities, equipmentKinds, type Capability, type EquipmentKind } from '@fengsui/contract/resources'

/** Measure words of equipment; others are counted in 台. */
const measureWords: Partial<Record<EquipmentKind, string>> = { boat: '艘', vehicle: '辆', drone: '架', 'satellite-phone': '部', 'command-vehicle': '辆' }

export function equipmentUnit(kind: EquipmentKind): string {
  return measureWords[kind] ?? '台'
}

interface LineInput { kind: 'team' | 'equipment' | 'goods'; capability: Capability | null; equipmentKind: EquipmentKind | null; itemId: string | null; quantity: number }

/** A line as it is kept: named after what is asked for, keys `1`, `2`, … in the order written. Null for goods that are not in the catalogue. */
export function toLine(input: LineInput, index: number, item: { name: string; unit: string } | null): RequestLine | null {
  const rest = { key: String(index + 1), kind: input.kind, quantity: input.quantity, filled: 0, arrived: 0, capability: null, equipmentKind: null, itemId: null }
  if (input.kind === 'team') return input.capability === null ? null : { ...rest, capability: input.capability, name: `${capabilities[input.capability]}队伍`, unit: '人' }
  if (input.kind === 'equipment') return input.equipmentKind === null ? null : { ...rest, equipmentKind: input.equipmentKind, name: equipmentKinds[input.equipmentKind], unit: equipmentUnit(input.equipmentKind) }
  return input.itemId === null || item === null ? null : { ...rest, itemId: input.itemId, name: item.name, unit: item.unit }
}
