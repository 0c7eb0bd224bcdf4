import { disc, line, solid } from './symbol-parts.ts'
import type { SymbolDefinition } from './symbol-parts.ts'

const circle = (word: string, ...parts: SymbolDefinition['parts']): SymbolDefinition => ({ shape: 'circle', word, parts })

/** Rescue forces: circles. Solid = at work, outline = standing by, dashed ring = no contact. */
export const forceSymbols = {
  team: circle(
    '救援队伍',
    solid('M8 9.6a4 4 0 0 1 8 0h.8v1.3H7.2V9.600z'),
    solid('M9 11.800h6a3 3 0 0 1-6 0z'),
    solid('M5.8 18.400c.5-2.2 2-3.3 3.9-3.500L12 16.700l2.3-1.800c1.9.2 3.4 1.3 3.9 3.500z'),
  ),
  boat: circle(
    '冲锋舟',
    solid('M4.9 11.700h14.200l-2.3 4H7.300z'),
    solid('M8.5 7.400h4.700l2.1 3.200H8.500z'),
    line('M5.9 17.900c1-.8 2-.8 3.1 0s2 .8 3 0 2.1-.8 3.1 0 2 .8 3 0', 1.4),
  ),
  pump: circle(
    '排涝泵车',
    solid('M5.2 9h8.300v5.800H5.200zM14.3 10.800h2.500l2 2.200v1.800h-4.500z'),
    solid(disc(8, 16.3, 1.6)),
    solid(disc(15.8, 16.3, 1.6)),
    line('M9.3 7.300c0-1.7 3-1.7 3.2-.1', 1.4),
  ),
  medical: circle('医疗救护', solid('M10.2 6h3.600v4.200H18v3.600h-4.200V18h-3.600v-4.200H6v-3.600h4.200z')),
  engineering: circle(
    '工程机械',
    line('M6.8 16.900h6.8', 3),
    solid('M6.3 10h2.800V8.100h3.600v6.200H6.300z'),
    line('m13.3 10.7 3-3.3 2 3.8', 1.5),
    solid('M16.3 11.400h3l-.8 3h-2.400z'),
  ),
  truck: circle(
    '运输车辆',
    solid('M4.9 8.400h8.600v6.600H4.900zM14.3 10.400h2.600l2.2 2.600v2h-4.800z'),
    solid(disc(8, 16.4, 1.6)),
    solid(disc(15.9, 16.4, 1.6)),
  ),
  drone: circle(
    '无人机',
    line(`${disc(7.9, 8.4, 1.9)}${disc(16.1, 8.4, 1.9)}${disc(7.9, 15.6, 1.9)}${disc(16.1, 15.6, 1.9)}`, 1.3),
    line('m9.3 9.7 5.4 4.600m0-4.6-5.4 4.6', 1.3),
    solid('M10.5 10.500h3v3h-3z'),
  ),
  command: circle('现场指挥', line('M9 18V6.2', 1.6), solid('M9 6.400h8.200l-2.2 3 2.2 3H9z')),
  power: circle('应急电源', solid('M13.5 4.9 7 13.300h4.100l-1 5.900L17 10.700h-4.300z')),
  comms: circle(
    '应急通信',
    solid(disc(12, 9.4, 1.5)),
    line('m8.7 18.3 3.3-8.1 3.3 8.100M9.9 15.400h4.2', 1.4),
    line('M9 12.100a4 4 0 0 1 0-5.500M15 12.100a4 4 0 0 0 0-5.5', 1.4),
  ),
} as const satisfies Record<string, SymbolDefinition>
