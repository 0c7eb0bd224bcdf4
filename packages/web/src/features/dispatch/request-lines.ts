import type { Capability, EquipmentKind } from '@fengsui/contract/resources'

/** A line of the form while it is written. */
export interface LineDraft {
  readonly kind: 'team' | 'equipment' | 'goods'
  readonly capability: Capability | null
  readonly equipmentKind: EquipmentKind | null
  readonly itemId: string | null
  readonly quantity: number | null
}

export const emptyLine: LineDraft = { kind: 'team', capability: null, equipmentKind: null, itemId: null, quantity: null }

const equipmentWords: readonly (readonly [RegExp, EquipmentKind])[] = [[/舟|艇|船/, 'boat'], [/泵/, 'pump'], [/发电/, 'generator'], [/无人机/, 'drone'], [/挖掘|装载机/, 'excavator'], [/卫星电话/, 'satellite-phone'], [/指挥车/, 'command-vehicle'], [/车/, 'vehicle']]
const teamWords: readonly (readonly [RegExp, Capability])[] = [[/水上|救生/, 'water-rescue'], [/医/, 'medical'], [/电力/, 'power'], [/通信/, 'communications'], [/道路|抢通/, 'road-clearing'], [/堤|抢险/, 'dike'], [/排涝|排水/, 'drainage'], [/危化/, 'hazmat'], [/转移/, 'evacuation'], [/饮食|炊事/, 'feeding'], [/队|搜救|救援|人员/, 'search']]

/** Reads what a demand of a plan most likely asks for; the officer checks it before sending. */
export function guessLine(demand: { readonly item: string; readonly quantity: number; readonly unit: string }, items: readonly { readonly id: string; readonly name: string }[]): LineDraft {
  const line = { ...emptyLine, quantity: demand.quantity }
  const item = items.find(({ name }) => name === demand.item) ?? items.find(({ name }) => name.includes(demand.item) || demand.item.includes(name))
  if (item !== undefined) return { ...line, kind: 'goods', itemId: item.id }
  const people = demand.unit === '人' || demand.unit === '支' || demand.unit === '队'
  const equipment = people ? undefined : equipmentWords.find(([pattern]) => pattern.test(demand.item))
  if (equipment !== undefined) return { ...line, kind: 'equipment', equipmentKind: equipment[1] }
  const team = teamWords.find(([pattern]) => pattern.test(demand.item))
  return team === undefined ? { ...line, kind: 'goods' } : { ...line, kind: 'team', capability: team[1] }
}

/** The line as the command takes it: only what belongs to its kind. */
export function toLineInput(line: LineDraft) {
  return {
    kind: line.kind, quantity: line.quantity ?? Number.NaN,
    capability: line.kind === 'team' ? line.capability : null, equipmentKind: line.kind === 'equipment' ? line.equipmentKind : null, itemId: line.kind === 'goods' ? line.itemId : null,
  }
}
