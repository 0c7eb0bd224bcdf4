import { disc, line, solid } from './symbol-parts.ts'
import type { SymbolDefinition } from './symbol-parts.ts'

const diamond = (word: string, ...parts: SymbolDefinition['parts']): SymbolDefinition => ({ shape: 'diamond', word, parts })

/** Dangers and incidents: diamonds. */
export const hazardSymbols = {
  incident: diamond('险情', solid('M10.8 6h2.4l-.5 7.4h-1.4z'), solid(disc(12, 16.3, 1.5))),
  landslide: diamond(
    '滑坡',
    solid('M17.6 16.8V8.6L6.6 16.8z'),
    solid(disc(7.6, 12.6, 1.2)),
    solid(disc(10.4, 9.6, 1.6)),
    solid(disc(13.6, 6.9, 1.2)),
  ),
  flood: diamond(
    '洪水内涝',
    solid('M12 5 6.9 9.5h1.6v3h7v-3h1.6z'),
    line('M5.8 14.6c1-.9 2-.9 3.1 0s2.1.9 3.1 0 2.1-.9 3.1 0 2.1.9 3.1 0'),
    line('M8.3 17.6c.9-.8 1.7-.8 2.5 0s1.7.8 2.5 0 1.6-.8 2.4 0'),
  ),
  typhoon: diamond(
    '台风',
    solid(`M16.2 12.2c0 4-2.6 6.3-6 7.1 1.7-1.2 2.4-2.2 2.6-3.2A4.2 4.2 0 0 1 7.8 11.800c0-4 2.6-6.3 6-7.1-1.7 1.2-2.4 2.2-2.6 3.200a4.2 4.2 0 0 1 5 4.300z${disc(12, 12, 1.7)}`),
  ),
  rain: diamond(
    '暴雨',
    solid('M8.3 13a2.5 2.5 0 0 1-.3-5A4.2 4.2 0 0 1 16 7.700a2.7 2.7 0 0 1-.4 5.300z'),
    line('M9.2 15l-.9 2.200M12.4 15l-1.2 3M15.6 15l-.9 2.2', 1.4),
  ),
  fire: diamond(
    '火灾',
    solid('M12.5 4.600c.4 2.5 4 4.1 4 8a4.5 4.5 0 0 1-9 0c0-1.7.8-2.9 1.8-3.9.2 1 .6 1.7 1.3 2 .3-2.4.5-4.3 1.9-6.100zM12 12.400c-1 .9-1.6 1.6-1.6 2.500a1.6 1.6 0 0 0 3.2 0c0-.9-.6-1.6-1.6-2.500z'),
  ),
  collapse: diamond(
    '房屋倒塌',
    solid('M11.5 6 6 10.900h1.500v5.900h3.100l1.1-2.4-1.5-2.2 1.9-2.200z'),
    solid('m13.6 7.3-.5 2.9 1.4 2-1.5 2.3.9 2.300h2.700v-5.900h1.500z'),
  ),
  trapped: diamond(
    '人员被困',
    solid(disc(12, 7.5, 2)),
    line('m7.3 8.6 3.3 3.100h2.800l3.3-3.1', 1.7),
    solid('M10.3 11h3.400v4.300h-3.400z'),
    line('M7 17.300c.9-.8 1.7-.8 2.5 0s1.7.8 2.5 0 1.7-.8 2.5 0 1.7.8 2.5 0', 1.4),
  ),
  roadblock: diamond(
    '道路中断',
    solid('M9.6 6.3 6.9 17.200h2.800l.7-3.3 1.9-1.7-1.1-2 .9-1.6.1-2.300z'),
    solid('m13.9 6.3 3.2 10.900h-2.800l-.8-3.7.9-1.5-1.3-1.9.3-3.800z'),
  ),
  dike: diamond(
    '堤坝险情',
    solid('M12.6 8.200h2.300l3 8.600H9.600z'),
    line('M5.5 10.800c.9-.8 1.8-.8 2.6 0s1.4.8 2 .2M5.2 13.800c.9-.8 1.8-.8 2.6 0s1.3.7 1.7.3', 1.4),
  ),
  blackout: diamond('断电断网', solid('M13 5.5 8.6 12.300h3l-.9 5.8 4.7-7.200h-3.100z'), line('M6.7 8.200l10 8.6', 1.2)),
  hazchemLeak: diamond(
    '危化品泄漏',
    solid('M10.3 5.600h3.400v1.500h-.6v2.500l3.5 5.900a1.2 1.2 0 0 1-1 1.800H8.400a1.2 1.2 0 0 1-1-1.800l3.5-5.900V7.100h-.6zM12 11.200l-2.3 4h4.600z'),
  ),
  earthquake: diamond('地震', line('M5.3 12h2.600l1.3-4 2.3 8 2-10 1.7 7.8.8-1.800h2.7', 1.5)),
} as const satisfies Record<string, SymbolDefinition>
