import { theme as antdTheme } from 'antd'
import type { MappingAlgorithm, ThemeConfig } from 'antd'
import { fontFamily, palettes } from './palette.ts'
import type { ThemeMode } from './palette.ts'

/** antd's dark algorithm mutes every seed colour; ours are chosen for each look and measured for contrast. */
const keepSeedColours: MappingAlgorithm = (seed, map) => ({
  ...(map ?? antdTheme.defaultAlgorithm(seed)),
  colorPrimary: seed.colorPrimary,
  colorInfo: seed.colorInfo,
  colorSuccess: seed.colorSuccess,
  colorWarning: seed.colorWarning,
  colorError: seed.colorError,
  colorLink: seed.colorLink,
})

/**
 * The antd tokens, set once. Red, orange, yellow and blue belong to warning levels and clocks, so antd's
 * "error" and "warning" wear ink and "success" and "info" the accent: shape and words tell them apart.
 * @param motion false for people who asked their system for less movement
 */
export function buildTheme(mode: ThemeMode, motion: boolean): ThemeConfig {
  const p = palettes[mode]
  return {
    algorithm: [mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm, keepSeedColours],
    token: {
      fontFamily,
      fontSize: 14,
      fontSizeSM: 12,
      fontWeightStrong: 600,
      borderRadius: 6,
      borderRadiusSM: 6,
      borderRadiusXS: 3,
      borderRadiusLG: 6,
      sizeUnit: 4,
      wireframe: false,
      motion,
      motionUnit: 0.06,
      colorPrimary: p.accent,
      colorPrimaryHover: p.accentHover,
      colorPrimaryActive: p.accentPress,
      colorPrimaryBg: p.accentSoft,
      colorPrimaryBgHover: p.accentSoft2,
      colorPrimaryBorder: p.accentLine,
      colorTextLightSolid: p.onAccent,
      colorInfo: p.accent,
      colorSuccess: p.accent,
      colorWarning: p.ink2,
      colorError: p.ink,
      colorLink: p.accent,
      colorLinkHover: p.accentHover,
      colorText: p.ink,
      colorTextSecondary: p.ink2,
      colorTextTertiary: p.ink3,
      colorTextDescription: p.ink3,
      colorTextPlaceholder: p.ink3,
      colorTextDisabled: p.ink4,
      colorBgBase: p.surface,
      colorBgLayout: p.ground,
      colorBgContainer: p.surface,
      colorBgElevated: p.surface,
      colorBgTextHover: p.surface3,
      colorFillAlter: p.surface2,
      colorFillContent: p.surface3,
      colorFillSecondary: p.surface3,
      colorFillTertiary: p.surface2,
      colorFillQuaternary: p.surface2,
      colorBorder: p.line2,
      colorBorderDisabled: p.line,
      colorBgContainerDisabled: p.surface2,
      colorBorderSecondary: p.line,
      controlHeight: 32,
      controlHeightSM: 28,
      controlHeightXS: 24,
      controlHeightLG: 40,
      controlItemBgHover: p.surface2,
      controlItemBgActive: p.accentSoft,
      controlOutlineWidth: 2,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 400,
        paddingInline: 12,
        paddingInlineSM: 8,
        contentFontSizeSM: 13,
        dangerColor: p.surface,
      },
      Table: {
        headerBg: p.surface,
        headerColor: p.ink3,
        headerSplitColor: 'transparent',
        headerBorderRadius: 0,
        rowHoverBg: p.surface2,
        rowSelectedBg: p.accentSoft,
        rowSelectedHoverBg: p.accentSoft,
        borderColor: p.line,
        cellFontSizeSM: 13,
        cellPaddingBlockSM: 4,
        cellPaddingInlineSM: 8,
      },
      Input: { activeShadow: `0 0 0 2px ${p.accentSoft2}` },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? p.surface3 : p.ink, colorTextLightSolid: '#ffffff' },
      Modal: { titleFontSize: 16 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  }
}
