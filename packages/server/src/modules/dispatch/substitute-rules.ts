import type { Capability, EquipmentKind } from '@fengsui/contract/resources'

/** Who can step in where a capability runs out, and what to mind. Platform default; the decider chooses. */
export const capabilitySubstitutes: Partial<Record<Capability, readonly { capability: Capability; why: string }[]>> = {
  'water-rescue': [{ capability: 'search', why: '搜索营救队伍可配舟艇转移受困群众，须先确认有水上作业资格' }],
  evacuation: [{ capability: 'search', why: '搜索营救队伍可协助转移群众' }],
  search: [{ capability: 'evacuation', why: '可承担外围搜寻和转运，不进入废墟' }],
  'road-clearing': [{ capability: 'dike', why: '堤防抢护队伍有挖掘、装载机械，可抢通道路' }],
  dike: [{ capability: 'road-clearing', why: '道路抢通队伍有挖掘、装载机械，可抢护堤防' }],
  drainage: [{ capability: 'dike', why: '堤防抢护队伍常备水泵，可协助排涝' }],
}

export const equipmentSubstitutes: Partial<Record<EquipmentKind, readonly { kind: EquipmentKind; why: string }[]>> = {
  'satellite-phone': [{ kind: 'command-vehicle', why: '指挥车带卫星通信' }],
  'command-vehicle': [{ kind: 'satellite-phone', why: '卫星电话可保最低限度联络' }],
}

/** Goods that serve the same need, by words in their names. */
const goodsGroups: readonly { words: readonly string[]; why: string }[] = [
  { words: ['毛毯', '毛巾被', '棉被', '被子', '棉大衣', '睡袋'], why: '同为御寒寝具' },
  { words: ['方便面', '压缩饼干', '饼干', '自热', '面包', '八宝粥'], why: '同为即食食品' },
  { words: ['矿泉水', '饮用水', '纯净水', '瓶装水', '桶装水'], why: '同为饮用水' },
  { words: ['编织袋', '麻袋', '吸水膨胀袋', '防汛沙袋', '沙袋'], why: '同为堵漏挡水物料' },
  { words: ['折叠床', '行军床', '睡垫', '防潮垫', '凉席'], why: '同为安置铺具' },
  { words: ['手电', '头灯', '强光灯', '应急灯', '照明灯'], why: '同为照明器材' },
]

/** What the name's group says, or null where nothing stands in for it. */
export function goodsSubstitutes(name: string): { words: readonly string[]; why: string } | null {
  return goodsGroups.find(({ words }) => words.some((word) => name.includes(word))) ?? null
}
