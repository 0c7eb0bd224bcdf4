import { NOW, type FormValue } from '@fengsui/contract/disaster-statistics'

/** Figures of one place, all invented. Those that have a present value give it second. */
export interface DemoFigures {
  readonly affected: number
  readonly dead?: number
  readonly missing?: number
  readonly injured?: readonly [all: number, seriously: number]
  readonly avoided: number
  readonly resettled: readonly [central: number, scattered: number]
  readonly sites: number
  readonly aid: number
  readonly collapsed?: readonly [rooms: number, homes: number, households: number]
  readonly severe?: readonly [rooms: number, homes: number, households: number]
  readonly slight?: readonly [rooms: number, homes: number, households: number]
  readonly crops: readonly [affected: number, grain: number, serious: number, lost: number]
  readonly roadKm: number
  readonly lossWan: readonly [homes: number, farming: number, trade: number, infrastructure: number, services: number, other: number]
}

/** The figures as values of A01; parts and wholes agree by construction. */
export function demoValues(figures: DemoFigures): Record<string, FormValue> {
  const { injured = [0, 0], collapsed = [0, 0, 0], severe = [0, 0, 0], slight = [0, 0, 0] } = figures
  const [central, scattered] = figures.resettled
  const [crops, grain, serious, lost] = figures.crops
  const money = (value: number): number => Math.round(value * 100) / 100
  const stillOut = Math.floor(central * 0.7)
  return {
    A01006: 0, A01007: figures.affected, A01008: figures.dead ?? 0, A01009: figures.missing ?? 0, A01010: injured[0], A01011: injured[1], A01012: figures.avoided,
    A01013: central + scattered, [`A01013${NOW}`]: stillOut + Math.floor(scattered * 0.5), A01014: central, [`A01014${NOW}`]: stillOut, A01015: scattered, A01016: figures.sites, [`A01016${NOW}`]: Math.min(figures.sites, stillOut), A01017: figures.aid, [`A01017${NOW}`]: figures.aid,
    A01021: collapsed[0], A01022: collapsed[1], A01023: collapsed[2], A01024: severe[0], A01025: severe[1], A01026: severe[2], A01027: slight[0], A01028: slight[1], A01029: slight[2],
    A01030: crops, A01031: grain, A01032: serious, A01033: money(serious / 2), A01034: lost, A01035: money(lost / 2), A01047: figures.roadKm,
    A01058: money(figures.lossWan.reduce((sum, part) => sum + part, 0)), A01059: figures.lossWan[0], A01060: figures.lossWan[1], A01061: figures.lossWan[2], A01062: figures.lossWan[3], A01063: figures.lossWan[4], A01064: figures.lossWan[5],
  }
}

/** Villages and towns of 演示县 on the night, first as first reported and then as followed up. */
export const demoPlaces = {
  岭下村: { code: '331099101201', town: '331099101000', figures: { affected: 186, dead: 2, injured: [1, 1], avoided: 96, resettled: [38, 14], sites: 1, aid: 40, collapsed: [6, 4, 1], severe: [9, 8, 3], slight: [14, 12, 5], crops: [8.6, 6, 5.2, 1.4], roadKm: 1.2, lossWan: [86, 22.5, 0, 45, 0, 3] } },
  岭上村: { code: '331099101202', town: '331099101000', figures: { affected: 240, avoided: 110, resettled: [20, 16], sites: 1, aid: 35, severe: [4, 3, 1], slight: [10, 8, 4], crops: [12.4, 9.2, 6, 2], roadKm: 0.8, lossWan: [24, 31.2, 0, 18, 0, 0] } },
  乙村: { code: '331099102201', town: '331099102000', figures: { affected: 322, missing: 3, injured: [2, 0], avoided: 140, resettled: [52, 20], sites: 1, aid: 60, collapsed: [9, 7, 3], severe: [12, 10, 4], slight: [20, 16, 8], crops: [15.8, 10, 9.4, 3.2], roadKm: 2.4, lossWan: [132, 40.6, 0, 88, 2, 4] } },
} as const satisfies Record<string, { code: string; town: string; figures: DemoFigures }>

export const demoTowns = {
  城关街道: { code: '331099001000', figures: { affected: 5820, avoided: 2100, resettled: [420, 180], sites: 3, aid: 900, slight: [66, 58, 30], crops: [24, 12, 10, 2.6], roadKm: 4.2, lossWan: [310, 68, 420, 560, 96, 40] } },
  甲镇: { code: '331099101000', figures: { affected: 3460, dead: 2, injured: [4, 1], avoided: 1680, resettled: [310, 140], sites: 4, aid: 620, collapsed: [14, 10, 4], severe: [36, 30, 12], slight: [88, 74, 36], crops: [186.5, 120, 92, 28], roadKm: 9.6, lossWan: [640, 512.4, 86, 780, 54, 22] } },
  乙镇: { code: '331099102000', figures: { affected: 4105, missing: 3, injured: [3, 0], avoided: 1920, resettled: [366, 150], sites: 4, aid: 710, collapsed: [18, 13, 6], severe: [42, 35, 15], slight: [104, 90, 44], crops: [204.2, 138, 101, 34.6], roadKm: 12.8, lossWan: [820, 604.8, 120, 1130, 75, 30] } },
  丙镇: { code: '331099103000', figures: { affected: 1240, avoided: 860, resettled: [80, 60], sites: 2, aid: 150, slight: [22, 18, 10], crops: [66.3, 48, 20, 4], roadKm: 2.1, lossWan: [64, 142.6, 12, 96, 8, 0] } },
  丁镇: { code: '331099104000', figures: { affected: 2030, injured: [1, 0], avoided: 1010, resettled: [120, 96], sites: 2, aid: 280, severe: [8, 6, 3], slight: [38, 30, 16], crops: [98.6, 70, 44, 9.8], roadKm: 5.4, lossWan: [156, 236.2, 30, 312, 18, 6] } },
  戊乡: { code: '331099201000', figures: { affected: 760, avoided: 540, resettled: [36, 44], sites: 1, aid: 90, slight: [12, 10, 6], crops: [42.1, 30, 16, 3.2], roadKm: 3.3, lossWan: [30, 88.4, 0, 140, 4, 0] } },
} as const satisfies Record<string, { code: string; figures: DemoFigures }>

/** Rows of the list of the dead and missing: names are invented and look it; two of the missing are not identified yet. */
export const demoLost: readonly { readonly code: string; readonly figures: { readonly D01007: 1 | 2; readonly D01010: readonly number[] }; readonly personal: Readonly<Record<string, string | number>> }[] = [
  { code: '331099101201', figures: { D01007: 1, D01010: [4, 7] }, personal: { D01001: '高某癸亥', D01002: 1, D01003: 63, D01004: '汉族', D01005: '演示县甲镇岭下村', D01008: '演示县甲镇岭下村', D01019: '山体滑坡掩埋住房' } },
  { code: '331099101201', figures: { D01007: 1, D01010: [4, 7] }, personal: { D01001: '高某癸戌', D01002: 2, D01003: 60, D01004: '汉族', D01005: '演示县甲镇岭下村', D01008: '演示县甲镇岭下村', D01019: '山体滑坡掩埋住房' } },
  { code: '331099102201', figures: { D01007: 2, D01010: [4] }, personal: { D01001: '高某癸酉', D01002: 1, D01003: 47, D01008: '演示县乙镇乙村' } },
  { code: '331099102201', figures: { D01007: 2, D01010: [4] }, personal: {} },
  { code: '331099102201', figures: { D01007: 2, D01010: [4] }, personal: {} },
]
