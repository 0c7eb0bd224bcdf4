import { disc, line, solid } from './symbol-parts.ts'
import type { SymbolDefinition } from './symbol-parts.ts'

const square = (word: string, ...parts: SymbolDefinition['parts']): SymbolDefinition => ({ shape: 'square', word, parts })

/** Facilities and places: rounded squares. */
export const facilitySymbols = {
  shelter: square('避难场所', solid('M12 5.6 4.5 18.400h5.200L12 13.300l2.3 5.100h5.200z'), line('M12 6V4.3', 1.3)),
  warehouse: square(
    '物资仓库',
    solid('M4.5 10 12 5.3 19.5 10v8.700h-2.300v-7.100H6.800v7.100H4.500z'),
    solid('M8.3 13h7.400v2.300H8.300zM8.3 16.400h7.400v2.300H8.300z'),
  ),
  reservoir: square(
    '水库',
    solid('M14.6 5.200h2.300l3.2 13.600h-5.500z'),
    line('M4.4 9.600c1.4-1.1 2.6-1.1 4 0s2.6 1.1 4 0M4.4 13.300c1.4-1.1 2.6-1.1 4 0s2.6 1.1 4 0M4.4 17c1.4-1.1 2.6-1.1 4 0s2.6 1.1 4 0'),
  ),
  sluice: square(
    '水闸',
    solid('M4.5 5.200h15v1.900h-15zM5.3 7h1.900v8.100H5.300zM16.8 7h1.900v8.100h-1.900zM8.5 9.700h7v4.200h-7zM11.2 7h1.600v2.900h-1.600z'),
    line('M4.6 17.600c1.2-1 2.5-1 3.7 0s2.5 1 3.7 0 2.5-1 3.7 0 2.5 1 3.7 0'),
  ),
  hospital: square('医院', solid('M6.2 5.600h3v4.900h5.600V5.600h3v12.800h-3v-5.100H9.200v5.100h-3z')),
  hazchem: square(
    '危化企业',
    solid('M4.7 8.500c0-1.3 1.9-2.3 4.3-2.300s4.3 1 4.3 2.300v9.600H4.700zM14.7 12.200c0-1.1 1-1.9 2.3-1.900s2.3.8 2.3 1.900v5.900h-4.600zM6.3 11.300h5.400v1.300H6.300z'),
  ),
  camera: square(
    '视频监控',
    solid('m6.4 6.2 12 3.3-1.4 5.2-10.9-3z'),
    solid('m18.8 11 1.5.4-.7 2.6-1.5-.4z'),
    solid('M9.3 13.600h2v2.300H8.200v2.600H5v-1.900h1.300v-1.300h3z'),
  ),
  gauge: square(
    '水雨情站',
    solid('M5 4.800h5.400v14.400H5zM6.5 7v1.300h1.700V7zM6.5 10.100v1.300h1.700v-1.300zM6.5 13.200v1.300h1.700v-1.300zM6.5 16.200v1.300h1.700v-1.300z'),
    solid('M15.7 6.200c2 2.6 3.1 4.3 3.1 5.800a3.1 3.1 0 0 1-6.2 0c0-1.5 1.1-3.2 3.1-5.800z'),
    line('M12.4 18c1.1-.9 2.2-.9 3.3 0s2.2.9 3.3 0', 1.3),
  ),
  school: square('学校', solid('M12 5.8 3.7 10 12 14.2 20.3 10z'), solid('M7 13.200v3.300c1.3 1.3 3 2 5 2s3.7-.7 5-2v-3.300l-5 2.500z')),
  port: square(
    '渔港码头',
    line(disc(12, 6.7, 1.7), 1.6),
    line('M12 8.600v10M8.8 11.200h6.400M5.3 13.300c.7 3.4 3.2 5.3 6.7 5.300s6-1.9 6.7-5.3', 1.6),
  ),
  basestation: square(
    '通信基站',
    solid(disc(12, 8.6, 1.5)),
    line('m8.1 19.2 3.9-9.7 3.9 9.700M9.5 15.700h5', 1.5),
    line('M8.7 11.500a4.3 4.3 0 0 1 0-5.700M15.3 11.500a4.3 4.3 0 0 0 0-5.7', 1.5),
  ),
  substation: square('供电设施', solid('M13.6 4.5 6.4 13.200h4.300l-1 6.3 7.9-9.300h-4.800z')),
  loudspeaker: square(
    '应急广播',
    solid('M4.9 9.700H8l5.5-4v12.600l-5.5-4H4.900z'),
    line('M15.7 9.200c1.5 1.7 1.5 3.9 0 5.600M17.9 7.100c2.6 2.9 2.6 6.9 0 9.8', 1.4),
  ),
  village: square('村、社区', solid('M12 4.8 4 11.300h2.100v7.500h4.400v-4.400h3v4.400h4.400v-7.500H20z')),
  commandCentre: square('指挥中心', line('M8.3 19V5.2', 1.7), solid('M8.3 5.400h9.400l-2.5 3.4 2.5 3.400H8.300z')),
} as const satisfies Record<string, SymbolDefinition>
