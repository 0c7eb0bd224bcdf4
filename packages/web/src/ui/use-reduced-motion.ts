import { createMediaHook } from './use-media.ts'

/** Whether the person asked the system for less movement. */
export const useReducedMotion = createMediaHook('(prefers-reduced-motion: reduce)')
