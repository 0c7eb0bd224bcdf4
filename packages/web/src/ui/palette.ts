/** The two looks of the desk: by day, and the night shift. */
export type ThemeMode = 'light' | 'dark'

/**
 * Colour values shared by the antd theme and by the map canvas, which cannot read CSS custom properties.
 * `tokens.css` repeats them for style sheets; a test keeps the two equal.
 */
export interface Palette {
  readonly ground: string
  readonly surface: string
  readonly surface2: string
  readonly surface3: string
  readonly line: string
  readonly line2: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly ink4: string
  readonly accent: string
  readonly accentHover: string
  readonly accentPress: string
  readonly onAccent: string
  readonly accentSoft: string
  readonly accentSoft2: string
  readonly accentLine: string
  readonly facility: string
  readonly onFacility: string
  readonly drill: string
  readonly mapSea: string
  readonly mapLand: string
  readonly mapFar: string
  readonly mapWater: string
  readonly mapCoast: string
  readonly mapInner: string
  readonly mapOuter: string
  readonly mapHalo: string
  readonly mapLabel: string
  readonly mapWaterLabel: string
}

export const palettes: Readonly<Record<ThemeMode, Palette>> = {
  light: {
    ground: '#f2f4f7',
    surface: '#ffffff',
    surface2: '#f7f8fa',
    surface3: '#eaedf1',
    line: '#e1e5ea',
    line2: '#cbd2db',
    ink: '#18212f',
    ink2: '#465263',
    ink3: '#5b687a',
    ink4: '#8b96a5',
    accent: '#1f4e8c',
    accentHover: '#193f73',
    accentPress: '#12315b',
    onAccent: '#ffffff',
    accentSoft: '#e9eff7',
    accentSoft2: '#d6e2f0',
    accentLine: '#a8bedb',
    facility: '#5b6b80',
    onFacility: '#ffffff',
    drill: '#6b3fa8',
    mapSea: '#d3dfea',
    mapLand: '#f8f8f5',
    mapFar: '#e9eae7',
    mapWater: '#bfd3e6',
    mapCoast: '#98abbf',
    mapInner: '#a4adb9',
    mapOuter: '#75818f',
    mapHalo: '#ffffff',
    mapLabel: '#3d4857',
    mapWaterLabel: '#54799f',
  },
  dark: {
    ground: '#0b1118',
    surface: '#131c27',
    surface2: '#182330',
    surface3: '#22303f',
    line: '#243242',
    line2: '#37485c',
    ink: '#e8edf3',
    ink2: '#b3bfcd',
    ink3: '#8d9bad',
    ink4: '#5d6b7c',
    accent: '#7fb0ee',
    accentHover: '#9cc3f4',
    accentPress: '#b7d4f8',
    onAccent: '#0b1624',
    accentSoft: '#18293e',
    accentSoft2: '#20385a',
    accentLine: '#345582',
    facility: '#7a8ca3',
    onFacility: '#0f1822',
    drill: '#a583dd',
    mapSea: '#0a121b',
    mapLand: '#223040',
    mapFar: '#1b2632',
    mapWater: '#12283d',
    mapCoast: '#5d7d9e',
    mapInner: '#526579',
    mapOuter: '#7488a0',
    mapHalo: '#121c27',
    mapLabel: '#c5d0dd',
    mapWaterLabel: '#86a9cd',
  },
}

/** System CJK faces first: nothing is fetched, so text never waits for a font. */
export const fontFamily =
  '"Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", system-ui, sans-serif'

