import { createContext, use, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { ThemeProvider } from '../ui/ThemeProvider.tsx'
import type { ThemeMode } from '../ui/palette.ts'

const storageKey = 'fengsui:theme'

interface Choice {
  readonly mode: ThemeMode
  readonly toggle: () => void
}

const ChoiceContext = createContext<Choice | null>(null)

function readMode(): ThemeMode {
  try {
    const stored = window.localStorage.getItem(storageKey)
    if (stored === 'dark' || stored === 'light') return stored
  } catch {
    // Storage is forbidden: the system's preference decides.
  }
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Day and night look, kept for this browser. */
export function ThemeChoice({ children }: { readonly children: ReactNode }) {
  const [mode, setMode] = useState(readMode)
  const toggle = useCallback(() => {
    setMode((before) => {
      const next = before === 'dark' ? 'light' : 'dark'
      try {
        window.localStorage.setItem(storageKey, next)
      } catch {
        // Storage is forbidden: the choice holds until the page is closed.
      }
      return next
    })
  }, [])
  const value = useMemo(() => ({ mode, toggle }), [mode, toggle])
  return (
    <ChoiceContext value={value}>
      <ThemeProvider mode={mode}>{children}</ThemeProvider>
    </ChoiceContext>
  )
}

/** The look in force and the switch. @throws Error outside ThemeChoice */
export function useThemeChoice(): Choice {
  const choice = use(ChoiceContext)
  if (choice === null) throw new Error('useThemeChoice needs a ThemeChoice above it')
  return choice
}
