import type { Permission } from '@fengsui/contract/kernel'
import { useApiBase } from './api-base.tsx'
import { useCan } from './session.tsx'

/** Whether a command may be offered here: the account may, and this is not a replay that one only watches. */
export function useMay(permission: Permission): boolean {
  const can = useCan(permission)
  return !useApiBase().readOnly && can
}
