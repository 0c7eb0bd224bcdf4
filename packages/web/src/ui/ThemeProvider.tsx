import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { createContext, use, useLayoutEffect, useMemo } from 'react'
import type { ReactNode } from 'react'
import '../locales/i18n.ts'
import './tokens.css'
import './global.css'
import { palettes } from './palette.ts'
import type { Palette, ThemeMode } from './palette.ts'
import { buildTheme } from './theme.ts'
import { useReducedMotion } from './use-reduced-motion.ts'

const ThemeModeContext = createContext<ThemeMode>('light')

/** The look in force, and its colour values for drawing surfaces that cannot read CSS. */
export function usePalette(): { mode: ThemeMode; palette: Palette } {
  const mode = use(ThemeModeContext)
  return { mode, palette: palettes[mode] }
}

interface ThemeProviderProps {
  readonly mode: ThemeMode
  readonly children: ReactNode
}

/** Puts one look on antd, on our own style sheets (`data-theme` on the root element) and on the map. */
export function ThemeProvider({ mode, children }: ThemeProviderProps) {
  const motion = !useReducedMotion()
  const theme = useMemo(() => buildTheme(mode, motion), [mode, motion])
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = mode
  }, [mode])
  return (
    <ThemeModeContext value={mode}>
      <ConfigProvider theme={theme} locale={zhCN} button={{ autoInsertSpace: false }} componentSize="middle">
        <App component={false}>{children}</App>
      </ConfigProvider>
    </ThemeModeContext>
  )
}
