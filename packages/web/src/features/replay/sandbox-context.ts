import type { Sandbox } from '@fengsui/contract/sandboxes'
import { createContext, use } from 'react'

export const SandboxContext = createContext<Sandbox | null>(null)

/** The replay that the frame above shows, as far as it is now. @throws Error outside a `ReplayFrame` */
export function useSandbox(): Sandbox {
  const sandbox = use(SandboxContext)
  if (sandbox === null) throw new Error('useSandbox needs a ReplayFrame above it')
  return sandbox
}
