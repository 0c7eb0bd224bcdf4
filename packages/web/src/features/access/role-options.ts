import { permissionNames, roles } from '@fengsui/contract/kernel'
import type { Role } from '@fengsui/contract/kernel'

/** Choices of roles, with what each allows in words. */
export const roleOptions = (Object.keys(roles) as Role[]).map((role) => ({
  value: role,
  label: roles[role].name,
  allows: roles[role].permissions.map((permission) => permissionNames[permission]).join('、'),
}))

/** Names of the held roles. */
export function roleNames(held: readonly Role[]): string {
  return held.map((role) => roles[role].name).join('、')
}
