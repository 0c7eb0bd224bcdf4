import { createMediaHook } from '../use-media.ts'

/** Whether the window is phone-wide; the style sheets use the same 639 px. */
export const useNarrow = createMediaHook('(max-width: 639px)')

/** Whether the window is the wall of a command centre: what takes turns on a desk stands side by side. The style sheets use the same 2200 px. */
export const useWide = createMediaHook('(min-width: 2200px)')
