import { unitRoles } from '@fengsui/contract/plans/structured'

/** What a unit does in an emergency, in words; a role that no plan knows is shown as it is. */
export function unitRoleName(role: string): string {
  return Object.hasOwn(unitRoles, role) ? unitRoles[role as keyof typeof unitRoles] : role
}

/** Choices of a unit's duty. */
export const unitRoleOptions = Object.entries(unitRoles).map(([value, label]) => ({ value, label }))

export const unitStatusNames = { active: '在用', retired: '已撤销' } as const
